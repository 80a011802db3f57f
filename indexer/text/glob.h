// Patterns for paths, as in .gitignore.
#pragma once

#include <string>
#include <string_view>

namespace assay::text {

/// Matches paths ("a/b/c.md", relative to the corpus) that it names, and paths below a folder that
/// it names. In a pattern,
///   *     matches any characters except '/'
///   **    matches any characters; "**/" also matches nothing
///   ?     matches one character except '/'
///   a/b   is relative to the root of the corpus; a name without '/' matches at any depth
///   a/    matches folders only
/// Everything else matches itself, in any case, with or without accents, composed or decomposed,
/// because names on disk are not always spelled as they are typed. Takes time proportional to the
/// product of both lengths.
class Glob {
public:
    /// A folded path, for trying several globs: folding costs more than a match.
    struct Path {
        explicit Path(std::string_view path);
        std::string_view spelled;  // must outlive this
        std::string folded;
    };

    explicit Glob(std::string_view pattern);
    bool matches(const Path& path) const;
    bool matches(std::string_view path) const { return matches(Path(path)); }

private:
    std::string pattern_, folded_;
};

/// Returns Glob(pattern).matches(path), for a single path.
bool glob_matches(std::string_view pattern, std::string_view path);

}  // namespace assay::text
