// Links of a terminal (OSC 8): a path on the screen that opens the file.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace assay {

/// Makes links, or none.
class Hyperlinks {
public:
    Hyperlinks() = default;

    /// `wanted`: none, file, vscode, cursor, zed, or an address with {path} (absolute) and, if need
    /// be, {line}, {column} and {host}. `root`: of the corpus. Throws Failure(usage) for anything
    /// else.
    Hyperlinks(std::string_view wanted, const std::filesystem::path& root);

    /// `text` as a link to the place; `path` is relative to the corpus. What a name holds is
    /// percent-encoded: no terminal takes it for more.
    std::string link(std::string_view text, std::string_view path, std::uint32_t line,
                     std::uint32_t column) const;

private:
    std::string format_;  // empty = no links
    std::string root_;
};

}  // namespace assay
