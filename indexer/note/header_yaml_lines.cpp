// The YAML of most notes: a key, a colon and a scalar or [list] in each line, and lists of scalars
// below. It is read here because yaml-cpp takes nearly as long for a header as cmark for the whole
// note. All other YAML is left to yaml-cpp.
#include <algorithm>

#include "indexer/note/header_formats.h"
#include "indexer/text/limits.h"

namespace assay::indexer {
namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// True for characters that have a meaning in YAML at any place, or that some readers treat as line
/// ends.
bool has_special_character(std::string_view text) {
    for (const char c : text)
        if (static_cast<unsigned char>(c) < 0x20 && c != '\n') return true;
    for (const std::string_view special :
         {"\xC2\x85", "\xE2\x80\xA8", "\xE2\x80\xA9", "\xEF\xBB\xBF", "\x7F"})
        if (text.find(special) != text.npos) return true;
    return false;
}

/// Returns the length of the key at the beginning of the line; 0 unless it consists of letters,
/// digits, '_', '-' and '.' and a colon follows.
std::size_t simple_key(std::string_view line) {
    if (line.empty() || !(is_letter(line.front()) || line.front() == '_')) return 0;
    std::size_t size = 1;
    while (size < line.size() && (is_letter(line[size]) || is_digit(line[size]) ||
                                  line[size] == '_' || line[size] == '-' || line[size] == '.'))
        ++size;
    return size < line.size() && line[size] == ':' &&
                   (size + 1 == line.size() || line[size + 1] == ' ')
               ? size
               : 0;
}

/// Reads a simple scalar: quoted without escapes, or plain. nullopt for everything else.
std::optional<nlohmann::ordered_json> simple_scalar(std::string_view text) {
    const char first = text.front();
    if (first == '"' || first == '\'') {
        const bool closed = text.size() > 1 &&
                            text.find_first_of(first == '"' ? "\"\\" : "'", 1) == text.size() - 1 &&
                            text.back() == first;
        return closed ? std::optional(nlohmann::ordered_json(text.substr(1, text.size() - 2)))
                      : std::nullopt;
    }
    const bool plain = is_letter(first) || is_digit(first) || first == '/' ||
                       static_cast<unsigned char>(first) >= 0x80;
    if (!plain || text.back() == ':' || text.find(": ") != text.npos ||
        text.find(" #") != text.npos)
        return std::nullopt;
    return plain_scalar(text);
}

/// Reads a list of simple scalars: [a, b c, "d"].
std::optional<nlohmann::ordered_json> simple_list(std::string_view text) {
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    if (text.back() != ']') return std::nullopt;
    text = without_blanks(text.substr(1, text.size() - 2));
    while (!text.empty()) {
        const std::size_t comma = std::min(text.find(','), text.size());
        const std::string_view written = without_blanks(text.substr(0, comma));
        if (written.empty() || written.find_first_of("[]{}:#") != written.npos) return std::nullopt;
        const std::optional<nlohmann::ordered_json> item = simple_scalar(written);
        if (!item || comma + 1 == text.size()) return std::nullopt;
        list.push_back(*item);
        text.remove_prefix(std::min(comma + 1, text.size()));
    }
    return list;
}

}  // namespace

bool read_yaml_lines(HeaderText header, FrontMatter& into) {
    struct Line {
        std::string_view key;
        nlohmann::ordered_json value;
        std::uint32_t number;
    };
    if (has_special_character(header.text)) return false;
    std::vector<Line> lines;
    constexpr std::size_t any = std::string_view::npos, none = any - 1;
    std::size_t list_indent = none;  // of the items of a list
    std::uint32_t number = header.first_line;
    for (std::size_t at = 0; at < header.text.size(); ++number) {
        const std::string_view line = line_at(header.text, at);
        at += line.size() + 1;
        const std::string_view content = without_blanks(line);
        if (content.empty()) continue;
        if (const std::size_t key = simple_key(line)) {
            const std::string_view written = without_blanks(line.substr(key + 1));
            std::optional<nlohmann::ordered_json> value = written.empty() ? nlohmann::ordered_json()
                                                          : written.front() == '['
                                                              ? simple_list(written)
                                                              : simple_scalar(written);
            if (!value) return false;
            lines.push_back({line.substr(0, key), std::move(*value), number});
            list_indent = written.empty() ? any : none;
            continue;
        }
        const std::size_t indent = line.find('-');
        const bool is_item = content.starts_with("- ") && !lines.empty() &&
                             (list_indent == any || list_indent == indent);
        const std::string_view written =
            is_item ? without_blanks(content.substr(2)) : std::string_view();
        const std::optional<nlohmann::ordered_json> item =
            written.empty() ? std::nullopt : simple_scalar(written);
        if (!item) return false;
        list_indent = indent;
        lines.back().value.push_back(*item);
    }
    if (lines.empty() || lines.size() > text::max_header_keys) return false;
    for (Line& line : lines) put(into, std::string(line.key), std::move(line.value), line.number);
    return true;
}

}  // namespace assay::indexer
