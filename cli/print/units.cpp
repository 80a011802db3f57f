#include "cli/print/units.h"

#include <array>
#include <iomanip>
#include <sstream>
#include <utility>

namespace assay::cli {

std::string plural(std::size_t count, std::string_view noun) {
    return std::to_string(count) + " " + std::string(noun) + (count == 1 ? "" : "s");
}

std::string with_unit(std::uintmax_t bytes) {
    constexpr std::array<const char*, 5> units{"bytes", "KiB", "MiB", "GiB", "TiB"};
    double value = static_cast<double>(bytes);
    std::size_t unit = 0;
    for (; value >= 1024 && unit + 1 < units.size(); ++unit) value /= 1024;
    std::ostringstream text;
    text << std::fixed << std::setprecision(unit == 0 ? 0 : 1) << value << ' ' << units[unit];
    return text.str();
}

std::string age_in_words(std::int64_t seconds) {
    constexpr std::int64_t minute = 60, hour = 60 * minute, day = 24 * hour;
    constexpr std::array<std::pair<std::int64_t, const char*>, 5> units{{{365 * day, "year"},
                                                                         {30 * day, "month"},
                                                                         {day, "day"},
                                                                         {hour, "hour"},
                                                                         {minute, "minute"}}};
    for (const auto& [size, name] : units)
        if (seconds >= size) return plural(static_cast<std::size_t>(seconds / size), name) + " ago";
    return "now";
}

}  // namespace assay::cli
