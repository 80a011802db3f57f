// Syntax tree -> plan. Internal to query/.
#pragma once

#include "query/language/query_tree.h"
#include "query/plan/plan.h"
#include "query/values/search_request.h"
#include "query/words/word_expansion.h"

namespace assay::query {

/// Plans a query. `tree` decides what matches. `written` decides what comes first; it
/// differs from `tree` only in its filters, in its stop words, and for a relaxed query
/// (relaxing.h). What only ranks is never a condition. Throws Failure(query) if the query would
/// take too long (near_phrases.h, spans.h).
QueryPlan make_plan(const QueryNode& tree, const QueryNode& written, const SearchRequest& request,
                    const Xapian::Database& database, const WordExpansion& expansion,
                    Needed needed = Needed::all);

}  // namespace assay::query
