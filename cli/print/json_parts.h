// What the JSON printers share. Only they include it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/print/json_text.h"
#include "cli/terminal/columns.h"
#include "query/values/search_result.h"

namespace assay::cli {

/// Returns {"schema": "assay/<name>", "version": 1}.
Json json_object(const std::string& name);

/// Returns the value of "field" of a passage.
const char* name_of(query::Region region);

/// Returns the value of "score" of a hit.
Json score_in_json(double score);

Json or_null(const std::string& text);

/// Returns the name of a file; null if it is not UTF-8, because JSON cannot represent it.
Json file_or_null(const std::string& file);
Json to_json(const std::vector<query::TextRange>& marks, std::string_view text, OffsetUnit unit);
Json to_json(const query::Hit& hit, OffsetUnit unit);
Json to_json(OffsetUnit unit);

}  // namespace assay::cli
