// Values whose first sign has a meaning in YAML that the author did not intend. YAML would silently
// drop them.
#include <algorithm>
#include <array>

#include "indexer/note/header_formats.h"

namespace assay::indexer {
namespace {

using Json = nlohmann::ordered_json;

bool is_blank(char c) { return c == ' ' || c == '\t'; }

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           static_cast<unsigned char>(c) >= 0x80;
}

/// Returns where a comment begins: a # between spaces, or at the end. "#tag" is not a comment.
std::size_t comment_begin(std::string_view text) {
    for (std::size_t at = text.find('#'); at != text.npos; at = text.find('#', at + 1))
        if ((at == 0 || is_blank(text[at - 1])) &&
            (at + 1 == text.size() || is_blank(text[at + 1])))
            return at;
    return text.size();
}

std::string_view without_comment(std::string_view text) {
    return without_blanks(text.substr(0, comment_begin(text)));
}

/// True for a # after a space that is directly followed by text.
bool has_tag(std::string_view text) {
    for (std::size_t at = text.find('#'); at != text.npos; at = text.find('#', at + 1))
        if ((at == 0 || is_blank(text[at - 1])) && at + 1 < text.size() && !is_blank(text[at + 1]))
            return true;
    return false;
}

bool is_yaml_tag(std::string_view text) {
    constexpr std::array<std::string_view, 12> known{
        "!!str",       "!!int", "!!float", "!!bool", "!!null", "!!binary",
        "!!timestamp", "!!seq", "!!map",   "!!set",  "!!omap", "!!pairs"};
    return std::find(known.begin(), known.end(), text.substr(0, text.find_first_of(" \t"))) !=
           known.end();
}

/// True for {curly} and {{date}}: a map needs a colon.
bool is_text_in_braces(std::string_view text) {
    return text.starts_with("{{") ||
           (text.find(':') == text.npos && text.find_first_not_of("{} ") != text.npos);
}

/// True for the &name of a value that is used elsewhere, or of a list or map. "&more words" is
/// text.
bool is_anchor(std::string_view text, const AliasNames& aliases) {
    const std::size_t end = std::min(text.find_first_of(" \t"), text.size());
    const std::string_view value = without_blanks(text.substr(end));
    return aliases.contains(text.substr(1, end - 1)) ||
           (!value.empty() &&
            std::string_view("[{|>\"'").find(value.front()) != std::string_view::npos);
}

/// Reads one line without a comment; nullopt if YAML reads it correctly or refuses it.
std::optional<Json> line_beyond_yaml(std::string_view text, const AliasNames& aliases) {
    if (text.empty()) return std::nullopt;
    const std::string_view said = without_comment(text);
    switch (text.front()) {
        case '"':
        case '\'':
        case '[':
        case '|':
        case '>':
        case '*': return std::nullopt;
        case '!': return is_yaml_tag(text) ? std::nullopt : std::optional<Json>(said);
        case '&': return is_anchor(said, aliases) ? std::nullopt : std::optional<Json>(said);
        case '{': return is_text_in_braces(said) ? std::optional<Json>(said) : std::nullopt;
        default: break;
    }
    if (said.empty() || !has_tag(said)) return std::nullopt;
    // "2024-03-15 #x" and "true #x" are a date and a truth value with a comment.
    const std::string_view before = without_blanks(said.substr(0, said.find(" #")));
    const bool is_text =
        said.front() == '#' ||
        (plain_scalar(before).is_string() && std::any_of(before.begin(), before.end(), is_letter));
    return is_text && said.find(": ") == said.npos ? std::optional<Json>(said) : std::nullopt;
}

/// Returns the text of the list item in this line; nullopt for any other line.
std::optional<std::string_view> item_of(std::string_view line) {
    line = without_blanks(line);
    if (line != "-" && !line.starts_with("- ")) return std::nullopt;
    return without_blanks(line.substr(1));
}

/// True if all lines are comments. On a line of its own, "#draft: true" is a comment too.
bool has_only_comments(std::string_view lines) {
    for (std::size_t at = 0; at < lines.size();) {
        const std::string_view line = line_at(lines, at);
        at += line.size() + 1;
        if (const std::string_view said = without_blanks(line);
            !said.empty() && said.front() != '#')
            return false;
    }
    return true;
}

}  // namespace

AliasNames alias_names(std::string_view header) {
    AliasNames names;
    for (std::size_t at = header.find('*'); at != header.npos; at = header.find('*', at + 1)) {
        const std::size_t end = header.find_first_of(" \t\n,]}*", at + 1);
        names.insert(header.substr(at + 1, end == header.npos ? end : end - at - 1));
    }
    return names;
}

std::optional<std::uint32_t> line_of_nested_tag(std::string_view value) {
    const std::string_view first = without_comment(line_at(value, 0));
    if (first.starts_with('#')) return 0;
    if (!first.empty() && first.front() != '&') return std::nullopt;  // text of several lines
    std::uint32_t number = 0;
    std::size_t text_indent = std::string_view::npos;  // of the text below "key: |"
    for (std::size_t at = line_at(value, 0).size() + 1; at < value.size();) {
        const std::string_view line = line_at(value, at);
        at += line.size() + 1;
        ++number;
        const std::size_t indent = line.find_first_not_of(' ');
        if (indent == line.npos || indent >= text_indent) continue;
        text_indent = line.npos;
        std::string_view said = without_blanks(line);
        while (said.starts_with("- ")) said = without_blanks(said.substr(2));
        const std::size_t colon = said.find(": ");
        if (colon != said.npos && said.find_first_of("\"'#[{") > colon)
            said = without_blanks(said.substr(colon + 2));
        else if (!without_blanks(line).starts_with("- ")) continue;
        if (said.starts_with('|') || said.starts_with('>')) text_indent = indent + 1;
        if (said.size() > 1 && said.front() == '#' && !is_blank(said[1]) && said[1] != '#')
            return number;
    }
    return std::nullopt;
}

std::optional<Json> value_beyond_yaml(std::string_view value, const AliasNames& aliases) {
    const std::string_view first = without_blanks(line_at(value, 0));
    const std::string_view below =
        value.substr(std::min(line_at(value, 0).size() + 1, value.size()));
    if (has_only_comments(below)) return line_beyond_yaml(first, aliases);
    if (!without_comment(first).empty()) return std::nullopt;
    Json items = Json::array();
    bool is_beyond = false;
    for (std::size_t at = 0; at < below.size();) {
        const std::string_view line = line_at(below, at);
        at += line.size() + 1;
        if (has_only_comments(line)) continue;
        const std::optional<std::string_view> item = item_of(line);
        if (!item) return std::nullopt;  // more than a list of lines
        const std::optional<Json> text = line_beyond_yaml(*item, aliases);
        is_beyond = is_beyond || text;
        const std::string_view said = without_comment(*item);
        if (text) items.push_back(*text);
        else if (said.empty()) continue;
        else if (said.front() == '"' || said.front() == '\'' || said.front() == '[')
            items.push_back(value_as_text(said));
        else if (std::string_view("-?|>*!&{").find(said.front()) != std::string_view::npos ||
                 said.find(": ") != said.npos || said.back() == ':')
            return std::nullopt;
        else items.push_back(plain_scalar(said));
    }
    return is_beyond ? std::optional(std::move(items)) : std::nullopt;
}

}  // namespace assay::indexer
