// The clock of the user: TZ, else the system's zone. Internal to query/.
#pragma once

#include <cstdint>

namespace assay {

/// What the clock of the user shows at an instant, in seconds since 1970 as if that were UTC.
std::int64_t local_clock(std::int64_t instant);

/// The first instant at which that clock shows `clock` or, where it jumps over it, what comes next:
/// the beginning of a day of 23 or 25 hours too.
std::int64_t instant_of(std::int64_t clock);

}  // namespace assay
