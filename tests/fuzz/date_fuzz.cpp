// Any text -> no date, or one that reads as itself; and ranges of dates as a query has them.
#include <cstdint>
#include <string>

#include "indexer/note/date.h"
#include "indexer/text/instant.h"
#include "indexer/text/unicode.h"
#include "query/language/value_range.h"
#include "tests/fuzz/require.h"

using assay::fuzz::require;

namespace {

constexpr std::int64_t now = 1795521600;  // 2026-11-24T12:00:00Z
constexpr std::int64_t day = 86'400;

void check_date(std::string_view text) {
    const auto date = assay::indexer::parse_date(text);
    if (!date) return;
    for (const char c : date->text)
        require(
            (c >= '0' && c <= '9') || std::string_view("-:TZ+").find(c) != std::string_view::npos,
            "a date is digits and signs");
    require(date->text.size() >= 4, "with a year");
    const auto again = assay::indexer::parse_date(date->text);
    require(again && *again == *date, "a date as it is kept is the same date");
    const assay::indexer::ClockTime clock = assay::indexer::clock_time(*date);
    const std::int64_t ahead = clock.seconds - date->seconds;
    require(ahead > -day && ahead < day, "no zone is a day away");
    require(!clock.end || *clock.end > clock.seconds, "a month and a year end after they begin");
    if (date->text.size() >= 10)
        require(assay::text::format_day(clock.seconds) == date->text.substr(0, 10),
                "the day is the day that was written");
}

void check_range(const assay::Result<assay::query::ValueRange>& range, std::string_view text,
                 bool dates) {
    if (!range) {
        require(range.error().column >= 1 && range.error().column <= 1 + text.size(),
                "an error has a place, in bytes");
        require(!range.error().message.empty() && !range.error().hint.empty(), "and a hint");
        return;
    }
    require(range->from || range->until, "a range has an end");
    const bool comparable =
        range->from && range->until && range->from_instant == range->until_instant;
    if (comparable) require(*range->from <= *range->until, "a range begins before it ends");
    const std::string given =
        dates ? assay::query::format_date_range(*range) : assay::query::format_number_range(*range);
    const auto again = dates ? assay::query::parse_date_range(given, now)
                             : assay::query::parse_number_range(given);
    require(again.has_value(), "a range can be typed");
    require(again->from == range->from && again->until == range->until, "and is the same then");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(reinterpret_cast<const char*>(data), size);
    check_date(text);
    if (!assay::unicode::is_valid(text)) return 0;  // as no query is
    check_range(assay::query::parse_date_range(text, now), text, true);
    check_range(assay::query::parse_since(text, now), text, true);
    check_range(assay::query::parse_until(text, now), text, true);
    check_range(assay::query::parse_number_range(text), text, false);
    return 0;
}
