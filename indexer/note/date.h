// Reads dates as people write them: a day, a time, a month or a year.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "indexer/schema/note_record.h"

namespace assay::indexer {

/// Reads a day and what may follow it:
///   2025-08-05  2025/8/5  2025.8.5  20250805  8/21/2026 (month first; day first where only that is
///   a date)  21.8.2026 August 5, 2025  5 Aug 2025  Tue, 05 Aug 2025          English names, three
///   letters or whole, a weekday before them then a time after 'T' or blanks: 16:40  16:40:40
///   fractions (cut)  4:40 PM then a zone: Z, UTC, GMT, +01:00, -0500, +01; without one it is taken
///   as UTC
/// Or a month, 2025-08  2025/8  August 2025, or a year, 1000 to 2999. These sort as their first
/// day. Also as an Obsidian link, [[2025-08-05]]. nullopt for everything else, also for days that
/// no calendar has. Date::text is the day, the month, the year, or the time as it was written, with
/// its zone: whoever reads the first characters of it has the day of the author.
std::optional<schema::Date> parse_date(std::string_view text);

/// The time that the author's clock showed, in seconds since 1970 as if it were UTC.
struct ClockTime {
    std::int64_t seconds = 0;
    std::optional<std::int64_t> end;  // last second of a month or a year, where the day is unknown
};
/// `date` is from parse_date.
ClockTime clock_time(const schema::Date& date);

}  // namespace assay::indexer
