// Filters of a query (tag, file, path, lang, is, has, meta, created, updated, modified, words) ->
// parts of a Xapian query. Internal to query/.
#pragma once

#include <xapian.h>

#include <string>
#include <string_view>
#include <vector>

#include "query/language/query_tree.h"
#include "query/values/search_result.h"

namespace assay::query {

/// Returns a query without weight for `node`, which must be a filter and not a group.
Xapian::Query filter_query(const QueryNode& node, const Xapian::Database& database);

/// True if a value of file: is a glob; else it is a part of a name.
bool is_file_glob(std::string_view written);

/// Returns the bytes of `name` that match a value of file:, ignoring case and accents; empty if
/// none do. A glob that matches the name, with or without its extension, matches all of it.
TextRange found_in_name(std::string_view written, std::string_view name);

/// Separates a language from its variant: "en-GB". Notes also write "en_GB".
inline constexpr char lang_separator = '-';
std::string with_hyphens(std::string lang);

/// Returns the index terms of a language and its variants: "en" includes "en-GB".
std::vector<std::string> lang_terms(std::string_view lang, const Xapian::Database& database);

}  // namespace assay::query
