// Syntax tree -> plan. Internal to query/.
#pragma once

#include "query/language/query_tree.h"
#include "query/plan/plan.h"
#include "query/values/search_request.h"
#include "query/words/word_expansion.h"

namespace assay {

/// `tree` decides what matches. `typed` decides what comes first, and is the same but for a relaxed
/// query (relaxing.h); nothing that only ranks is ever a condition. Throws Failure(query) when the
/// query would take too long (near_phrases.h).
QueryPlan make_plan(const QueryNode& tree, const QueryNode& written, const SearchRequest& request,
                    const Xapian::Database& database, const WordExpansion& expansion,
                    Needed needed = Needed::all);

}  // namespace assay
