#include "indexer/note/anchors.h"

#include "indexer/text/unicode.h"

namespace assay::indexer {

std::string Anchors::make(std::string_view heading) {
    std::string name;
    for (std::size_t at = 0; at < heading.size();) {
        const unicode::CodePoint point = unicode::decode(heading, at);
        if (point.value == ' ') name.push_back('-');
        else if (point.value == '-' || unicode::is_word(point.value))
            unicode::append(name, unicode::to_lower(point.value));
        at += point.size;
    }
    const auto [original, is_new] = taken_.try_emplace(name, 0);
    if (is_new) return name;
    std::string numbered;
    do {
        numbered = name + "-" + std::to_string(++original->second);
    } while (!taken_.try_emplace(numbered, 0).second);
    return numbered;
}

}  // namespace assay::indexer
