#include "indexer/note/template_tags.h"

#include <algorithm>
#include <cctype>

#include "indexer/text/limits.h"

namespace assay::indexer {
namespace {

/// True if the inside of a tag of Liquid is " name " or "- name -".
bool is_tag(std::string_view inner, std::string_view name) {
    const std::size_t begin = inner.find_first_not_of(" -\n\t");
    return begin != inner.npos &&
           inner.substr(begin, inner.find_last_not_of(" -\n\t") + 1 - begin) == name;
}

}  // namespace

TemplateTags::Found TemplateTags::at(std::size_t place) {
    const bool liquid = has(place, "{%");
    if (!liquid && !has(place, "{{")) return {place + 1, false};
    const bool angle = has(place, "{{<"), percent = has(place, "{{%");
    NextOf& closes = liquid    ? liquid_close_
                     : angle   ? angle_close_
                     : percent ? percent_close_
                               : value_close_;
    const std::size_t begin = place + (angle || percent ? 3U : 2U),
                      close = closes.at_or_after(begin);
    if (close == npos || close - place > text::max_template_tag_bytes) return {place + 2, false};
    if (std::min({empty_line_.at_or_after(begin), ticks_.at_or_after(begin),
                  tildes_.at_or_after(begin)}) < close)
        return {place + 2, false};
    std::size_t end = close + (angle || percent ? 3U : 2U);
    if (has(place, "{{{") && has(end, "}")) ++end;
    const std::string_view inner = body_.substr(begin, close - begin);
    if (inner.find_first_not_of(" \t\n>-{") == inner.npos) return {end, false};
    if (place < raw_end_) return {end, false};
    if (!liquid && !angle && !percent && is_tex(place)) {
        tex_end_ = end;
        return {end, false};
    }
    if (liquid && is_tag(inner, "raw")) raw_end_ = raw_end(end);
    return {end, true};
}

/// True for TeX outside of dollar signs: "\frac{{a}}{{b}}", "x^{{2}}".
bool TemplateTags::is_tex(std::size_t place) const {
    if (place == 0) return false;
    if (place == tex_end_ || body_[place - 1] == '^' || body_[place - 1] == '_') return true;
    constexpr std::size_t longest_command = 20;
    std::size_t letter = place;
    while (letter > 0 && place - letter < longest_command &&
           std::isalpha(static_cast<unsigned char>(body_[letter - 1])) != 0)
        --letter;
    return letter > 0 && letter < place && body_[letter - 1] == '\\';
}

/// Returns where {% endraw %} begins; `begin` if it does not follow.
std::size_t TemplateTags::raw_end(std::size_t begin) {
    constexpr std::size_t longest = 20;  // "{%- endraw"
    const std::size_t name = raw_close_.at_or_after(begin);
    if (name == npos) return begin;
    const std::size_t from = std::max(begin, name - std::min(name, longest)),
                      open = body_.substr(0, name).find("{%", from);
    return open == npos ? begin : open;
}

}  // namespace assay::indexer
