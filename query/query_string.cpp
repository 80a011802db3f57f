// Syntax tree -> text.
#include <array>
#include <string>

#include "indexer/schema/unicode.h"
#include "query/query_cursor.h"
#include "query/query_parser.h"
#include "query/value_range.h"

namespace assay {
namespace {

using Kind = QueryNode::Kind;

/// In quotes that the text has none of: those it was typed in have this property.
std::string quoted(std::string_view text) {
    constexpr std::array<std::array<std::string_view, 2>, 5> pairs{{{"\"", "\""}, {"«", "»"}, {"‹", "›"}, {"「", "」"}, {"『", "』"}}};
    const auto has_family = [&](char32_t family) {
        for (std::size_t at = 0; at < text.size(); at += unicode::decode(text, at).size)
            if (quote_family(unicode::decode(text, at).value) == family) return true;
        return false;
    };
    for (const auto& [open, close] : pairs)
        if (!has_family(quote_family(unicode::decode(open, 0).value))) return std::string(open).append(text).append(close);
    return std::string(text);
}

/// The value of a filter, in quotes where a word could not be it.
std::string value(std::string_view text) {
    bool is_word = !text.starts_with(':') && !text.starts_with('-');
    for (std::size_t at = 0; at < text.size(); at += unicode::decode(text, at).size) is_word = is_word && !ends_word(unicode::decode(text, at).value);
    return is_word ? std::string(text) : quoted(text);
}

std::string name_of(Field field) { return field == Field::body ? std::string() : std::string(spec(field).name) + ":"; }

std::string word(const QueryNode& node) {
    std::string text = (node.exact ? "=" : "") + node.text;
    if (node.prefix) text += "*";
    if (node.edits > 0) text += "~" + std::to_string(node.edits);
    if (node.field != Field::body) return name_of(node.field) + (text.starts_with(':') ? "(" + text + ")" : text);  // title::x is a word
    // Only a plain text has words that look like operators: in lower case they are words here too.
    return text == "AND" || text == "OR" || text == "NOT" || text == "NEAR" ? lower_case(text) : text;
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

std::string to_string(const QueryNode& node) {
    switch (node.kind) {
        case Kind::all: return "*";
        case Kind::word: return word(node);
        case Kind::phrase: return name_of(node.field) + quoted(node.text) + (node.distance > 0 ? "~" + std::to_string(node.distance) : "");
        case Kind::near: return joined(node, " NEAR/" + std::to_string(node.distance) + " ");
        case Kind::tag: return std::string("tag:") + (node.exact ? "=" : "") + value(node.text);
        case Kind::file: return "file:" + value(node.text);
        case Kind::path: return "path:" + value(node.text);
        case Kind::lang: return "lang:" + value(node.text);
        case Kind::is: return "is:" + value(node.text);
        case Kind::has: return "has:" + value(node.text);
        case Kind::meta: return "meta." + node.key + ":" + value(node.text);
        case Kind::range: {
            const ValueRange range{node.from, node.until};
            return name_of(node.field) + (node.field == Field::words ? format_number_range(range) : format_date_range(range));
        }
        case Kind::all_of: return joined(node, " AND ");
        case Kind::any_of: return joined(node, " OR ");
        case Kind::none_of: break;
    }
    return "-" + to_string(node.children.front());
}

}  // namespace assay
