#include "query/language/local_time.h"

#include <algorithm>
#include <ctime>

namespace assay::query {

std::int64_t local_clock(std::int64_t instant) {
    const auto time = static_cast<std::time_t>(instant);
    std::tm local{};
    tzset();  // localtime_r does not have to
    return localtime_r(&time, &local) == nullptr ? instant : instant + local.tm_gmtoff;
}

/// Does not use mktime, which may begin a day an hour early if the clock skips its midnight.
std::int64_t instant_of(std::int64_t clock) {
    constexpr std::int64_t day =
        std::int64_t{24} * 3600;  // no zone is further from UTC, and none changes twice in two days
    const auto offset_at = [](std::int64_t instant) { return local_clock(instant) - instant; };
    const std::int64_t a = clock - offset_at(clock - day), b = clock - offset_at(clock + day);
    std::int64_t first = std::min(a, b), last = std::max(a, b);
    if (local_clock(first) == clock) return first;
    if (local_clock(last) == clock) return last;
    while (first < last) {  // the clock changes between them
        const std::int64_t middle = first + (last - first) / 2;
        if (local_clock(middle) < clock) first = middle + 1;
        else last = middle;
    }
    return first;
}

}  // namespace assay::query
