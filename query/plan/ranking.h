// What ranks one note before another besides the weights of the words themselves. Never a
// condition. Internal to query/.
#pragma once

#include <xapian.h>

#include <string>
#include <utility>
#include <vector>

#include "query/plan/plan.h"

namespace assay::query {

/// Returns the c of IneB2 for a query. A query of many words finds long notes by chance, so their
/// length must count for more. `written`: the text of the query, without the filters of options.
double normalization_of(const QueryNode& written);

/// Returns what the best matches of `query` gain besides its weights: for each free word as it is
/// written, for free neighbours as a phrase, for all words in the title or close together, and for
/// a title or alias that is the text of the query, which comes first.
Boosts boosts_of(const QueryNode& written, bool plain, const Xapian::Query& query,
                 const PostingReader& postings, const WordExpansion& expansion);

/// Returns `plan` with the weights of notes multiplied by the factors of their paths. `weights`:
/// globs and factors of at least 0. If several globs match a path, the last one counts.
QueryPlan with_path_weights(QueryPlan plan,
                            const std::vector<std::pair<std::string, double>>& weights);

}  // namespace assay::query
