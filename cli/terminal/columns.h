// Columns in the unit that was asked for.
#pragma once

#include <cstdint>

namespace assay {

enum class OffsetUnit : std::uint8_t { codepoints, utf16, bytes };

/// `place` is a Place, Passage or ConcordanceLine, which know their column in each unit.
template <class Counted>
std::uint32_t column_in(OffsetUnit unit, const Counted& place) {
    switch (unit) {
        case OffsetUnit::utf16: return place.utf16_column;
        case OffsetUnit::bytes: return place.byte_column;
        case OffsetUnit::codepoints: break;
    }
    return place.column;
}

}  // namespace assay
