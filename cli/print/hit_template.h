// Hits and lines of a concordance as --template has them.
#pragma once

#include <iosfwd>
#include <optional>
#include <string>

#include "cli/print/template.h"
#include "cli/terminal/terminal.h"
#include "query/concordance.h"
#include "query/values/search_result.h"

namespace assay {

/// --template of search and related, and of kwic; nullopt if it is not given. See Template.
std::optional<Template> hit_template(const std::optional<std::string>& given);
std::optional<Template> line_template(const std::optional<std::string>& given);

/// Once for each passage, once for a hit without any. Columns count `unit`. Values stand on one
/// line, without what a terminal obeys. But off a terminal the names of files are byte for byte,
/// with line ends as blanks where the template itself ends lines.
void print_template(std::ostream& out, const SearchResult& result, const Template& line,
                    OffsetUnit unit, const TextStyle& style);
void print_template(std::ostream& out, const Concordance& concordance, const Template& line,
                    OffsetUnit unit, const TextStyle& style);

}  // namespace assay
