#include "indexer/note/html_entity.h"

#include <cctype>
#include <charconv>

namespace assay::indexer {

std::string_view html_entity_at(std::string_view source, std::size_t at) {
    constexpr std::size_t longest = 33;  // the longest name has 31 letters
    if (at >= source.size() || source[at] != '&') return {};
    const std::string_view entity = source.substr(at, longest);
    std::size_t end = entity.substr(1, 1) == "#" ? 2 : 1;
    const std::size_t name = end;
    while (end < entity.size() && std::isalnum(static_cast<unsigned char>(entity[end])) != 0) ++end;
    return end > name && end < entity.size() && entity[end] == ';' ? entity.substr(0, end + 1)
                                                                   : std::string_view();
}

bool stands_for_ampersand(std::string_view entity) {
    if (entity == "&amp;" || entity == "&AMP;") return true;
    if (!entity.starts_with("&#")) return false;
    const bool hex = entity[2] == 'x' || entity[2] == 'X';
    const char* const end = entity.data() + entity.size() - 1;
    unsigned value = 0;
    const auto [stop, error] =
        std::from_chars(entity.data() + (hex ? 3 : 2), end, value, hex ? 16 : 10);
    return error == std::errc() && stop == end && value == '&';
}

}  // namespace assay::indexer
