// The value of created:, updated:, modified:, after:, before: or words: -> a range of seconds or of
// numbers, and back. Internal to query/.
//
// clang-format off
//   range = value | [ value ] ".." [ value ]       both ends of a .. are in the range
//         | ( ">" | ">=" | "<" | "<=" ) value ;
//   date  = 2023 | 2023-04 | 2023-04-02 | 2023-04-02T16:40[:30][zone] | name | age ;
//                                                  / is understood as -
//   zone  = "Z" | ( "+" | "-" ) 01[:]30 ;
//   name  = today | yesterday | ( "this" | "last" ) "-" ( "week" | "month" | "year" ) ;
//                                                  a blank is understood as -
//   age   = n ( "d" | "w" | "m" | "y" ) ;
// clang-format on
//
// A date is what a clock and a calendar show: those of the author for a date in a note, those of
// the user for a file's own time and for today. With a zone it is an instant. A date is as long as
// its last part: a year, a month, a day, a minute, a second. Weeks begin on Monday. An age alone is
// the time from midnight of the day that many days, weeks, calendar months or years ago to the end
// of today; at an end of a range it is that day.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "indexer/text/error.h"

namespace assay::query {

/// A half-open range; nullopt: no end on that side.
struct ValueRange {
    std::optional<std::int64_t> from, until;
    bool from_instant = false,
         until_instant = false;  // that end has a zone: it is in UTC, and not what some clock shows
};

/// Parses a range of dates. The ends are seconds since 1970, as if what a clock shows were UTC.
/// `now`: the instant, for ages and names. Years are 1 to 9999. Errors have a hint, and the column
/// of the wrong part, 1-based in bytes of `text`: the caller knows where the text begins.
Result<ValueRange> parse_date_range(std::string_view text, std::int64_t now);

/// Parse the one date of after: (that day or later) and before: (earlier than that day).
Result<ValueRange> parse_since(std::string_view text, std::int64_t now);
Result<ValueRange> parse_until(std::string_view text, std::int64_t now);

/// Parses a range of whole numbers of at most 15 digits, with the same kind of errors.
Result<ValueRange> parse_number_range(std::string_view text);

/// Returns the range as text, in days if it begins and ends at midnight: "2023-01-01..2023-12-31",
/// "2024-03-01..". `range` must have an end on at least one side.
std::string format_date_range(const ValueRange& range);
std::string format_number_range(const ValueRange& range);

}  // namespace assay::query
