// Prints hits, or lines of a concordance, in the form that --template gives.
#pragma once

#include <iosfwd>
#include <optional>
#include <string>

#include "cli/print/template.h"
#include "cli/terminal/terminal.h"
#include "query/concordance.h"
#include "query/values/search_result.h"

namespace assay::cli {

/// Returns the --template of search and related, or of kwic; nullopt if it is not given.
std::optional<Template> hit_template(const std::optional<std::string>& given);
std::optional<Template> line_template(const std::optional<std::string>& given);

/// Fills in the template once for each passage, and once for a hit without passages. Columns count
/// `unit`. Values are on one line and have no control characters. But if stdout is not a terminal,
/// names of files are printed byte for byte; line ends in them become blanks if the template itself
/// ends lines.
void print_template(std::ostream& out, const query::SearchResult& result, const Template& line,
                    OffsetUnit unit, const TextStyle& style);
void print_template(std::ostream& out, const query::Concordance& concordance, const Template& line,
                    OffsetUnit unit, const TextStyle& style);

}  // namespace assay::cli
