// Seconds since 1970 as text.
#pragma once

#include <cstdint>
#include <string>

namespace assay::text {

/// "2025-11-19".
std::string format_day(std::int64_t seconds);

/// "2025-11-19T08:12:44", without a zone.
std::string format_clock(std::int64_t seconds);

/// "2025-11-19T08:12:44Z".
std::string format_instant(std::int64_t seconds);

}  // namespace assay::text
