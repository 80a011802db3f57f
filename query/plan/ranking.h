// What puts one note before another beyond the weights of the words themselves. Never a condition.
// Internal to query/.
#pragma once

#include <xapian.h>

#include "query/plan/plan.h"

namespace assay {

/// IneB2 with c = 1: the best of some 120 settings over seven judged collections (engine notes,
/// decision 3).
inline Xapian::IneB2Weight weighting(double normalization = 1) {
    return Xapian::IneB2Weight(normalization);
}

/// The c for a query: a text of many words finds long notes by chance, and wants their length to
/// count for more. `typed`: the text of the query, without what filters beside it.
double normalization_of(const QueryNode& typed);

/// Fills plan.boosts: each free word as typed once more, free neighbours as a phrase, all words in
/// the title or close together, and for a note whose title or alias is the query enough to come
/// first.
void add_boosts(QueryPlan& plan, const QueryNode& typed, bool plain,
                const Xapian::Database& database, const WordExpansion& expansion);

/// Multiplies the weights of notes by their path: of several globs that match, the last one counts.
/// Factors are at least 0.
void weigh_paths(QueryPlan& plan, const std::vector<std::pair<std::string, double>>& weights,
                 const Xapian::Database& database);

}  // namespace assay
