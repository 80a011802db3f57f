// What is typed behind created:, updated:, modified:, after:, before: and words: -> a range of
// seconds or of numbers, and back. Internal to query/.
//
//   range = value | [ value ] ".." [ value ] | ( ">" | ">=" | "<" | "<=" ) value ;   both ends of a
//   .. belong to it date  = 2023 | 2023-04 | 2023-04-02 | 2023-04-02T16:40[:30][zone] | name | age
//   ;   / for - is understood zone  = "Z" | ( "+" | "-" ) 01[:]30 ; name  = today | yesterday | (
//   "this" | "last" ) "-" ( "week" | "month" | "year" ) ;   a blank for the - is understood age   =
//   n ( "d" | "w" | "m" | "y" ) ;
//
// A date is what clock and calendar show, of the author of a date in a note and of the user for a
// file's own time and for today; with a zone it is an instant. It is as long as its last part: a
// year, a month, a day, a minute, a second. Weeks begin on Monday. An age alone is the time from
// midnight of the day so many days, weeks, calendar months or years ago to the end of today; at an
// end of a range it is that day.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "indexer/text/error.h"

namespace assay {

/// Half-open; nullopt = no end on that side.
struct ValueRange {
    std::optional<std::int64_t> from, until;
    bool from_instant = false,
         until_instant =
             false;  // that end was typed with a zone: it is in UTC, not what some clock shows
};

/// Seconds since 1970, as if what a clock shows were UTC. `now`: the instant, for ages and names.
/// The years are 1 to 9999. Errors have a hint, and the column of the wrong part, 1-based in code
/// points of `text`.
Result<ValueRange> parse_date_range(std::string_view text, std::int64_t now);

/// Of after: and before:, which take one date: on it or later, or earlier than it.
Result<ValueRange> parse_since(std::string_view text, std::int64_t now);
Result<ValueRange> parse_until(std::string_view text, std::int64_t now);

/// Whole numbers from 0 on, of at most 15 digits; errors likewise.
Result<ValueRange> parse_number_range(std::string_view text);

/// The range as it would be typed, in days where it begins and ends at midnight:
/// "2023-01-01..2023-12-31", "2024-03-01..". `range` is from the function above, so that it has an
/// end on one side at least.
std::string format_date_range(const ValueRange& range);
std::string format_number_range(const ValueRange& range);

}  // namespace assay
