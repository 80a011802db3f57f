#include "indexer/note/title_heading.h"

#include <algorithm>

#include "indexer/text/limits.h"

namespace assay::indexer {
namespace {

constexpr std::string_view blanks = " \t\n";

std::size_t after_sign(std::string_view text, std::string_view sign, std::size_t from) {
    const std::size_t found = text.find(sign, from);
    return found == text.npos ? text.npos : found + sign.size();
}

/// Returns the offset after the bracket that closes the one at `open`; npos if there is none within
/// the limit.
std::size_t behind_closing(std::string_view text, std::size_t open) {
    const char opening = text[open], closing = opening == '[' ? ']' : ')';
    std::size_t depth = 0;
    for (std::size_t at = open; at < std::min(text.size(), open + text::max_title_bracket_bytes);
         ++at) {
        if (text[at] == '\\') ++at;
        else if (text[at] == opening) ++depth;
        else if (text[at] == closing && --depth == 0) return at + 1;
    }
    return text.npos;
}

/// Returns the offset after "[…]" and the "(…)" or "[…]" that follows it.
std::size_t behind_link(std::string_view text, std::size_t open) {
    const std::size_t end = behind_closing(text, open);
    return end < text.size() && (text[end] == '(' || text[end] == '[') ? behind_closing(text, end)
                                                                       : end;
}

/// True for a file that is not a note. An embedded note is text.
bool is_file(std::string_view target) {
    target = target.substr(0, target.find_first_of("|#"));
    const std::size_t dot = target.rfind('.');
    return dot != target.npos && target.size() - dot <= 6 && target.find(' ', dot) == target.npos &&
           !target.ends_with(".md");
}

/// True for a tag, but not for <http://example.org>.
bool is_tag(std::string_view text) {
    const std::size_t name = text.starts_with("</") ? 2 : 1;
    const std::size_t end = text.find_first_not_of(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-", name);
    return text.starts_with('<') && end != text.npos && end > name &&
           std::string_view(" \t\n/>").find(text[end]) != std::string_view::npos;
}

/// Returns the offset after the image, comment or tag that begins at `at`; npos if text begins
/// there. A link around images counts as an image (a badge).
std::size_t behind_picture(std::string_view text, std::size_t at) {
    const std::string_view rest = text.substr(at);
    if (rest.starts_with("![["))
        return is_file(rest.substr(3, rest.find("]]") - 3)) ? after_sign(text, "]]", at)
                                                            : text.npos;
    if (rest.starts_with("![")) return behind_link(text, at + 1);
    if (rest.starts_with("[![")) return behind_link(text, at);
    if (rest.starts_with("<!--")) return after_sign(text, "-->", at);
    if (rest.starts_with("%%")) return after_sign(text, "%%", at + 2);
    if (is_tag(rest)) return after_sign(text, ">", at);
    return text.npos;
}

/// True for a line that has signs but no text: a rule, a link definition, or an inline field (key::
/// value), which is front matter.
bool is_silent(std::string_view line) {
    const std::size_t colons = line.find("::");
    if (colons != line.npos && colons > 0 && line.find_first_of(" \t[(`:") >= colons) return true;
    if (line.find_first_not_of("-*_ \t") == line.npos)
        return std::count_if(line.begin(), line.end(),
                             [](char c) { return c != ' ' && c != '\t'; }) >= 3;
    return line.starts_with('[') && !line.starts_with("[^") && line.find("]: ") != line.npos;
}

bool is_pictures(std::string_view text) {
    for (std::size_t at = text.find_first_not_of(blanks); at != text.npos;
         at = text.find_first_not_of(blanks, at)) {
        const bool begins_line = at == 0 || text[at - 1] == '\n';
        std::size_t next = behind_picture(text, at);
        if (next == text.npos && begins_line &&
            is_silent(text.substr(at, text.find('\n', at) - at)))
            next = std::min(text.find('\n', at), text.size());
        if (next == text.npos) return false;
        at = next;
    }
    return true;
}

/// True for "> # x" and "- # x".
bool begins_in_block(std::string_view line) {
    line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
    if (line.starts_with('>')) return true;
    const std::size_t number = std::min(line.find_first_not_of("0123456789"), line.size());
    const std::string_view sign = line.substr(number, 2);
    if (sign.size() < 2 || (sign[1] != ' ' && sign[1] != '\t')) return false;
    return number > 0 ? sign[0] == '.' || sign[0] == ')'
                      : sign[0] == '-' || sign[0] == '*' || sign[0] == '+';
}

}  // namespace

const schema::Heading* title_heading(const MarkdownText& note, std::string_view body,
                                     std::uint32_t first_line) {
    const auto first =
        std::find_if(note.headings.begin(), note.headings.end(),
                     [](const schema::Heading& heading) { return heading.level == 1; });
    if (first == note.headings.end()) return nullptr;
    std::size_t at = 0;
    for (std::uint32_t line = first_line; line < first->line && at < body.size(); ++line)
        at = std::min(body.find('\n', at), body.size() - 1) + 1;
    if (begins_in_block(body.substr(at, body.find('\n', at) - at))) return nullptr;
    const bool is_silent_before =
        std::string_view(note.text).substr(0, first->offset).find_first_not_of(blanks) ==
        std::string_view::npos;
    return is_silent_before || is_pictures(body.substr(0, at)) ? &*first : nullptr;
}

}  // namespace assay::indexer
