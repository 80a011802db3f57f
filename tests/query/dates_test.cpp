// Days: as they were written, and those of the user.
#include <fcntl.h>
#include <sys/stat.h>

#include <chrono>

#include "query/language/local_time.h"
#include "query/language/query_parser.h"
#include "query/language/query_string.h"
#include "tests/query/found.h"
#include "tests/support/catch.h"
#include "tests/support/corpus.h"
#include "tests/support/time_zone.h"

namespace assay::test {
namespace {

std::int64_t instant(int year, unsigned month, unsigned day, int hour = 0, int minute = 0,
                     int second = 0) {
    const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(month),
                                           std::chrono::day(day)};
    return std::chrono::sys_seconds(std::chrono::sys_days(date)).time_since_epoch().count() +
           hour * 3600 + minute * 60 + second;
}

void set_time(const Corpus& corpus, std::string_view path, std::int64_t seconds) {
    const timespec times[] = {{static_cast<std::time_t>(seconds), 0},
                              {static_cast<std::time_t>(seconds), 0}};
    REQUIRE(utimensat(AT_FDCWD, (corpus.root() / path).c_str(), times, 0) == 0);
}

std::string years(const Corpus& corpus) {
    query::SearchRequest request;
    request.facets = {"year"};
    const query::SearchResult result = corpus.search(request);
    std::string all;
    for (const query::FacetCount& year : result.facets.front().counts)
        all.append(all.empty() ? "" : ", ")
            .append(year.value)
            .append(" ")
            .append(std::to_string(year.count));
    return all;
}

}  // namespace

TEST_CASE("a note belongs to the day that it says, in whatever zone", "[query][date]") {
    const Corpus corpus({
        {"tokyo.md", "---\ndate: 2024-03-15T07:30:00+09:00\n---\n"},
        {"berlin.md", "---\ndate: 2024-03-15T00:30:00+0100\n---\n"},
        {"kiritimati.md", "---\ndate: 2024-01-01T08:00:00+14:00\n---\n"},
        {"california.md", "---\ndate: 2023-12-31 23:30:00 -0800\n---\n"},
        {"india.md", "---\ndate: 2024-03-01T02:00+05:30\n---\n"},
        {"utc.md", "---\ndate: 2024-03-15T23:59:59Z\nupdated: 2024-03-16T01:00:00+02:00\n---\n"},
        {"none.md", "---\ndate: 2024-03-15 12:00\n---\n"},
        {"day.md", "---\ndate: 2024-03-15\n---\n"},
    });
    const Row rows[] = {
        {"created:2024-03-15", "berlin day none tokyo utc"},
        {"created:2024-03-14", ""},
        {"created:2024-03-16", ""},
        {"created:2024-01-01", "kiritimati"},
        {"created:2023-12-31", "california"},
        {"created:2023", "california"},
        {"created:2024", "berlin day india kiritimati none tokyo utc"},
        {"created:2024-03", "berlin day india none tokyo utc"},
        {"created:2024-02", ""},
        {"after:2024-03-15", "berlin day none tokyo utc"},
        {"before:2024-03-15", "california india kiritimati"},
        {"before:2024", "california"},
        {"created:2024-03-15T07:30", "tokyo"},  // on the clock of whoever wrote it
        {"created:2024-03-15T07:00..2024-03-15T12:00", "none tokyo"},
        {"created:2024-03-14T22:30Z", "tokyo"},  // an instant
        {"created:2024-03-15T07:30:00+09:00", "tokyo"},
        {"created:2024-03-14T23:30Z..2024-03-15",
         "berlin day none utc"},  // from an instant to a day
        {"updated:2024-03-16", "utc"},
        {"updated:2024-03-15", ""},
        {"-created:2024-03-15 created:2024-03", "india"},
    };
    for (const char* zone : {"UTC", "Asia/Tokyo", "America/Los_Angeles"}) {  // wherever it is read
        const TimeZone here(zone);
        INFO(zone);
        check_found(corpus, rows);
        CHECK(years(corpus) == "2023 1, 2024 7");
    }
    // Sorted by instant: 2024-01-01T07:30Z is later than 2023-12-31T18:00Z.
    CHECK(corpus.paths("created:2023-12-31..2024-01-01") ==
          std::vector<std::string>{"california.md", "kiritimati.md"});
    query::SearchRequest request;
    request.text = "created:2024-03-15T07:30";
    CHECK(corpus.search(request).hits.front().created == "2024-03-15T07:30:00+09:00");
}

