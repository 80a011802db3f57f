#include "indexer/schema/index_list.h"

#include <algorithm>
#include <csignal>
#include <sstream>
#include <system_error>
#include <tuple>
#include <utility>

#include "indexer/schema/index_location.h"
#include "indexer/schema/index_store.h"
#include "indexer/schema/own_process.h"
#include "indexer/text/machine_error.h"

namespace assay::schema {
namespace fs = std::filesystem;
namespace {

/// Returns "NOTES UPDATED", or "!", what is wrong, a zero byte, and the hint.
std::string state_in_words(const IndexStore& store) {
    try {
        std::ostringstream text;
        translate_errors(store.directory(), [&] {
            const Xapian::Database database = store.open_for_reading();
            text << database.get_doccount() << ' ' << database.get_metadata(updated_key);
        });
        return text.str();
    } catch (const Failure& failure) {
        return "!" + failure.error().message + '\0' + failure.error().hint;
    }
}

Error unbuilt(const IndexFolder& folder) {
    return index_error("the index was never finished",
                       "run: " + index_command(folder.root, folder.directory));
}

Failure unseen(const fs::path& folder, const std::error_code& why) {
    return Failure(text::machine_error("cannot read " + folder.string(), why.value(),
                                       "check its permissions"));
}

/// Throws if an index may be hidden by a refusal of the system. What does not exist, or belongs to
/// another user, is not one of our indexes.
void require_seen(const fs::path& folder, const std::error_code& failed) {
    for (const std::errc none : {std::errc(), std::errc::no_such_file_or_directory,
                                 std::errc::not_a_directory, std::errc::permission_denied})
        if (failed == none) return;
    throw unseen(folder, failed);
}

}  // namespace

std::vector<IndexFolder> index_folders() {
    std::vector<IndexFolder> folders;
    const std::optional<fs::path> cache = index_cache_directory();
    std::error_code failed;
    if (!cache) return folders;
    fs::directory_iterator entry(*cache, failed);
    if (failed == std::errc::no_such_file_or_directory) return folders;
    for (const fs::directory_iterator end; !failed && entry != end; entry.increment(failed)) {
        std::error_code unknown;
        const fs::file_type kind = fs::symlink_status(entry->path() / "root", unknown).type();
        require_seen(entry->path(), unknown);
        if (kind != fs::file_type::regular) continue;
        fs::path root = IndexStore(entry->path()).root();
        // A link counts if it replaces an index that was moved to another disk. Any other link is
        // only a second name.
        const bool is_used = !entry->is_symlink(unknown) ||
                             (root.is_absolute() && default_index_directory(root) == entry->path());
        if (is_used && root.is_absolute()) folders.push_back({entry->path(), std::move(root)});
    }
    if (failed) throw unseen(*cache, failed);
    std::sort(folders.begin(), folders.end(), [](const IndexFolder& a, const IndexFolder& b) {
        return std::tie(a.root, a.directory) < std::tie(b.root, b.directory);
    });
    return folders;
}

std::vector<fs::path> indexed_roots() {
    std::vector<fs::path> roots;
    std::error_code failed;
    for (IndexFolder& folder : index_folders())
        if (IndexStore(folder.directory).exists() && fs::is_directory(folder.root, failed))
            roots.push_back(std::move(folder.root));
    return roots;
}

IndexState look_at(const IndexFolder& folder) {
    constexpr ProcessLimits limits{5, 10};
    const IndexStore store(folder.directory);
    std::error_code failed;
    IndexState state;
    state.folder = folder;
    state.root_exists = fs::is_directory(folder.root, failed);
    state.bytes = store.size_bytes();
    if (!store.exists()) {
        state.problem = unbuilt(folder);
        return state;
    }
    const ProcessEnd end = run_apart(limits, [&] { return state_in_words(store); });
    if (end.signal != 0 || end.code != 0) {
        const bool endless = end.signal == SIGXCPU || end.signal == SIGALRM;
        state.problem = index_damage(folder.directory,
                                     endless ? "reading it does not end" : "reading it crashes");
    } else if (end.text.starts_with('!')) {
        const std::size_t zero = std::min(end.text.find('\0'), end.text.size() - 1);
        state.problem = index_error(end.text.substr(1, zero - 1), end.text.substr(zero + 1));
    } else {
        std::istringstream text(end.text);
        std::size_t notes = 0;
        text >> notes >> state.updated;
        state.notes = notes;
    }
    return state;
}

}  // namespace assay::schema
