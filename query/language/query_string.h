// A tree, and parts of it, as they are typed.
#pragma once

#include <string>
#include <string_view>

#include "query/language/query_tree.h"

namespace assay {

/// The query as understood, in its own language, fully parenthesised: "(open-source AND -title:x)".
/// It parses again, to the same tree, unless it is beyond the limits now; names of dates and ages
/// are days.
std::string to_string(const QueryNode& node);

/// The value of a filter as it has to be typed behind its colon: in quotes where a word could not
/// be it. `kind`: of the filter.
std::string written_value(std::string_view text, QueryNode::Kind kind);

/// "meta.status", with the key in quotes where it has to be.
std::string written_meta_name(std::string_view key);

}  // namespace assay
