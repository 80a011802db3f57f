// A tree, and parts of it, as text of the query language.
#pragma once

#include <string>
#include <string_view>

#include "query/language/query_tree.h"

namespace assay::query {

/// Returns the query as it was understood, fully parenthesised: "(open-source AND -title:x)". It
/// parses to the same tree again, unless it exceeds a limit. Names of dates and ages become days.
std::string to_string(const QueryNode& node);

/// Returns the value of a filter as it must be written after the colon: in quotes if needed.
/// `kind`: the kind of the filter.
std::string written_value(std::string_view text, QueryNode::Kind kind);

/// Returns "meta.status", with the key in quotes if needed.
std::string written_meta_name(std::string_view key);

}  // namespace assay::query
