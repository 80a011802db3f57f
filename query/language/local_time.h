// The clock of the user: the time zone of TZ, or else of the system. Internal to query/.
#pragma once

#include <cstdint>

namespace assay::query {

/// Returns what the clock of the user shows at `instant`, in seconds since 1970 as if it were UTC.
std::int64_t local_clock(std::int64_t instant);

/// Returns the first instant at which that clock shows `clock` or, if the clock skips that time,
/// the first time after it. So it also finds the beginning of a day of 23 or 25 hours.
std::int64_t instant_of(std::int64_t clock);

}  // namespace assay::query
