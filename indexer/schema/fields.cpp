#include "indexer/schema/fields.h"

#include "indexer/schema/hash.h"
#include "indexer/schema/one_line.h"
#include "indexer/schema/unicode.h"

namespace assay {

std::string make_term(Field field, std::string_view value) {
    constexpr std::size_t longest_plain_value = 200;
    constexpr std::size_t kept_of_long_value = 160;
    std::string term{spec(field).prefix.value()};
    if (value.size() <= longest_plain_value && value.find('\0') == value.npos) return term.append(value);
    term.append(value.substr(0, kept_of_long_value));
    std::erase(term, '\0');
    return term.append("#").append(to_hex(fnv1a_64(value)));
}

std::string tag_term(std::string_view folded, bool alone) {
    return make_term(Field::tag, alone ? "=" + std::string(folded) : std::string(folded));
}

std::string line_end_term() { return std::string(*spec(Field::line_end).prefix); }

std::string meta_term(std::string_view key, std::string_view value) {
    return make_term(Field::meta, meta_key(key).append(fold_meta(value)));
}

/// Folded first: blanks of other scripts become blanks.
std::string fold_meta(std::string_view value) { return one_line(unicode::fold(value)); }

std::string meta_key(std::string_view key) { return unicode::fold(key) + meta_key_end; }

std::string meta_entry(std::string_view key, std::string_view value) { return meta_key(key).append(one_line(value)); }

}  // namespace assay
