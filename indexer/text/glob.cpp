#include "indexer/text/glob.h"

#include <algorithm>

#include "indexer/text/unicode.h"

namespace assay::text {
namespace {

/// Matches the whole `path` with the whole `pattern`. After a mismatch, the last star takes one
/// more character; if it may not, the last double star does. Earlier stars need not be tried again
/// (for a single star, see R. Salz's wildmat).
bool matches_whole(std::string_view pattern, std::string_view path) {
    struct Retry {
        std::size_t pattern = std::string_view::npos, path = 0;
    };
    Retry star, stars;
    std::size_t p = 0, at = 0;
    const auto after = [](std::string_view text, std::size_t i) {  // the code point at i
        for (++i; i < text.size() && unicode::is_continuation(text[i]);) ++i;
        return i;
    };
    while (true) {
        if (pattern.substr(p).starts_with("**")) {
            p += pattern.substr(p).starts_with("**/") ? 3U : 2U;
            stars = {p, at};
            star = {};
            continue;
        }
        if (p < pattern.size() && pattern[p] == '*') {
            star = {++p, at};
            continue;
        }
        if (p == pattern.size() && at == path.size()) return true;
        if (p < pattern.size() && at < path.size() &&
            (pattern[p] == path[at] || (pattern[p] == '?' && path[at] != '/'))) {
            at = pattern[p] == '?' ? after(path, at) : at + 1;
            ++p;
            continue;
        }
        if (star.pattern != std::string_view::npos && star.path < path.size() &&
            path[star.path] != '/') {
            p = star.pattern;
            at = ++star.path;
        } else if (stars.pattern != std::string_view::npos && stars.path < path.size()) {
            // A name begins after "**/", so only the beginnings of names are tried.
            const bool whole_names = stars.pattern >= 1 && pattern[stars.pattern - 1] == '/';
            ++stars.path;
            while (whole_names && stars.path < path.size() && path[stars.path - 1] != '/')
                ++stars.path;
            p = stars.pattern;
            at = stars.path;
            star = {};
        } else {
            return false;
        }
    }
}

bool matches_as_spelled(std::string_view pattern, std::string_view path) {
    const bool from_root = pattern.starts_with('/');
    if (from_root) pattern.remove_prefix(1);
    const bool folder_only = pattern.ends_with('/');
    if (folder_only) pattern.remove_suffix(1);
    if (pattern.empty()) return false;
    const bool any_depth = !from_root && pattern.find('/') == pattern.npos;
    for (std::size_t begin = 0, end = path.find('/');; end = path.find('/', end + 1)) {
        const bool last = end == path.npos;
        if (!(last && folder_only) &&
            matches_whole(pattern, path.substr(begin, last ? path.npos : end - begin)))
            return true;
        if (last) return false;
        if (any_depth) begin = end + 1;
    }
}

/// Folds each stretch between `signs` by itself. So a character that only folds to a slash or a
/// star (／, ＊) does not act as one.
std::string folded_between(std::string_view signs, std::string_view text) {
    std::string folded;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find_first_of(signs, begin), text.size());
        for (const char c : unicode::fold(text.substr(begin, end - begin)))
            folded.push_back(c == '/' ? '\1' : c == '*' ? '\2' : c == '?' ? '\3' : c);
        if (end < text.size()) folded.push_back(text[end]);
        begin = end + 1;
    }
    return folded;
}

}  // namespace

Glob::Path::Path(std::string_view path) : spelled(path), folded(folded_between("/", path)) {}

Glob::Glob(std::string_view pattern) : pattern_(pattern), folded_(folded_between("/*?", pattern)) {}

/// Also tries the unfolded spelling: the ? of "stra?e" is one character, but folding turns ß into
/// two.
bool Glob::matches(const Path& path) const {
    if (matches_as_spelled(folded_, path.folded)) return true;
    const bool same = pattern_ == folded_ && path.spelled == path.folded;
    return !same && matches_as_spelled(pattern_, path.spelled);
}

bool glob_matches(std::string_view pattern, std::string_view path) {
    return Glob(pattern).matches(path);
}

}  // namespace assay::text
