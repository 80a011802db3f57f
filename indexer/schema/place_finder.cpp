#include "indexer/schema/place_finder.h"

#include <algorithm>
#include <string_view>

#include "indexer/text/unicode.h"

namespace assay::schema {
namespace {

/// Returns the segment that contains the byte; nullptr before the first segment.
const Segment* segment_at(const NoteRecord& record, std::size_t offset) {
    const auto after = std::upper_bound(
        record.segments.begin(), record.segments.end(), offset,
        [](std::size_t value, const Segment& segment) { return value < segment.offset; });
    return after == record.segments.begin() ? nullptr : &*(after - 1);
}

void move_on(Place& place, std::string_view passed) {
    place.column += static_cast<std::uint32_t>(unicode::length(passed));
    place.utf16_column += static_cast<std::uint32_t>(unicode::utf16_length(passed));
    place.byte_column += static_cast<std::uint32_t>(passed.size());
}

}  // namespace

Place PlaceFinder::at(std::size_t offset) {
    const Segment* const segment = segment_at(record_, offset);
    if (segment == nullptr) return {};
    if (segment != segment_ || offset < offset_) {
        segment_ = segment;
        offset_ = segment->offset;
        place_ = {segment->line, segment->column, segment->column + segment->more_utf16,
                  segment->column + segment->more_bytes};
    }
    Place place = place_;
    move_on(place, std::string_view(record_.text).substr(offset_, offset - offset_));
    if (offset < record_.text.size() && unicode::is_continuation(record_.text[offset]))
        return place;  // within a code point: do not continue from here
    offset_ = offset;
    return place_ = place;
}

Place PlaceFinder::end_at(std::size_t end) {
    std::size_t last = end - 1;
    while (last > 0 && unicode::is_continuation(record_.text[last])) --last;
    Place place = at(last);
    if (place.line == 0) return place;
    ++place.column;
    place.utf16_column += static_cast<std::uint32_t>(
        unicode::utf16_length(std::string_view(record_.text).substr(last, end - last)));
    place.byte_column += static_cast<std::uint32_t>(end - last);
    return place;
}

std::uint32_t line_at(const NoteRecord& record, std::size_t offset) {
    const Segment* const segment = segment_at(record, offset);
    return segment == nullptr ? 0 : segment->line;
}

Place place_of(const NoteRecord& record, std::size_t offset) {
    return PlaceFinder(record).at(offset);
}

Place end_place_of(const NoteRecord& record, std::size_t end) {
    return PlaceFinder(record).end_at(end);
}

}  // namespace assay::schema
