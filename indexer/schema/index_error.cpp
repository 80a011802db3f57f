#include "indexer/schema/index_error.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <string_view>

#include "indexer/schema/index_files.h"
#include "indexer/schema/index_store.h"
#include "indexer/schema/machine_error.h"
#include "indexer/schema/shell_quoted.h"

namespace assay {
namespace fs = std::filesystem;
namespace {

/// The errno of `candidates` that `reason` is the name of; 0 = none.
template <std::size_t size>
int named_error(std::string_view reason, const std::array<int, size>& candidates) {
    const auto found = std::find_if(candidates.begin(), candidates.end(),
                                    [&](int each) { return reason.ends_with(std::strerror(each)); });
    return found == candidates.end() ? 0 : *found;
}

Error busy(const fs::path& directory) {
    return {ErrorKind::busy,
            "another assay writes this index: " + directory.string(),
            {},
            "try again when it is done"};
}

/// What Xapian could not lock. It gives the reason in words only.
Error lock_error(std::string_view message, const fs::path& directory) {
    if (message.ends_with("already locked")) return busy(directory);
    if (message.ends_with("too many open files")) return cannot_write(directory, EMFILE);
    const int reason = named_error(message, std::array{EMFILE, ENFILE, ENOMEM, ENOSPC, EDQUOT, EROFS, EACCES, EPERM});
    return reason != 0 ? cannot_write(directory, reason)
                       : Error{ErrorKind::io,
                               "cannot lock the index in " + directory.string() + ": " + std::string(message),
                               {},
                               "name another folder with --index DIR"};
}

/// Where a run without --index would have it.
bool is_default(const fs::path& root, const fs::path& directory) {
    const char* const chosen = std::getenv("ASSAY_INDEX");
    if (root.empty() || !index_cache_directory() || (chosen != nullptr && *chosen != '\0')) return false;
    return default_index_directory(root) == directory;
}

}  // namespace

Error index_error(const Xapian::Error& error, const fs::path& directory) {
    const std::string reason = error.get_error_string() != nullptr ? error.get_error_string() : "";
    if (error.get_type() == std::string_view("DatabaseLockError")) return lock_error(error.get_msg(), directory);
    if (const int full = named_error(reason, std::array{ENOSPC, EDQUOT, EFBIG})) return cannot_write(directory, full);
    if (const int refused = named_error(reason, std::array{EMFILE, ENFILE, ENOMEM, EROFS, EACCES, EPERM}))
        return machine_error("cannot open the index in " + directory.string(), refused, "check its permissions");
    return index_damage(directory, error.get_msg() + (reason.empty() ? "" : ": " + reason));
}

Error index_damage(const fs::path& directory, const std::string& what) {
    return {ErrorKind::index,
            "the index in " + directory.string() + " cannot be read (" + what + ")",
            {},
            "run: " + index_command(IndexStore(directory).root(), directory, true)};
}

std::string index_command(const fs::path& root, const fs::path& directory, bool full) {
    std::string command = full ? "assay index --full " : "assay index ";
    command += root.empty() ? "DIR" : shell_quoted(root.string());
    if (!is_default(root, directory)) command += " --index " + shell_quoted(directory.string());
    return command;
}

}  // namespace assay
