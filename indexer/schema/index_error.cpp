#include "indexer/schema/index_error.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <string_view>

#include "indexer/schema/index_files.h"
#include "indexer/schema/index_location.h"
#include "indexer/schema/open_tables.h"
#include "indexer/text/machine_error.h"
#include "indexer/text/shell_quoted.h"

namespace assay::schema {
namespace fs = std::filesystem;
namespace {

/// The errno values of a refusal by the system. A missing file is not one of them: that is damage.
constexpr std::array refusals{ENOSPC, EDQUOT, EFBIG,  EMFILE, ENFILE, ENOMEM, EROFS,     EACCES,
                              EPERM,  EIO,    ESTALE, ENOLCK, EAGAIN, EINTR,  ETIMEDOUT, EHOSTDOWN};

/// Returns the errno of the refusal that caused `error`; 0 if there is none. A commit that failed
/// twice has the first reason only in its message: "... (No space left on device)), and couldn't
/// ...".
int refusal_behind(const Xapian::Error& error) {
    const std::string_view reason =
        error.get_error_string() != nullptr ? error.get_error_string() : "";
    const auto found = std::find_if(refusals.begin(), refusals.end(), [&](int each) {
        const std::string_view words = std::strerror(each);
        return reason == words || error.get_msg().find(words) != std::string::npos;
    });
    return found == refusals.end() ? 0 : *found;
}

bool is_full(int error) { return error == ENOSPC || error == EDQUOT || error == EFBIG; }

Error busy(const fs::path& directory) {
    return busy_error("another assay is writing this index: " + directory.string(),
                      "try again when it is done");
}

/// Returns the Error for a lock that Xapian could not take. Xapian gives most reasons only as text.
Error lock_error(const std::string& message, const fs::path& directory) {
    if (message.ends_with("already locked")) return busy(directory);
    if (message.ends_with("too many open files")) return cannot_write(directory, EMFILE);
    return io_error("cannot lock the index in " + directory.string() + ": " + message,
                    "name another folder with --index DIR");
}

/// True if a run without --index would use this directory.
bool is_default(const fs::path& root, const fs::path& directory) {
    const char* const chosen = std::getenv("ASSAY_INDEX");
    if (root.empty() || !index_cache_directory() || (chosen != nullptr && *chosen != '\0'))
        return false;
    return default_index_directory(root) == directory;
}

}  // namespace

Error xapian_error(const Xapian::Error& error, const fs::path& directory) {
    if (const int refusal = refusal_behind(error)) {
        if (is_full(refusal)) return cannot_write(directory, refusal);
        return text::machine_error(
            "cannot read or write the index in " + directory.string(), refusal,
            "check its permissions, or name another folder with --index DIR");
    }
    // Xapian could not create a file, and does not say why.
    if (error.get_type() == std::string_view("DatabaseCreateError"))
        return io_error("cannot write " + directory.string() + ": " + error.get_msg(),
                        "name another folder with --index DIR");
    if (error.get_type() == std::string_view("DatabaseLockError"))
        return lock_error(error.get_msg(), directory);
    const std::string reason = error.get_error_string() != nullptr ? error.get_error_string() : "";
    // The compactor reports this for a folder that it believed to be absent.
    if (error.get_msg().ends_with(": cannot create directory"))
        return io_error("cannot write: " + error.get_msg(), "try again");
    // The tables exist (open_tables.h).
    if (error.get_msg().ends_with(not_opened))
        return io_error(
            "cannot read the index in " + directory.string() + ": " + error.get_msg(),
            "try again, or run: " + index_command(known_index_root(directory), directory, true));
    return index_damage(directory, error.get_msg() + (reason.empty() ? "" : ": " + reason));
}

Error index_damage(const fs::path& directory, const std::string& what) {
    return index_error("the index in " + directory.string() + " cannot be read (" + what + ")",
                       "run: " + index_command(known_index_root(directory), directory, true));
}

std::string index_command(const fs::path& root, const fs::path& directory, bool full) {
    std::string command = full ? "assay index --full " : "assay index ";
    command += root.empty() ? "DIR" : text::shell_quoted(root.string());
    return command + index_option(root, directory);
}

std::string index_option(const fs::path& root, const fs::path& directory) {
    return is_default(root, directory) ? "" : " --index " + text::shell_quoted(directory.string());
}

}  // namespace assay::schema
