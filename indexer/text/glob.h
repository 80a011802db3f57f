// Patterns for paths, as in .gitignore: which notes to leave out, to weigh less, to look in.
#pragma once

#include <string>
#include <string_view>

namespace assay {

/// True when `pattern` names `path` ("a/b/c.md", relative to the corpus) or a folder above it. In a
/// pattern
///   *   stands for any characters but '/', ** for any at all ("**/" also for none), ? for one but
///   '/' a/b is meant from the root of the corpus; a name without '/' at any depth; "a/" only the
///   folder
/// Everything else stands for itself, in any case, with or without accents, composed or not: a name
/// on the disk is not always spelled as it is typed. Linear in the product of both lengths.
class Glob {
public:
    /// A path that several globs are tried on: folding it costs more than a match.
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

/// For one path.
bool glob_matches(std::string_view pattern, std::string_view path);

}  // namespace assay
