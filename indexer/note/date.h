// Reads dates as people write them: a day, a time, a month or a year.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "indexer/schema/note_record.h"

namespace assay::indexer {

/// Reads a day, a month or a year, which sort as their first second; also as an Obsidian link,
/// [[2025-08-05]].
///   a day      2025-08-05  2025/8/5  2025.8.5  20250805  21.8.2026
///              8/21/2026: the month first; the day first only where the other is not a date
///              August 5, 2025  5 Aug 2025  Tue, 05 Aug 2025: English names, whole or three letters
///     a time   after it and a T or blanks: 16:40  16:40:40  16:40:40.5 (cut)  4:40 PM
///       a zone after that: Z  UTC  GMT  +01:00  -0500  +01; without one the time is UTC
///   a month    2025-08  2025/8  August 2025
///   a year     1000 to 2999
/// Returns nullopt for everything else, and for days that no calendar has. Date::text is the date
/// as it was written, with its zone, so its first characters are the author's day.
std::optional<schema::Date> parse_date(std::string_view text);

/// The time that the author's clock showed, in seconds since 1970 as if it were UTC.
struct ClockTime {
    std::int64_t seconds = 0;
    std::optional<std::int64_t> end;  // the last second of a month or a year; nullopt for a day
};
/// Returns the time of `date`, which must be from parse_date.
ClockTime clock_time(const schema::Date& date);

}  // namespace assay::indexer
