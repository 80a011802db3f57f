#include "indexer/text/instant.h"

#include <algorithm>
#include <chrono>
#include <cstddef>

namespace assay::text {
namespace {

namespace chrono = std::chrono;

std::string digits(std::int64_t value, std::size_t width) {
    const std::string number = std::to_string(value);
    return std::string(width - std::min(width, number.size()), '0') + number;
}

chrono::sys_seconds at(std::int64_t seconds) {
    return chrono::sys_seconds(chrono::seconds(seconds));
}

}  // namespace

std::string format_day(std::int64_t seconds) {
    const chrono::year_month_day day(chrono::floor<chrono::days>(at(seconds)));
    return digits(static_cast<int>(day.year()), 4) + "-" +
           digits(static_cast<unsigned>(day.month()), 2) + "-" +
           digits(static_cast<unsigned>(day.day()), 2);
}

std::string format_clock(std::int64_t seconds) {
    const chrono::hh_mm_ss time(at(seconds) - chrono::floor<chrono::days>(at(seconds)));
    return format_day(seconds) + "T" + digits(time.hours().count(), 2) + ":" +
           digits(time.minutes().count(), 2) + ":" + digits(time.seconds().count(), 2);
}

std::string format_instant(std::int64_t seconds) { return format_clock(seconds) + "Z"; }

}  // namespace assay::text
