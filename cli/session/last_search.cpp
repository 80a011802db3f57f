#include "cli/session/last_search.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <sstream>
#include <utility>

#include "indexer/schema/index_files.h"
#include "indexer/text/limits.h"

namespace assay::cli {
namespace fs = std::filesystem;
namespace {

// The root and the index, then for every hit "RANK LINE COLUMN PATH"; each ends with a zero byte,
// which no path holds.
fs::path state_file() {
    const char* const state = std::getenv("XDG_STATE_HOME");
    const char* const home = std::getenv("HOME");
    if (state != nullptr && *state == '/') return fs::path(state) / "assay" / "last-search";
    return home != nullptr && *home == '/'
               ? fs::path(home) / ".local" / "state" / "assay" / "last-search"
               : fs::path();
}

/// False for a path that leads out of the corpus, which no search writes.
bool stays_below(const fs::path& path) {
    return !path.empty() && path.is_relative() &&
           std::find(path.begin(), path.end(), "..") == path.end();
}

bool write_for_owner(const fs::path& file, const std::string& text) {
    unlink(file.c_str());  // left by an earlier process of the same number
    const int handle =
        open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (handle < 0) return false;
    const bool whole = write(handle, text.data(), text.size()) == static_cast<ssize_t>(text.size());
    return close(handle) == 0 && whole;
}

}  // namespace

void remember_search(const query::SearchResult& result, const CorpusChoice& corpus) {
    const fs::path file = state_file();
    if (file.empty()) return;
    std::ostringstream text;
    text << corpus.root.string() << '\0' << corpus.index.string() << '\0';
    for (const query::Hit& hit : result.hits) {
        const bool shown = !hit.passages.empty();
        text << hit.rank << ' ' << (shown ? hit.passages.front().line : 1) << ' '
             << (shown ? hit.passages.front().column : 1) << ' ' << hit.path << '\0';
    }
    std::error_code failed;
    fs::create_directories(file.parent_path().parent_path(), failed);
    mkdir(file.parent_path().c_str(), S_IRWXU);
    fs::path fresh = file;
    fresh += "." + std::to_string(getpid());
    if (write_for_owner(fresh, text.str())) fs::rename(fresh, file, failed);
    else fs::remove(fresh, failed);
}

std::optional<RememberedHit> remembered_hit(std::size_t rank) {
    std::istringstream in(
        schema::read_small_file(state_file(), text::max_last_search_bytes).content);
    std::string root, index, entry;
    if (!std::getline(in, root, '\0') || !std::getline(in, index, '\0') || !root.starts_with('/') ||
        !index.starts_with('/'))
        return std::nullopt;
    while (std::getline(in, entry, '\0')) {
        std::istringstream parts(entry);
        std::size_t number = 0;
        NotePlace place{root, {}};
        parts >> number >> place.line >> place.column;
        parts.get();
        if (parts && number == rank && std::getline(parts, place.path, '\0') &&
            stays_below(place.path))
            return RememberedHit{std::move(place), index};
    }
    return std::nullopt;
}

}  // namespace assay::cli
