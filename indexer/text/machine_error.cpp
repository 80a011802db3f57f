#include "indexer/text/machine_error.h"

#include <sys/mman.h>

#include <cerrno>
#include <cstring>

namespace assay::text {
namespace {

/// Returns the hint for `error` if it is the same everywhere; nullptr if it depends on the place.
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

}  // namespace

Error machine_error(const std::string& what, int error, std::string hint) {
    if (const char* known = remedy(error)) hint = known;
    return io_error(what + ": " + std::strerror(error), std::move(hint));
}

bool memory_is_short() {
    constexpr std::size_t probe_bytes = 64U << 20U;
    void* const probe =
        mmap(nullptr, probe_bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (probe == MAP_FAILED) return true;
    munmap(probe, probe_bytes);
    return false;
}

Error out_of_memory() { return io_error("out of memory", remedy(ENOMEM)); }

}  // namespace assay::text
