// What the JSON printers share. Internal to them.
#pragma once

#include <iosfwd>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "cli/terminal/columns.h"
#include "query/values/search_result.h"

namespace assay {

using Json = nlohmann::ordered_json;

/// {"schema": "assay/<name>", "version": 1}
Json json_object(const std::string& name);

/// Bytes that are no UTF-8 (a file's name may hold them) become U+FFFD: the output is always valid.
/// `indent` -1: on one line.
void print_json_value(std::ostream& out, const Json& json, int indent);

/// As "field" of a passage has it.
const char* name_of(Region region);

/// As "score" of a hit has it.
Json score_in_json(double score);

Json or_null(const std::string& text);

/// A file's name; null where it is not UTF-8, in which no JSON could name it.
Json file_or_null(const std::string& file);
Json to_json(const std::vector<TextRange>& marks, std::string_view text, OffsetUnit unit);
Json to_json(const Hit& hit, OffsetUnit unit);
Json to_json(OffsetUnit unit);

}  // namespace assay
