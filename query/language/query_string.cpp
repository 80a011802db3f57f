#include <array>
#include <string>

#include "indexer/text/unicode.h"
#include "query/language/query_cursor.h"
#include "query/language/query_string.h"
#include "query/language/value_range.h"

namespace assay::query {
namespace {

using Kind = QueryNode::Kind;

/// Puts quotes around a text, of a kind that the text does not have; if it has all kinds, each
/// quote in it gets a \.
std::string quoted(std::string_view text) {
    constexpr std::array<std::array<std::string_view, 2>, 5> pairs{
        {{"\"", "\""}, {"«", "»"}, {"‹", "›"}, {"「", "」"}, {"『", "』"}}};
    const auto has_family = [&](char32_t family) {
        for (std::size_t at = 0; at < text.size(); at += unicode::decode(text, at).size)
            if (quote_family(unicode::decode(text, at).value) == family) return true;
        return false;
    };
    for (const auto& [open, close] : pairs)
        if (const char32_t family = quote_family(unicode::decode(open, 0).value);
            !has_family(family))
            return std::string(open).append(protected_in(family, text)).append(close);
    return '"' + protected_in('"', text) + '"';
}

/// True if the text would not be read as one word: it has a character that ends a word, or an
/// invisible one, which words lose at their ends.
bool has_word_end(std::string_view text) {
    for (std::size_t at = 0; at < text.size(); at += unicode::decode(text, at).size)
        if (const char32_t c = unicode::decode(text, at).value;
            ends_word(c) || unicode::is_invisible(c))
            return true;
    return false;
}

std::string name_of(schema::Field field) {
    return field == schema::Field::body ? std::string()
                                        : std::string(schema::spec(field).name) + ":";
}

std::string word(const QueryNode& node) {
    std::string text = (node.exact ? "=" : "") + node.text;
    if (node.prefix) text += "*";
    if (node.edits > 0) text += "~" + std::to_string(node.edits);
    if (node.field != schema::Field::body)
        return name_of(node.field) +
               (text.starts_with(':') ? "(" + text + ")" : text);  // title::x is a word
    // Only plain texts have words that look like operators. In lower case they are words in a
    // query.
    return text == "AND" || text == "OR" || text == "NOT" || text == "NEAR" ? lower_case(text)
                                                                            : text;
}

std::string joined(const QueryNode& node, const std::string& with) {
    std::string text = "(";
    for (const QueryNode& child : node.children) {
        if (text.size() > 1) text += with;
        text += to_string(child);
    }
    return text + ")";
}

}  // namespace

std::string protected_in(char32_t family, std::string_view text) {
    std::string inside;
    for (std::size_t at = 0; at < text.size();) {
        const unicode::CodePoint point = unicode::decode(text, at);
        const std::size_t after = at + point.size;
        const bool protects =
            point.value == '\\' &&
            (after == text.size() || may_be_protected(unicode::decode(text, after).value));
        if (protects || quote_family(point.value) == family) inside.push_back('\\');
        inside.append(text, at, point.size);
        at = after;
    }
    return inside;
}

std::string written_value(std::string_view text, Kind kind) {
    const bool has_sign = text.empty() || text.starts_with(':') || text.starts_with('-') ||
                          (kind == Kind::tag && (text.starts_with('=') || text.ends_with('*')));
    return has_sign || has_word_end(text) ? quoted(text) : std::string(text);
}

std::string written_meta_name(std::string_view key) {
    const bool plain = !key.empty() && !has_word_end(key) &&
                       key.find_first_of(":'\\") == key.npos && key.find("\uff1a") == key.npos &&
                       trimmed(key) == key;
    return "meta." + (plain ? std::string(key) : quoted(key));
}

std::string to_string(const QueryNode& node) {
    const auto value = [](const QueryNode& filter) {
        return written_value(filter.text, filter.kind);
    };
    switch (node.kind) {
        case Kind::all: return "*";
        case Kind::word: return word(node);
        case Kind::phrase:
            return name_of(node.field) + quoted(node.text) +
                   (node.distance > 0 ? "~" + std::to_string(node.distance) : "");
        case Kind::near: return joined(node, " NEAR/" + std::to_string(node.distance) + " ");
        case Kind::tag: return std::string("tag:") + (node.exact ? "=" : "") + value(node);
        case Kind::file: return "file:" + value(node);
        case Kind::path: return "path:" + value(node);
        case Kind::lang: return "lang:" + value(node);
        case Kind::is: return "is:" + value(node);
        case Kind::has: return "has:" + value(node);
        case Kind::linked: return node.key + ":" + value(node);
        case Kind::meta: return written_meta_name(node.key) + ":" + value(node);
        case Kind::range: {
            const ValueRange range{node.from, node.until, node.from_instant, node.until_instant};
            return name_of(node.field) + (node.field == schema::Field::words
                                              ? format_number_range(range)
                                              : format_date_range(range));
        }
        case Kind::all_of: return joined(node, " AND ");
        case Kind::any_of: return joined(node, " OR ");
        case Kind::none_of: break;
    }
    return "-" + to_string(node.children.front());
}

}  // namespace assay::query
