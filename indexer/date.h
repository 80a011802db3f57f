// Dates as people write them -> Date (a day, or an instant in UTC).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "indexer/schema/note_record.h"

namespace assay {

/// Reads 2025-08-05, 2025/8/5, 8/21/2026 (month first), each with a time after 'T' or spaces (16:40, 16:40:40, fractions cut) and a
/// zone (Z, +01:00, -0500, +01). A time without a zone is taken as UTC. nullopt for everything else, also for days that no
/// calendar has.
std::optional<Date> parse_date(std::string_view text);

/// "2025-11-19T08:12:44Z".
std::string format_instant(std::int64_t seconds);

}  // namespace assay
