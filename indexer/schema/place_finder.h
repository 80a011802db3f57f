// The places of many bytes of one note. A note may be a single line, so counting each column from
// the beginning of the line would take quadratic time.
#pragma once

#include <cstddef>
#include <cstdint>

#include "indexer/schema/note_record.h"

namespace assay::schema {

/// Continues counting from the last place, so that rising offsets take linear time together. For an
/// earlier offset, counts from the beginning of its segment.
class PlaceFinder {
public:
    /// `record` must outlive it.
    explicit PlaceFinder(const NoteRecord& record) : record_(record) {}

    /// Returns the same as place_of.
    Place at(std::size_t offset);

    /// Returns the same as end_place_of.
    Place end_at(std::size_t end);

private:
    const NoteRecord& record_;
    const Segment* segment_ = nullptr;  // of the last place; null = none yet
    std::size_t offset_ = 0;            // its byte, at which a code point begins
    Place place_;
};

/// Returns the line of place_of without counting columns; 0 if there is none.
std::uint32_t line_at(const NoteRecord& record, std::size_t offset);

}  // namespace assay::schema
