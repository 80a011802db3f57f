#include "indexer/watch_socket.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cstring>

#include "indexer/text/hash.h"

namespace assay::indexer {
namespace fs = std::filesystem;
namespace {

constexpr const char* socket_name = "watch";

/// The address of the socket in an open folder. An address has at most 107 bytes, and the path of
/// an index may be longer.
sockaddr_un address_in(const Descriptor& folder) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const std::string path = "/proc/self/fd/" + std::to_string(folder.number()) + "/" + socket_name;
    std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
    return address;
}

Descriptor open_folder(const fs::path& folder) {
    return Descriptor(open(folder.c_str(), O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
}

Descriptor new_socket() {
    return Descriptor(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
}

bool is_of_same_user(const Descriptor& connected) {
    ucred peer{};
    socklen_t size = sizeof peer;
    return getsockopt(connected.number(), SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 &&
           peer.uid == geteuid();
}

}  // namespace

std::string watched_state(const fs::path& root, const Config& config) {
    std::string all = root.string() + '\n' + config_stamp(config) + '\n' +
                      (config.follow_links ? "follow links" : "") + '\n';
    for (const std::string& glob : config.exclude) all.append(glob).push_back('\n');
    return text::to_hex(text::fnv1a_64(all));
}

WatchSocket::WatchSocket(const fs::path& index) : file_(index / socket_name) {
    const Descriptor folder = open_folder(index);
    Descriptor listening = new_socket();
    if (!folder || !listening) return;
    struct stat status {};
    if (fstatat(folder.number(), socket_name, &status, AT_SYMLINK_NOFOLLOW) == 0) {
        if (!S_ISSOCK(status.st_mode)) return;
        const Descriptor other = new_socket();
        const sockaddr_un address = address_in(folder);
        if (connect(other.number(), reinterpret_cast<const sockaddr*>(&address), sizeof address) ==
            0)
            return;
        unlinkat(folder.number(), socket_name, 0);
    }
    const sockaddr_un address = address_in(folder);
    constexpr int most_waiting = 64;
    if (bind(listening.number(), reinterpret_cast<const sockaddr*>(&address), sizeof address) ==
            0 &&
        listen(listening.number(), most_waiting) == 0)
        listening_ = std::move(listening);
}

WatchSocket::~WatchSocket() {
    if (listening_) unlink(file_.c_str());
}

void WatchSocket::take() {
    while (true) {
        Descriptor asking(
            accept4(listening_.number(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK));
        if (!asking) return;
        if (is_of_same_user(asking)) asking_.push_back(std::move(asking));
    }
}

void WatchSocket::send_all(const std::string& bytes) {
    // Whoever has gone does not get it. The line is shorter than the buffer of any socket.
    for (const Descriptor& asking : asking_)
        static_cast<void>(send(asking.number(), bytes.data(), bytes.size(), MSG_NOSIGNAL));
}

void WatchSocket::ask_to_wait() { send_all("."); }

void WatchSocket::answer(const std::string& state) {
    send_all(state + '\n');
    asking_.clear();
}

bool is_watched(const fs::path& index, const std::string& state, std::chrono::milliseconds first,
                std::chrono::milliseconds most) {
    const Descriptor folder = open_folder(index);
    const Descriptor connected = new_socket();
    if (!folder || !connected) return false;
    const sockaddr_un address = address_in(folder);
    if (connect(connected.number(), reinterpret_cast<const sockaddr*>(&address), sizeof address) !=
            0 ||
        !is_of_same_user(connected))
        return false;
    std::string said;
    for (std::chrono::milliseconds wait = first; !said.ends_with('\n'); wait = most) {
        pollfd answer{connected.number(), POLLIN, 0};
        std::array<char, 64> bytes{};
        if (said.size() > bytes.size() || poll(&answer, 1, static_cast<int>(wait.count())) != 1)
            return false;
        const ssize_t size = recv(connected.number(), bytes.data(), bytes.size(), 0);
        if (size <= 0) return false;
        said.append(bytes.data(), static_cast<std::size_t>(size));
    }
    return said == state + '\n' || said == '.' + state + '\n';
}

}  // namespace assay::indexer
