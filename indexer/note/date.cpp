#include "indexer/note/date.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstdlib>

#include "indexer/text/instant.h"

namespace assay::indexer {
namespace {

namespace chrono = std::chrono;

/// Reads forward over one line of text. Every function returns whether it found what its name says.
class Scanner {
public:
    explicit Scanner(std::string_view text) : rest_(text) {}

    bool number(int& value, std::size_t fewest, std::size_t most) {
        std::size_t digits = 0;
        while (digits < most && digits < rest_.size() && rest_[digits] >= '0' &&
               rest_[digits] <= '9')
            ++digits;
        if (digits < fewest) return false;
        std::from_chars(rest_.data(), rest_.data() + digits, value);
        rest_.remove_prefix(digits);
        return true;
    }
    bool one_of(std::string_view characters, char* found = nullptr) {
        if (rest_.empty() || characters.find(rest_.front()) == characters.npos) return false;
        if (found != nullptr) *found = rest_.front();
        rest_.remove_prefix(1);
        return true;
    }
    void digits() {
        while (one_of("0123456789")) {}
    }
    void spaces() {
        while (one_of(" \t")) {}
    }
    /// Reads ASCII letters and returns them in lower case; empty if there are none here.
    std::string word() {
        std::string letters;
        for (; !rest_.empty() && ((rest_.front() | 0x20) >= 'a' && (rest_.front() | 0x20) <= 'z');
             rest_.remove_prefix(1))
            letters.push_back(static_cast<char>(rest_.front() | 0x20));
        return letters;
    }
    bool at_end() const { return rest_.empty(); }

private:
    std::string_view rest_;
};

/// Returns 1 to 12 for the English name of a month or its first three letters.
int month_named(std::string_view name) {
    constexpr std::array<std::string_view, 12> months{
        "january", "february", "march",     "april",   "may",      "june",
        "july",    "august",   "september", "october", "november", "december"};
    for (std::size_t i = 0; i < months.size(); ++i)
        if (name == months[i] || (name.size() == 3 && months[i].starts_with(name)) ||
            (name == "sept" && i == 8))
            return static_cast<int>(i) + 1;
    return 0;
}

std::string two_digits(int value) {
    return {static_cast<char>('0' + value / 10), static_cast<char>('0' + value % 10)};
}

bool is_weekday(std::string_view name) {
    constexpr std::array<std::string_view, 7> days{"monday", "tuesday",  "wednesday", "thursday",
                                                   "friday", "saturday", "sunday"};
    return std::any_of(days.begin(), days.end(), [&](std::string_view day) {
        return name == day || (name.size() == 3 && day.starts_with(name));
    });
}

bool make_day(int year, int month, int of_month, chrono::year_month_day& day) {
    day = chrono::year(year) / month / of_month;
    return year > 0 && month > 0 && of_month > 0 && day.ok();
}

/// "August 5, 2025", "Tue, 05 Aug 2025".
bool read_named_day(Scanner& in, chrono::year_month_day& day) {
    std::string name = in.word();
    if (is_weekday(name)) {
        in.one_of(",.");
        in.spaces();
        name = in.word();
    }
    int of_month = 0, year = 0;
    const auto ordinal = [&] { return in.number(of_month, 1, 2) && (in.word(), true); };  // 5, 5th
    if (name.empty() && !ordinal()) return false;
    in.spaces();
    if (name.empty()) name = in.word();
    else if (in.one_of("."), in.spaces(), !ordinal()) return false;
    in.one_of(",.");
    in.spaces();
    return in.number(year, 4, 4) && make_day(year, month_named(name), of_month, day);
}

bool read_numeric_day(std::string_view text, Scanner& in, chrono::year_month_day& day) {
    int first = 0, second = 0, third = 0;
    char separator = 0;
    const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
    if (digits == 8)
        return in.number(first, 4, 4) && in.number(second, 2, 2) && in.number(third, 2, 2) &&
               make_day(first, second, third, day);
    const bool year_first = digits == 4;
    if (!in.number(first, year_first ? 4 : 1, year_first ? 4 : 2) ||
        !in.one_of(year_first ? "-/." : "/.", &separator) || !in.number(second, 1, 2) ||
        !in.one_of({&separator, 1}) || !in.number(third, year_first ? 1 : 4, year_first ? 2 : 4))
        return false;
    if (year_first) return make_day(first, second, third, day);
    const bool day_first = separator == '.' || first > 12;
    return make_day(third, day_first ? second : first, day_first ? first : second, day);
}

/// Reads a day, with a named month or in numbers. `in` is at the beginning of `text`.
bool read_day(std::string_view text, Scanner& in, chrono::year_month_day& day) {
    Scanner named = in;
    if (read_numeric_day(text, in, day)) return true;
    if (!read_named_day(named, day)) return false;
    in = named;
    return true;
}

std::int64_t seconds_of(chrono::year_month_day day) {
    return chrono::sys_seconds(chrono::sys_days(day)).time_since_epoch().count();
}

/// Reads all of `text` as a month ("2024-03", "March 2024") or a year of four digits.
std::optional<schema::Date> read_month_or_year(std::string_view text) {
    constexpr int first_year = 1000, last_year = 2999;  // other numbers are not years
    constexpr std::size_t year_size = 4, month_size = 7;
    Scanner in(text);
    int year = 0, month = 0;
    bool only_year = false;
    if (const std::string name = in.word(); !name.empty()) {
        in.one_of(",.");
        in.spaces();
        month = month_named(name);
        if (!in.number(year, 4, 4)) return std::nullopt;
    } else {
        if (!in.number(year, 4, 4)) return std::nullopt;
        only_year = in.at_end();
        if (!only_year && (!in.one_of("-/") || !in.number(month, 1, 2))) return std::nullopt;
    }
    chrono::year_month_day first;
    if (!in.at_end() || year < first_year || year > last_year ||
        !make_day(year, only_year ? 1 : month, 1, first))
        return std::nullopt;
    return schema::Date{
        text::format_day(seconds_of(first)).substr(0, only_year ? year_size : month_size),
        seconds_of(first)};
}

/// Reads a zone as seconds east of Greenwich; 0 if none is given.
bool read_zone(Scanner& in, int& offset) {
    char sign = 0;
    offset = 0;
    if (in.at_end()) return true;
    if (const std::string name = in.word(); !name.empty())
        return name == "z" || name == "utc" || name == "gmt";
    if (!in.one_of("+-", &sign)) return false;
    int hours = 0, minutes = 0;
    if (!in.number(hours, 2, 2)) return false;
    in.one_of(":");
    if (!in.at_end() && !in.number(minutes, 2, 2)) return false;
    offset = (hours * 3600 + minutes * 60) * (sign == '-' ? -1 : 1);
    return hours <= 14 && minutes < 60;
}

std::string format_zone(int seconds_east) {
    if (seconds_east == 0) return "Z";
    const int minutes = std::abs(seconds_east) / 60;
    return (seconds_east < 0 ? "-" : "+") + two_digits(minutes / 60) + ":" +
           two_digits(minutes % 60);
}

}  // namespace

std::optional<schema::Date> parse_date(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    if (text.starts_with("[[") && text.ends_with("]]")) text = text.substr(2, text.size() - 4);
    Scanner in(text);
    chrono::year_month_day day;
    if (!read_day(text, in, day)) return read_month_or_year(text);
    const std::int64_t midnight = seconds_of(day);
    if (in.at_end()) return schema::Date{text::format_day(midnight), midnight};
    if (!in.one_of("Tt ,")) return std::nullopt;
    in.spaces();
    int hour = 0, minute = 0, second = 0, zone = 0;
    if (!in.number(hour, 1, 2) || !in.one_of(":") || !in.number(minute, 2, 2)) return std::nullopt;
    if (in.one_of(":")) {
        if (!in.number(second, 2, 2)) return std::nullopt;
        if (in.one_of(".,")) in.digits();
    }
    in.spaces();
    Scanner before_zone = in;
    if (const std::string half = in.word();
        (half == "am" || half == "pm") && hour >= 1 && hour <= 12) {
        hour = hour % 12 + (half == "pm" ? 12 : 0);
        in.spaces();
    } else {
        in = before_zone;
    }
    if (!read_zone(in, zone) || !in.at_end() || hour > 24 || (hour == 24 && minute + second > 0) ||
        minute > 59 || second > 60)
        return std::nullopt;
    const std::int64_t clock =
        midnight + std::int64_t{hour} * 3600 + std::int64_t{minute} * 60 + second;
    if (clock >= seconds_of(chrono::year(10'000) / 1 / 1))
        return std::nullopt;  // its year has four digits
    return schema::Date{text::format_clock(clock) + format_zone(zone), clock - zone};
}

ClockTime clock_time(const schema::Date& date) {
    constexpr std::size_t year_size = 4, month_size = 7,
                          zone_size = 6;  // "2024", "2024-03", "+09:00"
    const chrono::year_month_day day(
        chrono::floor<chrono::days>(chrono::sys_seconds(chrono::seconds(date.seconds))));
    if (date.text.size() == year_size)
        return {date.seconds, seconds_of((day.year() + chrono::years(1)) / 1 / 1) - 1};
    if (date.text.size() == month_size)
        return {date.seconds, seconds_of((day.year() / day.month() + chrono::months(1)) / 1) - 1};
    int zone = 0;
    if (date.text.find('T') != date.text.npos && !date.text.ends_with('Z')) {
        Scanner in(std::string_view(date.text).substr(date.text.size() - zone_size));
        read_zone(in, zone);
    }
    return {date.seconds + zone, std::nullopt};
}

}  // namespace assay::indexer
