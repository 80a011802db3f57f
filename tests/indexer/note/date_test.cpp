#include "indexer/note/date.h"

#include "tests/support/catch.h"

namespace assay::indexer {

TEST_CASE("dates come in every shape and sort as instants", "[indexer][date]") {
    struct Row {
        const char* written;
        const char* text;  // nullptr: no date
    };
    const Row rows[] = {
        {"2025-08-05", "2025-08-05"},
        {"2025/8/5", "2025-08-05"},
        {"8/21/2026", "2026-08-21"},                      // month first, as win32-docs has it
        {"2025-08-05 16:40:40", "2025-08-05T16:40:40Z"},  // no zone: UTC
        {"2025-11-24T15:57", "2025-11-24T15:57:00Z"},
        {"2026-05-17T22:13:43.702+01:00", "2026-05-17T22:13:43+01:00"},
        {"2020-11-13T10:48:11.103-0500", "2020-11-13T10:48:11-05:00"},
        {"2020-11-13T00:10:00+02", "2020-11-13T00:10:00+02:00"},
        {"2015-01-01T00:00:00.9999999Z", "2015-01-01T00:00:00Z"},
        {"2014-10-03 10:00:00 -0700", "2014-10-03T10:00:00-07:00"},  // Jekyll
        {"2024-02-29", "2024-02-29"},
        {"2025.8.5", "2025-08-05"},
        {"20250805", "2025-08-05"},
        {"20250805T101112Z", nullptr},  // nobody's front matter
        {"21.8.2026", "2026-08-21"},
        {"21/8/2026", "2026-08-21"},  // no month 21: day first
        {"8/21/2026 4:40:05 PM", "2026-08-21T16:40:05Z"},
        {"8/21/2026 12:00:00 AM", "2026-08-21T00:00:00Z"},
        {"8/21/2026 13:00 PM", nullptr},
        {"August 5, 2025", "2025-08-05"},
        {"Aug 5th 2025", "2025-08-05"},
        {"5 August 2025", "2025-08-05"},
        {"Tue, 05 Aug 2025 16:40:00 +0200", "2025-08-05T16:40:00+02:00"},  // RFC 5322
        {"Tuesday, September 2nd, 2025", "2025-09-02"},
        {"August 32, 2025", nullptr},
        {"Augu 5, 2025", nullptr},
        {"[[2025-08-05]]", "2025-08-05"},  // a link to the day's note
        {"2025-08-05 16:40 UTC", "2025-08-05T16:40:00Z"},
        {"2025-08-05T24:00", "2025-08-06T00:00:00Z"},
        {"2025-08-05T24:01", nullptr},
        {"20251345", nullptr},
        {"0/0/2025", nullptr},
        {"2023-02-29", nullptr},
        {"2010-14-24", nullptr},  // a real note has it
        {"2025-08-05T25:00", nullptr},
        {"", nullptr},
        {"yesterday", nullptr},
        {"2025", "2025"},  // a year and a month are kept as such
        {"1000", "1000"},
        {"2999", "2999"},
        {"[[2025]]", "2025"},
        {"2025-08", "2025-08"},
        {"2025/8", "2025-08"},
        {" 2025-8 ", "2025-08"},
        {"August 2025", "2025-08"},
        {"Aug. 2025", "2025-08"},
        {"May, 2025", "2025-05"},
        {"2025-13", nullptr},
        {"2025-00", nullptr},
        {"2025-", nullptr},
        {"2025-08-", nullptr},
        {"0000", nullptr},
        {"0000-01-01", nullptr},
        {"0999", nullptr},
        {"3000", nullptr},
        {"12", nullptr},
        {"20240", nullptr},
        {"202408", nullptr},
        {"2025.8", nullptr},  // may be a number
        {"Smarch 2025", nullptr},
        {"2025-08-05T07:30+00:00", "2025-08-05T07:30:00Z"},
        {"2025-08-05T07:30:00-00:30", "2025-08-05T07:30:00-00:30"},
        {"2025-08-05 07:30 +0530", "2025-08-05T07:30:00+05:30"},
        {"2025-12-31T24:00:00+09:00", "2026-01-01T00:00:00+09:00"},
        {"2025-08-05T07:30+15:00", nullptr},
        {"2025-08-05x", nullptr},
        {"9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z"},
        {"9999-12-31T23:59:60Z", nullptr},  // of a year with five digits
        {"9999-12-31 24:00", nullptr},
    };
    for (const Row& row : rows) {
        INFO(row.written);
        const std::optional<schema::Date> date = parse_date(row.written);
        REQUIRE(date.has_value() == (row.text != nullptr));
        if (date) CHECK(date->text == row.text);
    }
    CHECK(parse_date("2026-05-17T00:30:00+01:00")->seconds < parse_date("2026-05-17")->seconds);
    CHECK(parse_date("1969-12-31T23:59:59Z")->seconds == -1);
    CHECK(parse_date("2025-08")->seconds == parse_date("2025-08-01")->seconds);
    CHECK(parse_date("2025")->seconds == parse_date("2025-01-01")->seconds);
}

TEST_CASE("the clock of whoever wrote a date says its day", "[indexer][date]") {
    struct Row {
        const char* written;
        const char* same_clock;  // in UTC
        const char* end;         // of the text that is not a day; nullptr: it is a day
    };
    const Row rows[] = {
        {"2024-03-15T07:30:00+09:00", "2024-03-15T07:30:00Z", nullptr},
        {"2023-12-31T23:30:00-08:00", "2023-12-31T23:30:00Z", nullptr},
        {"2024-01-01T00:30:00+14:00", "2024-01-01T00:30:00Z", nullptr},
        {"2024-03-15T07:30:00Z", "2024-03-15T07:30:00Z", nullptr},
        {"2024-03-15T07:30", "2024-03-15T07:30:00Z", nullptr},
        {"1969-12-31T20:00:00-04:30", "1969-12-31T20:00:00Z", nullptr},
        {"2024-03-15", "2024-03-15", nullptr},
        {"2024-02", "2024-02-01", "2024-02-29T23:59:59Z"},
        {"2023-12", "2023-12-01", "2023-12-31T23:59:59Z"},
        {"2024", "2024-01-01", "2024-12-31T23:59:59Z"},
    };
    for (const Row& row : rows) {
        INFO(row.written);
        const ClockTime time = clock_time(*parse_date(row.written));
        CHECK(time.seconds == parse_date(row.same_clock)->seconds);
        REQUIRE(time.end.has_value() == (row.end != nullptr));
        if (time.end) CHECK(*time.end == parse_date(row.end)->seconds);
    }
}

}  // namespace assay::indexer
