#include "query/language/query_filters.h"

#include <algorithm>
#include <array>
#include <span>

#include "indexer/text/edit_distance.h"
#include "indexer/text/tokenizer.h"
#include "query/language/query_string.h"
#include "query/language/value_range.h"

namespace assay::query {
namespace {

using Kind = QueryNode::Kind;

/// In the order in which hints name them.
constexpr std::array query_fields{
    QueryField{schema::spec(schema::Field::title).name, Kind::word, schema::Field::title,
               "commons"},
    QueryField{schema::spec(schema::Field::heading).name, Kind::word, schema::Field::heading,
               "commons"},
    QueryField{schema::spec(schema::Field::quote).name, Kind::word, schema::Field::quote,
               "commons"},
    QueryField{schema::spec(schema::Field::code).name, Kind::word, schema::Field::code, "printf"},
    QueryField{schema::spec(schema::Field::tag).name, Kind::tag, schema::Field::body, "craft"},
    QueryField{"file", Kind::file, schema::Field::body, "home"},
    QueryField{schema::spec(schema::Field::path).name, Kind::path, schema::Field::body, "essays/"},
    QueryField{schema::spec(schema::Field::created).name, Kind::range, schema::Field::created,
               "2023"},
    QueryField{schema::spec(schema::Field::updated).name, Kind::range, schema::Field::updated,
               "7d"},
    QueryField{schema::spec(schema::Field::modified).name, Kind::range, schema::Field::modified,
               "7d"},
    QueryField{"after", Kind::range, schema::Field::created, "2022"},
    QueryField{"before", Kind::range, schema::Field::created, "2024-06"},
    QueryField{schema::spec(schema::Field::lang).name, Kind::lang, schema::Field::body, "fr"},
    QueryField{"is", Kind::is, schema::Field::body, "draft"},
    QueryField{"has", Kind::has, schema::Field::body, "code"},
    QueryField{schema::spec(schema::Field::words).name, Kind::range, schema::Field::words, ">2000"},
    QueryField{"links", Kind::linked, schema::Field::body, "home"},
    QueryField{"linked-by", Kind::linked, schema::Field::body, "home"},
    QueryField{"mentions", Kind::linked, schema::Field::body, "home"},
    QueryField{"meta", Kind::meta, schema::Field::body, "evergreen"},
};

/// The names that other programs use, for hints.
struct OtherName {
    std::string_view theirs, ours;
};
constexpr std::array other_names{
    OtherName{"date", "created"}, OtherName{"mtime", "modified"},  OtherName{"since", "after"},
    OtherName{"until", "before"}, OtherName{"folder", "path"},     OtherName{"filename", "file"},
    OtherName{"name", "file"},    OtherName{"in", "path"},         OtherName{"language", "lang"},
    OtherName{"keyword", "tag"},  OtherName{"backlinks", "links"}, OtherName{"links-to", "links"},
    OtherName{"link", "links"},
};

constexpr std::array<std::string_view, 4> states{"published", "draft", "orphan", "dead-end"};
constexpr std::array<std::string_view, 14> contents{
    "code", "heading", "quote", "table", "image",   "link",        "footnote",
    "task", "math",    "tag",   "alias", "created", "broken-link", "wanted-link"};

bool is_colon(char32_t c) { return c == ':' || c == 0xFF1A; }
bool is_letter(char32_t c) { return (c | 0x20U) >= 'a' && (c | 0x20U) <= 'z'; }

/// The place must be where the name begins.
QueryNode unknown_field(QueryCursor& in, const std::string& name) {
    const std::size_t at = in.at;
    const std::string whole(in.take_word());
    std::array<std::string_view, query_fields.size()> names;
    std::transform(query_fields.begin(), query_fields.end(), names.begin(),
                   [](const QueryField& field) { return field.name; });
    std::string_view nearest = text::nearest_name(name, names);
    for (const OtherName& other : other_names)
        if (other.theirs == name) nearest = other.ours;
    const bool is_word =
        in.at_end() || (quote_family(in.peek()) == 0 &&
                        !opens_group(in.peek()));  // else the value does not belong to the name
    const std::string quoted = "write \"" + protected_in('"', whole) + "\"";
    std::string hint;
    if (nearest.empty())
        hint = is_word ? quoted + " for the text, or meta." + whole + " for a front-matter key"
                       : "a front-matter key is meta." + name + ":";
    else
        hint = "did you mean " + std::string(nearest) + ": ?" +
               (is_word ? " For the text, " + quoted : "");
    return in.fail(at, "there is no field \"" + name + "\"", hint);
}

/// Takes one of a list of known values, in any case.
QueryNode known_value(QueryCursor& in, const NamedField& named, std::string_view written,
                      std::span<const std::string_view> known) {
    QueryNode node = in.leaf(named.field->kind, written);
    node.text = lower_case(written);
    if (std::find(known.begin(), known.end(), node.text) != known.end()) return node;
    const std::string name(named.field->name);
    std::string hint;
    if (const std::string_view nearest = text::nearest_name(node.text, known); !nearest.empty()) {
        hint = "did you mean " + name + ":" + std::string(nearest) + " ?";
    } else {
        for (const std::string_view value : known)
            hint.append(hint.empty() ? name + ": knows " : ", ").append(value);
    }
    return in.fail(node.begin, "there is no " + name + ":" + node.text, hint);
}

/// Makes a tag of `value`, which may begin with # and =.
QueryNode tag_node(QueryCursor& in, const WrittenValue& value) {
    std::string_view written = value.part;
    bool alone = false;
    for (; written.starts_with('#') || written.starts_with('=');
         written = trimmed(written.substr(1)))
        alone = alone || written.front() == '=';
    while (written.ends_with('/')) written = trimmed(written.substr(0, written.size() - 1));
    if (written.ends_with('*') && !value.in_quotes)
        return in.fail(in.place_of(written) + written.size() - 1, "a tag has no *",
                       "leave it out: a tag finds what is nested below it too");
    if (written.empty())
        return in.fail(in.place_of(written), "a tag is missing here",
                       "write it without a blank, as in tag:craft");
    QueryNode node = in.leaf(Kind::tag, WrittenValue{written, value.in_quotes, {}});
    node.exact = alone;
    return node;
}

QueryNode take_tag(QueryCursor& in) {
    const bool alone = in.peek() == '=' && quote_family(in.peek(1)) != 0;  // tag:="two words"
    if (alone) ++in.at;
    const std::optional<WrittenValue> written = in.take_value();
    if (!written) return {};
    QueryNode node = tag_node(in, *written);
    node.exact = node.exact || alone;
    return node;
}

std::string written_name(const NamedField& named) {
    return named.key.empty() ? std::string(named.field->name) : written_meta_name(named.key);
}

/// Where a ' closes the one at the place: before a dot in the key, or before the colon after it.
/// npos if the one at the place is an apostrophe.
std::size_t closing_apostrophe(const QueryCursor& in) {
    const std::string_view rest = in.rest();
    for (std::size_t end = 1; end < rest.size(); ++end) {
        if (rest[end] == '\\' && end + 1 < rest.size() &&
            may_be_protected(static_cast<unsigned char>(rest[end + 1])))
            ++end;
        else if (rest[end] == '\'')
            return end + 1 < rest.size() && (is_colon(in.peek(end + 1)) || rest[end + 1] == '.')
                       ? end
                       : std::string_view::npos;
    }
    return std::string_view::npos;
}

/// Takes a key of front matter up to its colon: names with dots between them, each of which may be
/// in quotes, "My key" or 'My key'. nullopt if there is no key with a colon, or after an error.
std::optional<std::string> take_key(QueryCursor& in) {
    std::string key;
    for (bool first = true; !in.at_end() && !is_colon(in.peek());) {
        if (first && in.at_opening_quote()) {
            const std::optional<std::string_view> inside = in.take_quoted();
            if (!inside) return std::nullopt;
            key += unprotected(*inside);
            first = false;
        } else if (const std::size_t end =
                       first && in.peek() == '\'' ? closing_apostrophe(in) : std::string_view::npos;
                   end != std::string_view::npos) {
            key += unprotected(in.rest().substr(1, end - 1));
            in.at += end + 1;
            first = false;
        } else if (ends_word(in.peek())) {
            return std::nullopt;
        } else {
            first = in.peek() == '.';
            const std::size_t begin = in.at;
            const std::string_view rest = in.rest();
            in.skip_character();
            key += rest.substr(0, in.at - begin);
        }
    }
    return in.at_end() ? std::nullopt : std::optional(std::move(key));
}

QueryNode take_range(QueryCursor& in, const QueryField& field, std::string_view written,
                     std::int64_t now) {
    const std::size_t at = in.place_of(written);
    const bool since = field.name == "after", until = field.name == "before";
    if ((since || until) && written.find_first_of("<>") != written.npos)
        return in.fail(at, std::string(field.name) + ": takes a date alone",
                       "leave out the sign, as in " + std::string(field.name) + ":2023");
    if ((since || until) && written.find("..") != written.npos)
        return in.fail(at, std::string(field.name) + ": takes one date",
                       "write created:" + std::string(written));
    const Result<ValueRange> range = since   ? parse_since(written, now)
                                     : until ? parse_until(written, now)
                                     : field.field == schema::Field::words
                                         ? parse_number_range(written)
                                         : parse_date_range(written, now);
    if (!range)
        return in.fail(at + range.error().column - 1, range.error().message, range.error().hint);
    QueryNode node = in.leaf(Kind::range, written);
    node.text.clear();
    node.field = field.field;
    node.from = range->from;
    node.until = range->until;
    node.from_instant = range->from_instant;
    node.until_instant = range->until_instant;
    return node;
}

}  // namespace

std::optional<NamedField> take_field_name(QueryCursor& in) {
    const std::size_t begin = in.at;
    std::size_t size = 0;
    while (is_letter(in.peek(size))) ++size;
    constexpr std::string_view linked_by = "linked-by";  // the only name with a hyphen
    if (lower_case(in.rest().substr(0, linked_by.size())) == linked_by &&
        is_colon(in.peek(linked_by.size())))
        size = linked_by.size();
    const std::string name = lower_case(in.rest().substr(0, size));
    std::string key;
    if (name == "meta" && in.peek(size) == '.') {
        in.at += size + 1;
        std::optional<std::string> written = take_key(in);
        size = in.at - begin;
        in.at = begin;
        if (!written) return std::nullopt;
        key = *std::move(written);
    }
    const char32_t colon = in.peek(size);
    if (size == 0 || !is_colon(colon)) return std::nullopt;

    in.at += size;
    in.skip_character();
    in.skip_invisible();
    const char32_t next = in.peek();
    const auto known = std::find_if(query_fields.begin(), query_fields.end(),
                                    [&](const QueryField& field) { return field.name == name; });
    const bool has_value =
        !in.at_end() && (!ends_word(next) || opens_group(next) || in.at_opening_quote());  // re: x
    const bool is_known = known != query_fields.end();
    // std::move, http://x, and the colon of Chinese prose are parts of words; code:/usr/bin is not.
    if (!has_value || next == ':' || (!is_known && (next == '/' || colon != ':'))) {
        in.at = begin;
        return std::nullopt;
    }
    if (!is_known) {
        in.at = begin;
        unknown_field(in, name);
        return std::nullopt;
    }
    if (known->kind == Kind::meta && key.empty()) {
        in.fail(begin, "meta: needs the name of a front-matter key",
                "write it after a dot, as in meta.status:evergreen");
        return std::nullopt;
    }
    if (const std::string_view word = in.peek_word();
        (known->kind == Kind::word || known->kind == Kind::tag) && word.size() > 1 && next == '-') {
        const std::string quoted =
            known->kind == Kind::tag
                ? ", or " + name + ":\"" + std::string(word) + "\" if it begins so"
                : "";
        in.fail(in.at, "a - goes before the field",
                "write -" + name + ":" + std::string(word.substr(1)) + quoted);
        return std::nullopt;
    }
    return NamedField{&*known, std::move(key)};
}

QueryNode value_missing(QueryCursor& in, std::size_t at, const NamedField& named) {
    return in.fail(at, "a value is missing here",
                   "write it without a blank, as in " + written_name(named) + ":" +
                       std::string(named.field->value));
}

QueryNode take_filter(QueryCursor& in, const NamedField& named, std::int64_t now) {
    const QueryField& field = *named.field;
    const std::size_t begin = in.at;
    if (opens_group(in.peek())) {
        const std::string name = written_name(named) + ":";
        return in.fail(begin, name + " takes no group", "write (" + name + "… OR " + name + "…)");
    }
    if (field.kind == Kind::tag) return take_tag(in);
    const std::optional<WrittenValue> value = in.take_value();
    if (!value) return {};
    const std::string_view* const written = &value->part;
    if (written->empty()) return value_missing(in, in.place_of(*written), named);
    switch (field.kind) {
        case Kind::is: return known_value(in, named, *written, states);
        case Kind::has: return known_value(in, named, *written, contents);
        case Kind::range: return take_range(in, field, *written, now);
        default: break;
    }
    if (const std::size_t slash = written->find('/');
        field.kind == Kind::file && slash != written->npos)
        return in.fail(in.place_of(*written) + slash, "file: takes a name, without its folder",
                       "write path:" + std::string(*written));
    // The name of a folder may begin or end with blanks.
    QueryNode node = in.leaf(field.kind, field.kind == Kind::path && value->in_quotes
                                             ? WrittenValue{value->whole, true, {}}
                                             : *value);
    node.key = field.kind == Kind::linked ? field.name : named.key;
    if (field.kind == Kind::lang) node.text = lower_case(node.text);
    return node;
}

QueryNode take_hash_tag(QueryCursor& in) {
    const std::size_t begin = in.at;
    ++in.at;
    std::string_view written = in.take_word();
    written.remove_suffix(written.size() - (written.find_last_not_of(".,;:!?") +
                                            1));  // without the punctuation that ends a sentence
    text::Token token;
    if (text::Tokenizer(written).next(token))
        return tag_node(in, WrittenValue{trimmed(written), false, {}});
    in.at = begin;
    return {};
}

}  // namespace assay::query