TEST_CASE("a month or a year is found by itself, and by no day in it", "[query][date]") {
    const TimeZone zone("UTC");
    const Corpus corpus({
        {"month.md", "---\ndate: 2024-03\n---\n"},
        {"year.md", "---\ndate: 2024\n---\n"},
        {"first.md", "---\ndate: 2024-03-01\n---\n"},
        {"updated.md", "---\nupdated: 2019-05\n---\n"},
        {"name/2024-03 plan.md", "x"},  // no date
    });
    const Row rows[] = {
        {"created:2024", "first month year"},
        {"created:2024-03", "first month"},
        {"created:2024-03-01", "first"},
        {"created:2024-01-01", ""},
        {"created:2024-03-01..2024-03-31", "first month"},
        {"created:2024-03-01..2024-03-30", "first"},
        {"created:2024-02..2024-04", "first month"},
        {"created:2024..", "first month year"},
        {"created:2024-03-01..", "first month"},
        {"created:2024-03-02..", ""},
        {"before:2024-03-20", "first"},
        {"before:2024-04", "first month"},
        {"before:2025", "first month year"},
        {"after:2024-03-01", "first month"},
        {"created:2024-03-01T00:00Z", "first"},
        {"updated:2019-05", "updated"},
        {"updated:2019", "updated"},
        {"updated:2019-05-01", ""},
        {"has:created", "first month year"},
    };
    check_found(corpus, rows);
    CHECK(years(corpus) == "2024 3");
    CHECK(corpus.paths("created:2024") ==
          std::vector<std::string>{"first.md", "month.md", "year.md"});
}

TEST_CASE("a file's own time belongs to a day of the user", "[query][date]") {
    const Corpus corpus({
        {"late.md", "x"},
        {"says.md", "---\nupdated: 2024-03-15T07:30:00+09:00\n---\nx"},
        {"old.md", "x"},
    });
    set_time(corpus, "late.md", instant(2024, 3, 14, 22, 30));
    set_time(corpus, "says.md", instant(2024, 3, 20, 12));
    set_time(corpus, "old.md", instant(1969, 12, 31, 23, 59, 59));
    corpus.index();
    struct ZonedRow {
        const char* zone;
        const char* query;
        const char* found;
    };
    const ZonedRow rows[] = {
        {"UTC", "modified:2024-03-14", "late"},
        {"UTC", "modified:2024-03-15", ""},
        {"Asia/Tokyo", "modified:2024-03-15", "late"},
        {"Asia/Tokyo", "modified:2024-03-14", ""},
        {"America/New_York", "modified:2024-03-14", "late"},
        {"UTC", "updated:2024-03-14", "late"},
        {"UTC", "updated:2024-03-15", "says"},  // what the note says, on its own clock
        {"Asia/Tokyo", "updated:2024-03-15", "late says"},
        {"America/New_York", "updated:2024-03-15", "says"},
        {"UTC", "updated:2024-03-20", ""},  // it says something else
        {"UTC", "modified:2024-03-20", "says"},
        {"UTC", "updated:2024-03-14T22:30Z", "late says"},  // the same instant
        {"Asia/Tokyo", "modified:2024-03-14T22:30Z", "late"},
        {"Asia/Tokyo", "modified:2024-03-15T07:30", "late"},
        {"Asia/Tokyo", "modified:2024-03-15T07:30:00+09:00", "late"},
        {"UTC", "modified:1969", "old"},
        {"Asia/Tokyo", "modified:1970-01-01", "old"},
        {"Asia/Tokyo", "modified:..1970", "old"},
        {"UTC", "-modified:2024", "old"},
        {"UTC", "modified:2024..", "late says"},
        {"UTC", "created:2024", ""},  // unknown stays unknown
    };
    for (const ZonedRow& row : rows) {
        const TimeZone here(row.zone);
        INFO(row.zone << " " << row.query);
        query::SearchRequest request;
        request.text = row.query;
        CHECK(found(corpus, request) == row.found);
    }
    query::SearchRequest by_time;
    by_time.sort = query::SortBy::modified;
    const query::SearchResult sorted = corpus.search(by_time);
    REQUIRE(sorted.hits.size() == 3);
    CHECK(sorted.hits[0].path == "says.md");
    CHECK(sorted.hits[1].path == "late.md");
    CHECK(sorted.hits[2].path == "old.md");
    CHECK(sorted.hits[1].modified == "2024-03-14T22:30:00Z");
    CHECK(sorted.hits[1].updated == "2024-03-14T22:30:00Z");
    CHECK(sorted.hits[0].updated == "2024-03-15T07:30:00+09:00");
    CHECK(sorted.hits[2].modified == "1969-12-31T23:59:59Z");
}

