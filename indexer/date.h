// Dates as people write them -> Date (a day, or an instant in UTC).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "indexer/schema/note_record.h"

namespace assay {

/// Reads a day and what may follow it:
///   2025-08-05  2025/8/5  2025.8.5  20250805  8/21/2026 (month first; day first where only that is a date)  21.8.2026
///   August 5, 2025  5 Aug 2025  Tue, 05 Aug 2025          English names, three letters or whole, a weekday before them
///   then a time after 'T' or blanks: 16:40  16:40:40  fractions (cut)  4:40 PM
///   then a zone: Z, UTC, GMT, +01:00, -0500, +01; without one it is taken as UTC
/// Also as an Obsidian link, [[2025-08-05]]. nullopt for everything else, also for days that no calendar has.
std::optional<Date> parse_date(std::string_view text);

/// "2025-11-19T08:12:44Z".
std::string format_instant(std::int64_t seconds);

}  // namespace assay
