#include "indexer/schema/fields.h"

#include "indexer/text/hash.h"
#include "indexer/text/limits.h"
#include "indexer/text/one_line.h"
#include "indexer/text/unicode.h"

namespace assay::schema {
namespace {

/// Returns "2000" for "[[2000]]", "![[2000]]" and "[[2000|then]]", and any other value unchanged.
std::string_view without_link(std::string_view value) {
    std::string_view inside = value;
    if (inside.starts_with('!')) inside.remove_prefix(1);
    if (!inside.starts_with("[[") || !inside.ends_with("]]") || inside.size() < 5) return value;
    inside = inside.substr(2, inside.size() - 4);
    if (inside.find_first_of("[]") != inside.npos) return value;
    std::string_view target = inside.substr(0, inside.find('|'));
    if (target.ends_with('\\')) target.remove_suffix(1);  // "\|", as in a table
    while (target.starts_with(' ')) target.remove_prefix(1);
    while (target.ends_with(' ')) target.remove_suffix(1);
    return target.empty() ? value : target;
}

}  // namespace

std::string make_term(Field field, std::string_view value) {
    constexpr std::size_t kept_of_long_value = 160;
    std::string term{spec(field).prefix.value()};
    if (value.size() <= text::max_plain_value_bytes && value.find('\0') == value.npos)
        return term.append(value);
    term.append(value.substr(0, kept_of_long_value));
    std::erase(term, '\0');
    return term.append("#").append(text::to_hex(text::fnv1a_64(value)));
}

std::string tag_term(std::string_view folded, bool alone) {
    return make_term(Field::tag, alone ? "=" + std::string(folded) : std::string(folded));
}

std::string line_end_term() { return std::string(*spec(Field::line_end).prefix); }

std::string meta_term(std::string_view key, std::string_view value) {
    return make_term(Field::meta, meta_key(key).append(fold_meta(value)));
}

/// Folds first, because that turns the spaces of other scripts into ASCII spaces.
std::string fold_meta(std::string_view value) {
    return std::string(without_link(text::one_line(unicode::fold(value))));
}

/// Folding can produce meta_key_end, from a wide '='. It is replaced, because it would end the key.
std::string fold_meta_key(std::string_view key) {
    std::string folded = text::one_line(unicode::fold(key));
    for (std::size_t at = folded.find(meta_key_end); at != folded.npos;
         at = folded.find(meta_key_end, at))
        folded.replace(at, 1, "\uff1d");
    return folded;
}

std::string meta_key(std::string_view key) { return fold_meta_key(key) + meta_key_end; }

std::string meta_entry(std::string_view key, std::string_view value) {
    return meta_key(key).append(without_link(text::one_line(value)));
}

}  // namespace assay::schema
