// Terminal links (OSC 8): a path on the screen that opens the file.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace assay::cli {

/// Turns paths into links. A default-constructed object makes no links.
class Hyperlinks {
public:
    Hyperlinks() = default;

    /// `wanted` is none, file, vscode, cursor, zed, or an address with {path} (absolute) and
    /// optionally {line}, {column} and {host}. `root` is the folder of the corpus. Throws
    /// Failure(usage) if `wanted` is anything else.
    Hyperlinks(std::string_view wanted, const std::filesystem::path& root);

    /// Returns `text` as a link to the place. `path` is relative to the corpus. Names are
    /// percent-encoded, so they cannot end the link or send a command to the terminal.
    std::string link(std::string_view text, std::string_view path, std::uint32_t line,
                     std::uint32_t column) const;

private:
    std::string format_;  // empty = no links
    std::string root_;
};

}  // namespace assay::cli
