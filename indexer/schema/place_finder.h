// Places of many bytes of one note. A line may be the whole note: counting each column from its
// beginning would be quadratic.
#pragma once

#include <cstddef>
#include <cstdint>

#include "indexer/schema/note_record.h"

namespace assay {

/// Counts columns on from the last place asked for: linear when the bytes rise; from the beginning
/// of the segment for an earlier one.
class PlaceFinder {
public:
    /// `record` must outlive it.
    explicit PlaceFinder(const NoteRecord& record) : record_(record) {}

    /// As place_of.
    Place at(std::size_t offset);

    /// As end_place_of.
    Place end_at(std::size_t end);

private:
    const NoteRecord& record_;
    const Segment* segment_ = nullptr;  // of the last place; null = none yet
    std::size_t offset_ = 0;            // its byte, at which a code point begins
    Place place_;
};

/// The line of place_of, without counting columns; 0 where there is none.
std::uint32_t line_at(const NoteRecord& record, std::size_t offset);

}  // namespace assay
