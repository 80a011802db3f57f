#include "query/language/query_cursor.h"

#include <algorithm>
#include <charconv>

#include "indexer/text/unicode.h"

namespace assay::query {
namespace {

bool is_space(char32_t c) {
    return c == ' ' || (c >= 0x09 && c <= 0x0D) || c == 0xA0 || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F ||
           c == 0x205F || c == 0x3000;
}
bool is_blank(char32_t c) { return is_space(c) || unicode::is_invisible(c); }

/// » closes in French, and opens in German, where no blank follows it.
bool closes_or_opens(char32_t c) { return c == 0xBB || c == 0x203A; }

/// The number of bytes of the last character of `text`, which must be valid UTF-8 and not empty.
std::size_t last_size(std::string_view text) {
    std::size_t size = 1;
    while (size < text.size() && unicode::is_continuation(text[text.size() - size])) ++size;
    return size;
}

template <class Test>
std::string_view without_tail(std::string_view text, Test test) {
    while (!text.empty()) {
        const std::size_t size = last_size(text);
        if (!test(unicode::decode(text, text.size() - size).value)) break;
        text.remove_suffix(size);
    }
    return text;
}

}  // namespace

char32_t quote_family(char32_t c) {
    if (c == '"' || (c >= 0x201C && c <= 0x201F) || (c >= 0x301D && c <= 0x301F) || c == 0xFF02)
        return '"';
    if (c == 0xAB || c == 0xBB) return 0xAB;                                      // « »
    if (c == 0x2039 || c == 0x203A) return 0x2039;                                // ‹ ›
    if (c == 0x300C || c == 0x300D || c == 0xFF62 || c == 0xFF63) return 0x300C;  // 「 」
    if (c == 0x300E || c == 0x300F) return 0x300E;                                // 『 』
    return 0;
}

bool may_be_protected(char32_t c) { return quote_family(c) != 0 || c == '\'' || c == '\\'; }

std::string unprotected(std::string_view inside) {
    std::string text;
    for (std::size_t at = 0; at < inside.size();) {
        if (inside[at] == '\\' && at + 1 < inside.size() &&
            may_be_protected(unicode::decode(inside, at + 1).value))
            ++at;
        const std::size_t size = unicode::decode(inside, at).size;
        text.append(inside, at, size);
        at += size;
    }
    return text;
}

bool opens_group(char32_t c) { return c == '(' || c == 0xFF08; }
bool closes_group(char32_t c) { return c == ')' || c == 0xFF09; }
bool ends_word(char32_t c) {
    return is_space(c) || quote_family(c) != 0 || opens_group(c) || closes_group(c) || c == '|';
}

std::string lower_case(std::string_view text) {
    std::string lower(text);
    std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
    });
    return lower;
}

std::size_t leading_blanks(std::string_view text) {
    std::size_t at = 0;
    while (at < text.size() && is_blank(unicode::decode(text, at).value))
        at += unicode::decode(text, at).size;
    return at;
}

std::string_view trimmed(std::string_view text) {
    return without_tail(text.substr(leading_blanks(text)), is_blank);
}

std::optional<std::int64_t> parse_number(std::string_view text) {
    constexpr std::size_t most_digits = 15;
    if (text.empty() || text.size() > most_digits ||
        text.find_first_not_of("0123456789") != text.npos)
        return std::nullopt;
    std::int64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

char32_t QueryCursor::at_byte(std::size_t byte) const {
    return byte < text_.size() ? unicode::decode(text_, byte).value : 0;
}

std::size_t QueryCursor::after_invisible(std::size_t byte) const {
    while (byte < text_.size() && unicode::is_invisible(at_byte(byte)))
        byte += unicode::decode(text_, byte).size;
    return byte;
}

void QueryCursor::skip_character() { at += unicode::decode(text_, at).size; }
void QueryCursor::skip_invisible() { at = after_invisible(at); }
void QueryCursor::skip_blanks() {
    while (!at_end() && (is_blank(peek()) || (quote_family(peek()) != 0 && !at_opening_quote())))
        skip_character();
}

bool QueryCursor::at_opening_quote() const {
    if (quote_family(peek()) == 0) return false;
    const std::size_t after = at + unicode::decode(text_, at).size;
    return !closes_or_opens(peek()) || (after < text_.size() && !is_blank(at_byte(after)));
}

bool QueryCursor::at_operator(std::string_view name) const {
    if (!rest().starts_with(name)) return false;
    const std::size_t after = after_invisible(at + name.size());
    return after == text_.size() || ends_word(at_byte(after));
}

std::string_view QueryCursor::peek_word() const {
    std::size_t end = at;
    while (end < text_.size() && !ends_word(at_byte(end))) end += unicode::decode(text_, end).size;
    return without_tail(text_.substr(at, end - at), unicode::is_invisible);
}

std::string_view QueryCursor::take_word() {
    const std::string_view word = peek_word();
    at = after_invisible(at + word.size());
    return word;
}

std::optional<std::string_view> QueryCursor::take_quoted() {
    const std::size_t open = at;
    const char32_t family = quote_family(peek());
    skip_character();
    const std::size_t begin = at;
    bool protects = false;
    for (; !at_end() && quote_family(peek()) != family; skip_character())
        if (peek() == '\\' && may_be_protected(peek(1))) ++at, protects = true;
    if (at_end()) {
        fail(open, "this quote is never closed",
             protects
                 ? "add a \" where the quoted words end: \\\" is a quote among them, \\\\ is a \\"
                 : "add a \" where the quoted words end");
        return std::nullopt;
    }
    const std::string_view inside = text_.substr(begin, at - begin);
    skip_character();
    return inside;
}

std::optional<WrittenValue> QueryCursor::take_value() {
    if (!at_opening_quote()) return WrittenValue{take_word(), false, {}};
    const std::optional<std::string_view> inside = take_quoted();
    return inside ? std::optional(WrittenValue{trimmed(*inside), true, *inside}) : std::nullopt;
}

std::size_t QueryCursor::column_of(std::size_t byte) const {
    return 1 + unicode::length(text_.substr(0, byte));
}

QueryNode QueryCursor::leaf(QueryNode::Kind kind, std::string_view part) const {
    QueryNode node;
    node.kind = kind;
    node.text = part;
    node.begin = place_of(part);
    node.end = node.begin + part.size();
    node.column = column_of(node.begin);
    return node;
}

QueryNode QueryCursor::leaf(QueryNode::Kind kind, const WrittenValue& value) const {
    QueryNode node = leaf(kind, value.part);
    if (value.in_quotes) node.text = unprotected(value.part);
    return node;
}

QueryNode QueryCursor::fail(std::size_t byte, std::string message, std::string hint) {
    if (!error_) error_ = query_error(std::move(message), std::move(hint), column_of(byte));
    return {};
}

}  // namespace assay::query
