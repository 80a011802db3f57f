#include "query/language/local_time.h"

#include <algorithm>
#include <ctime>

namespace assay {

std::int64_t local_clock(std::int64_t instant) {
    const auto time = static_cast<std::time_t>(instant);
    std::tm local{};
    tzset();  // which localtime_r need not do
    return localtime_r(&time, &local) == nullptr ? instant : instant + local.tm_gmtoff;
}

/// Not mktime: it may begin a day whose midnight is jumped over an hour early.
std::int64_t instant_of(std::int64_t clock) {
    constexpr std::int64_t day =
        24 * 3600;  // no zone is further from UTC, and none changes twice within two
    const auto offset_at = [](std::int64_t instant) { return local_clock(instant) - instant; };
    const std::int64_t a = clock - offset_at(clock - day), b = clock - offset_at(clock + day);
    std::int64_t first = std::min(a, b), last = std::max(a, b);
    if (local_clock(first) == clock) return first;
    if (local_clock(last) == clock) return last;
    while (first < last) {  // the clock jumps between them
        const std::int64_t middle = first + (last - first) / 2;
        if (local_clock(middle) < clock) first = middle + 1;
        else last = middle;
    }
    return first;
}

}  // namespace assay
