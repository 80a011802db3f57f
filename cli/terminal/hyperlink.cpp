#include "cli/terminal/hyperlink.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

#include "cli/terminal/shown_path.h"
#include "indexer/text/error.h"

namespace assay::cli {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 5> known{
    {{"none", ""},
     {"file", "file://{host}{path}"},
     {"vscode", "vscode://file{path}:{line}:{column}"},
     {"cursor", "cursor://file{path}:{line}:{column}"},
     {"zed", "zed://file{path}:{line}:{column}"}}};

/// Writes every byte as %XX except '/' and the unreserved characters of RFC 3986, 2.3.
std::string percent_encoded(std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string encoded;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (std::isalnum(byte) != 0 ||
            std::string_view("-._~/").find(c) != std::string_view::npos) {
            encoded.push_back(c);
        } else {
            encoded.push_back('%');
            encoded.push_back(digits[byte >> 4U]);
            encoded.push_back(digits[byte & 15U]);
        }
    }
    return encoded;
}

std::string host_name() {
    std::array<char, 256> name{};
    return gethostname(name.data(), name.size() - 1) == 0 ? percent_encoded(name.data()) : "";
}

void replace(std::string& text, std::string_view name, const std::string& value) {
    for (std::size_t at = text.find(name); at != text.npos; at = text.find(name, at + value.size()))
        text.replace(at, name.size(), value);
}

}  // namespace

Hyperlinks::Hyperlinks(std::string_view wanted, const std::filesystem::path& root)
    : format_(wanted), root_(root.string()) {
    const auto* const name = std::find_if(known.begin(), known.end(),
                                          [&](const auto& each) { return each.first == wanted; });
    if (name != known.end()) {
        format_ = name->second;
        replace(format_, "{host}", host_name());
        return;
    }
    const bool is_ascii =
        std::all_of(wanted.begin(), wanted.end(), [](char c) { return c > ' ' && c < 0x7F; });
    if (!is_ascii || wanted.find("{path}") == wanted.npos || wanted.find(':') == wanted.npos)
        throw Failure(usage_error("unknown kind of link: " + std::string(wanted),
                                  "use none, file, vscode, cursor, zed, or an address such as "
                                  "myeditor://open{path}:{line}"));
    replace(format_, "{host}", host_name());
}

std::string Hyperlinks::link(std::string_view text, std::string_view path, std::uint32_t line,
                             std::uint32_t column) const {
    if (format_.empty()) return std::string(text);
    std::string address = format_;
    replace(address, "{line}", std::to_string(line));
    replace(address, "{column}", std::to_string(column));
    replace(address, "{path}", percent_encoded(note_file(root_, path)));
    return "\x1b]8;;" + address + "\x1b\\" + std::string(text) + "\x1b]8;;\x1b\\";
}

}  // namespace assay::cli
