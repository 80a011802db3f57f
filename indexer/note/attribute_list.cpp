#include "indexer/note/attribute_list.h"

#include <cctype>

#include "indexer/text/limits.h"

namespace assay::indexer {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t'; }

}  // namespace

std::size_t attribute_list(std::string_view text, std::string_view* id) {
    text = text.substr(0, text::max_attribute_list_bytes);
    if (!text.starts_with('{')) return 0;
    const auto is_name = [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) != 0 ||
               (static_cast<unsigned char>(c) & 0x80U) != 0 ||
               std::string_view("-_:./").find(c) != std::string_view::npos;
    };
    const auto name_end = [&](std::size_t at) {
        while (at < text.size() && is_name(text[at])) ++at;
        return at;
    };
    const bool kramdown = text.starts_with("{:");
    std::size_t at = kramdown ? 2 : 1, items = 0;
    while (true) {
        while (at < text.size() && is_blank(text[at])) ++at;
        if (at >= text.size()) return 0;
        if (text[at] == '}') return items > 0 ? at + 1 : 0;
        const char kind = text[at];
        if (kind == '-' &&
            !is_name(at + 1 < text.size() ? text[at + 1] : ' ')) {  // Pandoc's .unnumbered
            ++at;
            ++items;
            continue;
        }
        const std::size_t begin = kind == '#' || kind == '.' ? at + 1 : at, end = name_end(begin);
        if (end == begin) return 0;
        at = end;
        if (kind == '#') {
            if (id != nullptr) *id = text.substr(begin, end - begin);
        } else if (kind != '.' && at < text.size() && text[at] == '=') {
            const bool names = id != nullptr && text.substr(begin, end - begin) == "id";
            ++at;
            const char quote = at < text.size() ? text[at] : ' ';
            const std::size_t value = at;
            if (quote == '"' || quote == '\'') {
                const std::size_t close = text.find(quote, at + 1);
                if (close == text.npos) return 0;
                at = close + 1;
                if (names) *id = text.substr(value + 1, close - value - 1);
            } else {
                while (at < text.size() && !is_blank(text[at]) && text[at] != '}') ++at;
                if (names) *id = text.substr(value, at - value);
            }
        } else if (kind != '.' && !kramdown) {
            return 0;  // {word}
        }
        ++items;
    }
}

}  // namespace assay::indexer
