#include "cli/print/file_columns.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "indexer/note/encoding.h"
#include "indexer/text/unicode.h"

namespace assay::cli {

schema::Place place_in_file(std::string_view bytes_of_file, std::uint32_t line,
                            std::uint32_t column) {
    schema::Place place{line, column, column, column};
    const std::string text = indexer::decode_text(bytes_of_file).text;
    std::size_t at = 0;
    for (std::uint32_t passed = 1; passed < line; ++passed) {
        at = text.find('\n', at);
        if (at == text.npos) return place;
        ++at;
    }
    const std::string_view rest = std::string_view(text).substr(at, text.find('\n', at) - at);
    std::size_t bytes = 0, points = 0;
    for (; points + 1 < column && bytes < rest.size(); ++points)
        bytes += unicode::decode(rest, bytes).size;
    place.byte_column += static_cast<std::uint32_t>(bytes - points);
    place.utf16_column +=
        static_cast<std::uint32_t>(unicode::utf16_length(rest.substr(0, bytes)) - points);
    return place;
}

}  // namespace assay::cli
