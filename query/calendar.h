// When notes were written, and how much.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace assay::query {

struct OpenIndex;  // open_index.h

struct WrittenDay {
    std::string day;  // "2023-04-02"; the first of a month or year if a note gives no day
    std::size_t notes = 0;
    std::uint64_t words = 0;  // of these notes
};

/// Returns the days on which notes were created, ascending. Notes without a date do not count.
/// Reads two slots of every note, no text. Throws Failure(index).
std::vector<WrittenDay> written_days(OpenIndex& index);

}  // namespace assay::query
