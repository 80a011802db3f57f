#include "query/language/value_range.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <limits>

#include "indexer/text/edit_distance.h"
#include "indexer/text/instant.h"
#include "query/language/local_time.h"
#include "query/language/query_cursor.h"

namespace assay::query {
namespace {

namespace chrono = std::chrono;
using chrono::sys_days;

/// One value, such as a year, a day or a number, as a half-open range.
struct Stretch {
    std::int64_t from, until;
    bool instant = false;  // ValueRange::from_instant
};

constexpr const char* date_hint =
    "write 2023, 2023-04, 2023-04-02, a range 2023..2024, an age 7d, or last-month";
constexpr const char* one_date_hint =
    "write 2023, 2023-04, 2023-04-02, an age 7d, or last-month";  // where a range is not allowed
constexpr const char* number_hint = "write 500, 1000..2000 or >2000";
constexpr const char* time_hint =
    "write it as 2023-04-02T16:40 or 2023-04-02T16:40:30, followed by Z or +01:00 if you mean that "
    "zone";

/// `at`: the place, in bytes.
Error error_at(std::size_t at, std::string message, std::string hint) {
    return query_error(std::move(message), std::move(hint), at + 1);
}
Error shifted(Error error, std::size_t columns) {
    error.column += columns;
    return error;
}

Error nothing_less(std::size_t at) {
    return error_at(at, "nothing is less than that", "write a greater value");
}

/// Parses `text` as a range of values that `read` parses. All values are in `all`.
template <class Read>
Result<ValueRange> parse_range(std::string_view text, const Stretch& all, const Read& read) {
    ValueRange range;
    for (const std::string_view sign : {">=", "<=", ">", "<"}) {
        if (!text.starts_with(sign)) continue;
        const Result<Stretch> value = read(text.substr(sign.size()));
        if (!value) return shifted(value.error(), sign.size());
        if (sign == ">=") range.from = value->from;
        if (sign == ">") range.from = value->until;
        if (sign == "<") range.until = value->from;
        if (sign == "<=") range.until = value->until;
        range.from_instant = range.from && value->instant;
        range.until_instant = range.until && value->instant;
        if (range.from == all.until)
            return error_at(sign.size(), "nothing is greater than that", "write a smaller value");
        if (range.until == all.from) return nothing_less(sign.size());
        return range;
    }
    const std::size_t dots = text.find("..");
    if (dots == text.npos) {
        const Result<Stretch> value = read(text);
        if (!value) return value.error();
        return ValueRange{value->from, value->until, value->instant, value->instant};
    }
    const std::string_view first = text.substr(0, dots), last = text.substr(dots + 2);
    if (first.empty() && last.empty())
        return error_at(0, "a range needs a value before or after the ..",
                        "write it without a blank: 2023..2024, 2023.. or ..2023");
    if (!first.empty()) {
        const Result<Stretch> value = read(first);
        if (!value) return value.error();
        range.from = value->from;
        range.from_instant = value->instant;
    }
    if (!last.empty()) {
        const Result<Stretch> value = read(last);
        if (!value) return shifted(value.error(), dots + 2);
        range.until = value->until;
        range.until_instant = value->instant;
    }
    if (range.from && range.until && range.from_instant == range.until_instant &&
        *range.until <= *range.from)
        return error_at(dots + 2, "this range ends before it begins",
                        "write " + std::string(last) + ".." + std::string(first));
    return range;
}

std::int64_t seconds_of(sys_days day) {
    return chrono::sys_seconds(day).time_since_epoch().count();
}
Stretch stretch(sys_days from, sys_days until) { return {seconds_of(from), seconds_of(until)}; }
const Stretch all_dates =
    stretch(sys_days(chrono::year(1) / 1 / 1), sys_days(chrono::year(10000) / 1 / 1));

std::string digits(int value, std::size_t width) {
    const std::string number = std::to_string(value);
    return std::string(width - std::min(width, number.size()), '0') + number;
}
std::string format_month(chrono::year_month month) {
    return digits(static_cast<int>(month.year()), 4) + "-" +
           digits(static_cast<int>(static_cast<unsigned>(month.month())), 2);
}

/// Takes at most `most` digits at `at`, and moves it after them; nullopt if there are none.
std::optional<int> take_number(std::string_view text, std::size_t& at, std::size_t most) {
    std::size_t end = at;
    while (end < text.size() && end < at + most && text[end] >= '0' && text[end] <= '9') ++end;
    const std::optional<std::int64_t> number = parse_number(text.substr(at, end - at));
    at = end;
    return number ? std::optional(static_cast<int>(*number)) : std::nullopt;
}

constexpr std::array<std::string_view, 8> names{"today",     "yesterday",  "this-week",
                                                "last-week", "this-month", "last-month",
                                                "this-year", "last-year"};

/// The name of a date with - between its words.
std::string as_name(std::string_view text) {
    std::string name;
    for (const char c : trimmed(text)) {
        const bool blank = c == ' ' || c == '_' || c == '\t';
        if (!blank) name.push_back(c);
        else if (!name.ends_with('-')) name.push_back('-');
    }
    return name;
}

/// `hint`: for a text that is not near to any name.
Error not_a_date(std::string_view text, std::string_view hint) {
    const std::string written = as_name(text);
    std::string meant;
    for (const std::string_view name : names)  // "last", "month"
        if (!written.empty() && (name.starts_with(written + "-") || name.ends_with("-" + written)))
            meant.append(meant.empty() ? "write " : " or ").append(name);
    if (const std::string_view nearest = text::nearest_name(written, names);
        meant.empty() && !nearest.empty())
        meant = "did you mean " + std::string(nearest) + "?";
    return error_at(0, "\"" + std::string(text) + "\" is not a date",
                    meant.empty() ? std::string(hint) : meant);
}

/// Takes a zone ("z", "+01:00", "-0500", "+01") at `at`, and returns seconds east of Greenwich. If
/// there is none, returns nullopt and does not move `at`.
std::optional<std::int64_t> take_zone(std::string_view text, std::size_t& at) {
    if (at == text.size()) return std::nullopt;
    if (text[at] == 'z') return ++at, 0;
    const char sign = text[at];
    if (sign != '+' && sign != '-') return std::nullopt;
    std::size_t end = at + 1;
    const std::optional<int> hours = take_number(text, end, 2);
    if (end != at + 3) return std::nullopt;
    if (end < text.size() && text[end] == ':') ++end;
    const std::size_t minutes_at = end;
    const std::optional<int> minutes = take_number(text, end, 2);
    const std::size_t size = end - minutes_at;
    if ((size != 2 && (size != 0 || text[end - 1] == ':')) || *hours > 14 ||
        minutes.value_or(0) > 59)
        return std::nullopt;
    at = end;
    return (sign == '-' ? -60 : 60) * (*hours * 60 + minutes.value_or(0));
}

/// Parses "16:40" or "16:40:30+01:00" from `at` on, on the day that begins at `midnight`.
Result<Stretch> read_time(std::string_view text, std::size_t at, std::int64_t midnight) {
    const std::size_t begin = at;
    const std::optional<int> hour = take_number(text, at, 2);
    if (!hour || at == text.size() || text[at] != ':')
        return error_at(begin, "this is not a time of day", time_hint);
    const std::optional<int> minute = take_number(text, ++at, 2);
    const bool to_the_second = at < text.size() && text[at] == ':';
    const std::optional<int> second = to_the_second ? take_number(text, ++at, 2) : 0;
    const std::optional<std::int64_t> zone = take_zone(text, at);
    if (!minute || !second || at != text.size() || *hour > 23 || *minute > 59 || *second > 59)
        return error_at(begin, "this is not a time of day", time_hint);
    const std::int64_t from = midnight + std::int64_t{*hour} * 3600 + std::int64_t{*minute} * 60 +
                              *second - zone.value_or(0);
    return Stretch{from, from + (to_the_second ? 1 : 60), zone.has_value()};
}

/// Parses 2023, 2023-04, 2023-04-02 or 2023-04-02T16:40.
Result<Stretch> read_calendar(std::string_view text, std::string_view hint) {
    std::size_t at = 0;
    const std::optional<int> year_number = take_number(text, at, 4);
    if (at != 4 || *year_number == 0) return not_a_date(text, hint);
    const chrono::year year(*year_number);
    if (at == text.size())
        return stretch(sys_days(year / 1 / 1), sys_days((year + chrono::years(1)) / 1 / 1));

    const char separator = text[at];
    const std::size_t month_at = ++at;
    const std::optional<int> month_number = take_number(text, at, 2);
    if ((separator != '-' && separator != '/') || !month_number ||
        (at < text.size() && text[at] != separator))
        return not_a_date(text, hint);
    const chrono::year_month month = year / *month_number;
    if (!month.ok())
        return error_at(month_at, "there is no month " + std::to_string(*month_number),
                        "months are 1 to 12: 2023-04");
    if (at == text.size())
        return stretch(sys_days(month / 1), sys_days((month + chrono::months(1)) / 1));

    const std::size_t day_at = ++at;
    const std::optional<int> day_number = take_number(text, at, 2);
    if (!day_number || (at < text.size() && text[at] != 't')) return not_a_date(text, hint);
    const chrono::year_month_day day = month / *day_number;
    if (!day.ok()) {
        const auto last = static_cast<unsigned>(chrono::year_month_day(month / chrono::last).day());
        return error_at(
            day_at, "there is no day " + std::to_string(*day_number) + " in " + format_month(month),
            format_month(month) + " has " + std::to_string(last) + " days");
    }
    if (at == text.size()) return stretch(sys_days(day), sys_days(day) + chrono::days(1));
    return read_time(text, at + 1, seconds_of(sys_days(day)));
}

/// The day of a time on a clock.
sys_days day_of(std::int64_t clock) {
    return chrono::floor<chrono::days>(chrono::sys_seconds(chrono::seconds(clock)));
}

/// The day on the clock of the user.
sys_days today(std::int64_t now) { return day_of(local_clock(now)); }

bool is_age(std::string_view text) {
    constexpr std::size_t most_digits = 4;
    const std::string_view number = text.substr(0, text.size() - !text.empty());
    return number.size() <= most_digits && parse_number(number) &&
           std::string_view("dwmy").find(text.back()) != std::string_view::npos;
}

/// The day of an age before today; the last day of a month that has no such day.
sys_days day_ago(std::string_view age, std::int64_t now) {
    const int count = static_cast<int>(*parse_number(age.substr(0, age.size() - 1)));
    if (age.back() == 'd') return today(now) - chrono::days(count);
    if (age.back() == 'w') return today(now) - chrono::weeks(count);
    const chrono::year_month_day day(today(now));
    const chrono::year_month month =
        day.year() / day.month() - chrono::months(age.back() == 'm' ? count : 12 * count);
    const chrono::year_month_day then = month / day.day();
    return then.ok() ? sys_days(then) : sys_days(month / chrono::last);
}

/// The range that `name`, one of `names`, means on the day `day`.
Stretch named_stretch(std::string_view name, sys_days day) {
    if (name == "today") return stretch(day, day + chrono::days(1));
    if (name == "yesterday") return stretch(day - chrono::days(1), day);
    const int back = name.starts_with("last") ? 1 : 0;
    const chrono::year_month_day date(day);
    if (name.ends_with("week")) {
        const sys_days monday = day - (chrono::weekday(day) - chrono::Monday) - chrono::weeks(back);
        return stretch(monday, monday + chrono::weeks(1));
    }
    if (name.ends_with("month")) {
        const chrono::year_month month = date.year() / date.month() - chrono::months(back);
        return stretch(sys_days(month / 1), sys_days((month + chrono::months(1)) / 1));
    }
    const chrono::year year = date.year() - chrono::years(back);
    return stretch(sys_days(year / 1 / 1), sys_days((year + chrono::years(1)) / 1 / 1));
}

/// `hint`: what is allowed here.
Result<Stretch> read_date(std::string_view text, std::int64_t now, std::string_view hint) {
    if (const std::string name = as_name(text);
        std::find(names.begin(), names.end(), name) != names.end())
        return named_stretch(name, today(now));
    if (!is_age(text)) return read_calendar(text, hint);
    const sys_days then = day_ago(text, now);
    if (seconds_of(then) < all_dates.from)
        return error_at(0, "this is before the year 1", "write a smaller number");
    return stretch(then, then + chrono::days(1));
}

bool is_midnight(std::int64_t seconds) { return seconds_of(day_of(seconds)) == seconds; }

/// An end of a range, written as short as possible.
std::string format_end(std::int64_t seconds, bool instant, bool with_time) {
    if (instant) return text::format_instant(seconds);
    return with_time ? text::format_clock(seconds) : text::format_day(seconds);
}

}  // namespace

Result<ValueRange> parse_date_range(std::string_view written, std::int64_t now) {
    const std::string lower = lower_case(written);
    const std::string_view text = lower;
    const auto read = [&](std::string_view value) { return read_date(value, now, date_hint); };
    const std::size_t sign = text.find_first_not_of("<>=");
    if (sign != 0 && sign != text.npos && is_age(text.substr(sign)))  // ambiguous: older, or later?
        return error_at(0, "an age has no " + std::string(text.substr(0, sign)),
                        "write " + std::string(text.substr(sign)) + " for younger, .." +
                            std::string(text.substr(sign)) + " for older");
    Result<ValueRange> range = parse_range(text, all_dates, read);
    if (range && is_age(text)) range->until = seconds_of(today(now) + chrono::days(1));
    return range;
}

Result<ValueRange> parse_since(std::string_view text, std::int64_t now) {
    const Result<Stretch> date = read_date(lower_case(text), now, one_date_hint);
    if (!date) return date.error();
    return ValueRange{date->from, std::nullopt, date->instant, false};
}

Result<ValueRange> parse_until(std::string_view text, std::int64_t now) {
    const Result<Stretch> date = read_date(lower_case(text), now, one_date_hint);
    if (!date) return date.error();
    if (date->from == all_dates.from) return nothing_less(0);
    return ValueRange{std::nullopt, date->from, false, date->instant};
}

Result<ValueRange> parse_number_range(std::string_view text) {
    const Stretch all{0, std::numeric_limits<std::int64_t>::max()};
    return parse_range(text, all, [](std::string_view value) -> Result<Stretch> {
        const std::optional<std::int64_t> number = parse_number(value);
        if (!number)
            return error_at(0, "\"" + std::string(value) + "\" is not a number of words",
                            number_hint);
        return Stretch{*number, *number + 1};
    });
}

std::string format_date_range(const ValueRange& range) {
    const bool one_second = range.from && range.until && *range.until == *range.from + 1;
    const std::string first = range.from ? format_end(*range.from, range.from_instant,
                                                      !is_midnight(*range.from) || one_second)
                                         : std::string();
    const std::string last =
        range.until ? format_end(*range.until - 1, range.until_instant, !is_midnight(*range.until))
                    : std::string();
    return first == last ? first : first + ".." + last;
}

std::string format_number_range(const ValueRange& range) {
    const std::string first = range.from ? std::to_string(*range.from) : std::string();
    const std::string last = range.until ? std::to_string(*range.until - 1) : std::string();
    return first == last ? first : first + ".." + last;
}

}  // namespace assay::query
