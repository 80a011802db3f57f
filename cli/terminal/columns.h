// The column of a place in the unit that the user asked for.
#pragma once

#include <cstdint>

namespace assay::cli {

enum class OffsetUnit : std::uint8_t { codepoints, utf16, bytes };

/// Returns the 1-based column. `Counted` is Place, Passage or ConcordanceLine: each has its column
/// in every unit.
template <class Counted>
std::uint32_t column_in(OffsetUnit unit, const Counted& place) {
    switch (unit) {
        case OffsetUnit::utf16: return place.utf16_column;
        case OffsetUnit::bytes: return place.byte_column;
        case OffsetUnit::codepoints: break;
    }
    return place.column;
}

}  // namespace assay::cli
