// Filters of a query (tag, file, path, lang, is, has, meta, created, updated, modified, words) ->
// parts of a Xapian query. Internal to query/.
#pragma once

#include <xapian.h>

#include <string>
#include <string_view>
#include <vector>

#include "query/language/query_parser.h"
#include "query/values/search_result.h"

namespace assay {

/// A query that weighs nothing. `node` is a filter of its own (not a group).
Xapian::Query filter_query(const QueryNode& node, const Xapian::Database& database);

/// Does a value of file: have a sign of a glob? Else it is a part of the name.
bool is_file_glob(std::string_view written);

/// The bytes of `name` that a value of file: finds, case and accents aside; empty for none. All of
/// it for a glob, which is meant with or without the extension.
TextRange found_in_name(std::string_view written, std::string_view name);

/// Between a language and what makes it special: "en-GB", in notes also "en_GB".
inline constexpr char lang_separator = '-';
std::string with_hyphens(std::string lang);

/// Index terms of a language, and of those that are more special: "en" has "en-GB".
std::vector<std::string> lang_terms(std::string_view lang, const Xapian::Database& database);

}  // namespace assay
