#include "indexer/schema/machine_error.h"

#include <sys/mman.h>
#include <xapian.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <new>
#include <system_error>

namespace assay {
namespace {

/// What mends `error` wherever it appears; nullptr when that depends on the place.
const char* remedy(int error) {
    switch (error) {
        case EMFILE: return "allow more open files: ulimit -n 256";
        case ENFILE: return "close other programs: the machine has no open file left";
        case ENOMEM: return "close other programs, or allow more memory: ulimit -v unlimited";
        case EAGAIN: return "close other programs, or allow more processes: ulimit -u";
        case ENOSPC:
        case EDQUOT:
        case EFBIG: return "make room there";
        case EIO: return "check the disk; the system's log says what failed: dmesg";
        case ESTALE: return "mount the network folder again";
        default: return nullptr;
    }
}

Error bug(const std::string& what) {
    return {ErrorKind::bug, "internal error: " + what, {}, "please report this, with the command that shows it"};
}

}  // namespace

Error machine_error(const std::string& what, int error, std::string hint) {
    if (const char* known = remedy(error)) hint = known;
    return {ErrorKind::io, what + ": " + std::strerror(error), {}, std::move(hint)};
}

bool memory_is_short() {
    constexpr std::size_t probe_bytes = 64U << 20U;
    void* const probe = mmap(nullptr, probe_bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (probe == MAP_FAILED) return true;
    munmap(probe, probe_bytes);
    return false;
}

Error out_of_memory() { return {ErrorKind::io, "out of memory", {}, remedy(ENOMEM)}; }

Error caught_error() {
    try {
        throw;
    } catch (const Failure& failure) {
        return failure.error();
    } catch (const std::bad_alloc&) {
        return out_of_memory();
    } catch (const std::filesystem::filesystem_error& error) {
        const std::string place = error.path1().empty() ? "the folder" : error.path1().string();
        return machine_error("cannot read " + place, error.code().value(), "check its permissions");
    } catch (const std::system_error& error) {
        // A thread needs room for its stack.
        if (error.code() == std::errc::resource_unavailable_try_again && memory_is_short()) return out_of_memory();
        return machine_error("the system refused", error.code().value());
    } catch (const Xapian::Error& error) {
        return bug(error.get_description());
    } catch (const std::exception& error) {
        return bug(error.what());
    } catch (...) {
        return bug("an exception of no known type");
    }
}

}  // namespace assay
