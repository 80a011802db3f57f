#include "indexer/text/one_line.h"

#include "indexer/text/unicode.h"

namespace assay::text {

std::string one_line(std::string_view text, std::size_t most) {
    std::string line;
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size();) {
        const unicode::CodePoint point = unicode::decode(text, at);
        const bool space = point.value == ' ' || unicode::is_line_space(point.value);
        const bool shown =
            !unicode::is_invisible(point.value) && !(point.size == 1 && point.value == 0xFFFD);
        if (count == most && shown && !space) return line + "…";
        if (space && !line.empty() && line.back() != ' ') line.push_back(' '), ++count;
        if (!space && shown) line.append(text, at, point.size), ++count;
        at += point.size;
    }
    while (line.ends_with(' ')) line.pop_back();
    return line;
}

}  // namespace assay::text
