#include "indexer/note/meta_values.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "indexer/note/date.h"
#include "indexer/note/value_links.h"
#include "indexer/text/one_line.h"

namespace assay::indexer {
namespace {

using Json = nlohmann::ordered_json;
using Pairs = std::vector<std::pair<std::string, std::string>>;

void collect(const Json& value, const std::string& key, Pairs& pairs) {
    if (value.is_object()) {
        for (const auto& [name, child] : value.items())
            collect(child, key.empty() ? name : std::string(key).append(".").append(name), pairs);
    } else if (value.is_array()) {
        for (const Json& item : value) collect(item, key, pairs);
    } else if (value.is_string()) {
        pairs.emplace_back(key, value.get<std::string>());
    } else if (!value.is_null()) {
        pairs.emplace_back(key, value.dump());
    }
}

/// Keys whose values are always words.
constexpr std::array<std::string_view, 11> describing_keys{
    "author",   "authors",  "subtitle", "description", "summary",   "excerpt",
    "abstract", "keywords", "series",   "category",    "categories"};

/// Keys whose values are meant for programs.
constexpr std::array<std::string_view, 24> technical_keys{
    "aspectratio", "banner",     "canonical", "color",     "colour", "cover",
    "cssclass",    "cssclasses", "icon",      "id",        "image",  "images",
    "layout",      "order",      "noteicon",  "permalink", "robots", "slug",
    "sort",        "template",   "thumbnail", "uid",       "url",    "uuid"};

template <std::size_t size>
bool holds(const std::array<std::string_view, size>& keys, std::string_view key) {
    return std::find(keys.begin(), keys.end(), key) != keys.end();
}

std::string lower_case(std::string_view text) {
    std::string lower(text);
    for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
    return lower;
}

bool is_technical(std::string_view key) {
    return key.starts_with("dg-") || key.starts_with("ms.") || holds(technical_keys, key);
}

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           static_cast<unsigned char>(c) >= 0x80;
}
bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// True for letters, with hyphens and apostrophes between them and signs around them, and not for
/// an address, file name, number or id.
bool is_plain_word(std::string_view word, std::size_t least_letters) {
    constexpr std::size_t longest = 48;  // bytes; a longer one is encoded data
    const auto is_sign = [](char c) { return !is_letter(c) && !is_digit(c); };
    while (!word.empty() && is_sign(word.front())) word.remove_prefix(1);
    while (!word.empty() && is_sign(word.back())) word.remove_suffix(1);
    return word.size() >= least_letters &&
           (word.size() <= longest || static_cast<unsigned char>(word.front()) >= 0x80) &&
           std::all_of(word.begin(), word.end(),
                       [](char c) { return is_letter(c) || c == '-' || c == '\''; });
}

/// True for an address, with or without spaces in it.
bool is_address(std::string_view text) {
    const std::size_t scheme = text.find("://");
    if (scheme != text.npos && text.find(' ') > scheme) return true;
    for (const std::string_view root : {"/", "./", "../", "~/", "\\", "mailto:", "www."})
        if (text.starts_with(root)) return true;
    if (text.size() > 2 && text[1] == ':' && (text[2] == '\\' || text[2] == '/')) return true;
    const std::size_t dot = text.rfind('.');
    return text.find('/') != text.npos && dot != text.npos && dot + 1 < text.size() &&
           text.size() - dot <= 6 && text.find_first_of(" /", dot) == text.npos;
}

bool is_text(std::string_view text) {
    for (const std::string_view truth : {"true", "false", "yes", "no", "on", "off", "null", "none"})
        if (text.size() == truth.size() && lower_case(text) == truth) return false;
    if (text.find(' ') == text.npos) return is_plain_word(text, 1);
    if (is_address(text)) return false;
    // "10:30 AM" and "5 km" are numbers.
    const std::size_t least_letters = std::any_of(text.begin(), text.end(), is_digit) ? 3 : 1;
    bool has_word = false;
    for (std::size_t begin = 0; begin < text.size() && !has_word;) {
        const std::size_t end = std::min(text.find(' ', begin), text.size());
        has_word = is_plain_word(text.substr(begin, end - begin), least_letters);
        begin = end + 1;
    }
    return has_word && !parse_date(text);
}

void collect_texts(const Json& value, bool describing, std::vector<std::string>& texts) {
    if (value.is_object()) {
        for (const auto& [name, child] : value.items()) {
            const std::string key = lower_case(name);
            if (!is_technical(key))
                collect_texts(child, describing || holds(describing_keys, key), texts);
        }
    } else if (value.is_array()) {
        for (const Json& item : value) collect_texts(item, describing, texts);
    } else if (describing && value.is_number()) {
        texts.push_back(value.dump());
    } else if (value.is_string()) {
        const std::string& written = value.get_ref<const std::string&>();
        std::string text = text::one_line(with_links_shown(written));
        const bool is_link = link_target(written).has_value() && !parse_date(text);
        if (!text.empty() && (describing || is_link || is_text(text)))
            texts.push_back(std::move(text));
    }
}

}  // namespace

Pairs meta_values(std::string_view meta) {
    Pairs pairs;
    constexpr bool may_throw = false;
    const Json values = Json::parse(meta, nullptr, may_throw);
    if (values.is_object()) collect(values, {}, pairs);
    return pairs;
}

std::vector<std::string> meta_texts(const Json& meta) {
    std::vector<std::string> texts;
    collect_texts(meta, false, texts);
    return texts;
}

}  // namespace assay::indexer