TEST_CASE("a touched file has a new time, whatever its content", "[query][date]") {
    const TimeZone zone("UTC");
    const Corpus corpus(Corpus::Notes{{"a.md", "x"}});
    set_time(corpus, "a.md", instant(2020, 5, 5));
    corpus.index();
    CHECK(corpus.paths("modified:2020-05-05").size() == 1);
    set_time(corpus, "a.md", instant(2021, 6, 6));
    corpus.index();
    CHECK(corpus.paths("modified:2020").empty());
    CHECK(corpus.paths("modified:2021-06-06").size() == 1);
}

TEST_CASE("a day is as long as it is where the user is", "[query][date]") {
    struct DayRow {
        const char* zone;
        int year;
        unsigned month, day;
        std::int64_t begins;
        double hours;
    };
    const DayRow rows[] = {
        {"UTC", 2024, 3, 31, instant(2024, 3, 31), 24},
        {"Europe/Berlin", 2024, 3, 31, instant(2024, 3, 30, 23), 23},
        {"Europe/Berlin", 2024, 10, 27, instant(2024, 10, 26, 22), 25},
        {"Europe/Berlin", 2024, 7, 1, instant(2024, 6, 30, 22), 24},
        {"America/New_York", 2024, 3, 10, instant(2024, 3, 10, 5), 23},
        {"America/New_York", 2024, 11, 3, instant(2024, 11, 3, 4), 25},
        {"America/Sao_Paulo", 2018, 11, 4, instant(2018, 11, 4, 3),
         23},  // its midnight is jumped over
        {"America/Sao_Paulo", 2018, 2, 17, instant(2018, 2, 17, 2), 25},  // 23:00 comes twice
        {"America/Havana", 2024, 11, 3, instant(2024, 11, 3, 4), 25},     // 0:00 comes twice
        {"America/Havana", 2024, 3, 10, instant(2024, 3, 10, 5), 23},
        {"Australia/Lord_Howe", 2024, 4, 7, instant(2024, 4, 6, 13), 24.5},
        {"Asia/Kathmandu", 2024, 1, 1, instant(2023, 12, 31, 18, 15), 24},
        {"Pacific/Apia", 2011, 12, 30, instant(2011, 12, 30, 10), 0},  // never was
        {"Asia/Tokyo", 1965, 1, 1, instant(1964, 12, 31, 15), 24},
    };
    for (const DayRow& row : rows) {
        const TimeZone here(row.zone);
        INFO(row.zone << " " << row.year << "-" << row.month << "-" << row.day);
        const std::int64_t midnight = instant(row.year, row.month, row.day),
                           begin = query::instant_of(midnight),
                           end = query::instant_of(midnight + 24 * 3600);
        CHECK(begin == row.begins);
        CHECK(static_cast<double>(end - begin) == 3600 * row.hours);
        if (row.hours < 1) continue;
        CHECK(query::local_clock(begin) >= midnight);
        CHECK(query::local_clock(begin - 1) < midnight);
        CHECK(query::local_clock(end - 1) < midnight + 24 * 3600);
    }
}

TEST_CASE("today, ages and names are days of the user", "[query][date]") {
    struct NamedRow {
        const char* zone;
        std::int64_t now;
        const char* query;
        const char* parsed;
    };
    const std::int64_t evening = instant(2024, 12, 31, 22, 30);
    const NamedRow rows[] = {
        {"UTC", evening, "created:today", "created:2024-12-31"},
        {"Asia/Tokyo", evening, "created:today", "created:2025-01-01"},
        {"Asia/Tokyo", evening, "created:yesterday", "created:2024-12-31"},
        {"Asia/Tokyo", evening, "modified:7d", "modified:2024-12-25..2025-01-01"},
        {"UTC", evening, "modified:7d", "modified:2024-12-24..2024-12-31"},
        {"Asia/Tokyo", evening, "created:this-month", "created:2025-01-01..2025-01-31"},
        {"UTC", evening, "created:this-month", "created:2024-12-01..2024-12-31"},
        {"Asia/Tokyo", evening, "created:last-year", "created:2024-01-01..2024-12-31"},
        {"America/Los_Angeles", instant(2024, 12, 31, 3), "created:today", "created:2024-12-30"},
        {"America/Los_Angeles", instant(2024, 12, 30, 3), "created:this-week",
         "created:2024-12-23..2024-12-29"},
        {"UTC", instant(2024, 12, 30, 3), "created:this-week", "created:2024-12-30..2025-01-05"},
        {"Europe/Berlin", instant(2024, 3, 31, 21, 59), "created:today",
         "created:2024-03-31"},  // a day of 23 hours
        {"Europe/Berlin", instant(2024, 3, 31, 22), "created:today", "created:2024-04-01"},
    };
    for (const NamedRow& row : rows) {
        const TimeZone here(row.zone);
        INFO(row.zone << " " << row.query);
        CHECK(query::to_string(*query::parse_query(row.query, row.now)) == row.parsed);
    }
}

}  // namespace assay::test
