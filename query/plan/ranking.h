// What puts one note before another beyond the weights of the words themselves. Never a condition.
// Internal to query/.
#pragma once

#include <xapian.h>

#include <string>
#include <utility>
#include <vector>

#include "query/plan/plan.h"

namespace assay {

/// The c for a query: a text of many words finds long notes by chance, and wants their length to
/// count for more. `typed`: the text of the query, without what filters beside it.
double normalization_of(const QueryNode& written);

/// What the matches of `query` gain besides: each free word as written once more, free neighbours
/// as a phrase, all words in the title or close together, and for a note whose title or alias is
/// the text enough to come first.
Boosts boosts_of(const QueryNode& written, bool plain, const Xapian::Query& query,
                 const PostingReader& postings, const WordExpansion& expansion);

/// `plan` with the weights of notes multiplied by their path. `weights`: globs and factors of at
/// least 0; of several globs that match, the last one counts.
QueryPlan with_path_weights(QueryPlan plan,
                            const std::vector<std::pair<std::string, double>>& weights);

}  // namespace assay
