#include "cli/print/line_range.h"

#include <algorithm>
#include <charconv>
#include <limits>

#include "indexer/text/error.h"

namespace assay::cli {
namespace {

[[noreturn]] void refuse(const std::string& what) {
    throw Failure(usage_error("--lines " + what, "write 10:40, 10: (to the end), :40 or 10"));
}

/// The number that `digits` are; `otherwise` if there are none. `given`: all of the range.
std::uint32_t number_in(const std::string& given, std::string_view digits,
                        std::uint32_t otherwise) {
    if (digits.empty()) return otherwise;
    std::uint32_t number = 0;
    const auto [stop, failed] =
        std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (stop != digits.data() + digits.size() || failed == std::errc::invalid_argument)
        refuse("takes line numbers, not " + given);
    if (failed == std::errc::result_out_of_range) return std::numeric_limits<std::uint32_t>::max();
    if (number == 0) refuse("counts from 1: " + given);
    return number;
}

}  // namespace

SourcePart line_range(const std::string& given, std::uint32_t count, const std::string& path) {
    const std::size_t colon = given.find(':');
    const std::string_view text(given);
    if (given.empty() || given == ":")
        refuse("takes line numbers, not " + (given.empty() ? "nothing" : given));
    SourcePart part;
    part.first = number_in(given, text.substr(0, colon), 1);
    part.last = colon == given.npos ? part.first
                                    : number_in(given, text.substr(colon + 1),
                                                std::numeric_limits<std::uint32_t>::max());
    if (part.last < part.first) refuse("ends before it begins: " + given);
    if (part.first > count)
        throw Failure(missing_error(
            path + " has no line " + std::to_string(part.first),
            count == 0 ? "it is empty" : "its last line is " + std::to_string(count)));
    part.last = std::min(part.last, count);
    return part;
}

SourcePart note_part(const query::NoteText& note, const SourceLines& source, bool section) {
    SourcePart part{section ? note.line : 1,
                    note.last_line > 0 ? std::min(note.last_line, source.count()) : source.count()};
    const auto is_blank = [&](std::uint32_t line) {
        const query::TextRange range = source.range(line);
        return source.text()
                   .substr(range.begin, range.end - range.begin)
                   .find_first_not_of(" \t") == std::string_view::npos;
    };
    while (section && part.last > part.first && is_blank(part.last)) --part.last;
    return part;
}

}  // namespace assay::cli
