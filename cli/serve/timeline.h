// Numbers over time as a plot that can be clicked, read aloud, and read as a table.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/serve/html.h"
#include "query/values/search_result.h"

namespace assay::cli {

struct Timeline {
    std::string_view label;  // what the plot shows: "Notes per year"
    std::string_view unit_one, unit_several;
    std::vector<query::FacetCount> months;  // "2023-04", ascending
    /// The address of a year or a month; empty = no link.
    std::function<std::string(const std::string& time)> address;
};

/// Writes a <figure>: an SVG with a column for each month, and a link for each year; for each month
/// if all are in one year. A table follows it. Writes nothing without months.
void write_timeline(Html& html, const Timeline& timeline);

/// Writes a calendar of the `weeks` weeks before `last` ("2026-11-28"): a square for each day,
/// darker for more.
void write_calendar(Html& html, const std::vector<query::FacetCount>& days, const std::string& last,
                    std::size_t weeks);

}  // namespace assay::cli
