// What the best matches gain besides the weights of their words. Internal to query/.
#pragma once

#include <vector>

#include "query/match/ranked.h"
#include "query/plan/plan.h"
#include "query/words/posting_reader.h"

namespace assay::query {

inline bool scores_more(const Ranked& a, const Ranked& b) { return a.score > b.score; }

/// Returns the documents that are in both of two sorted lists, sorted.
std::vector<Xapian::docid> in_both(const std::vector<Xapian::docid>& a,
                                   const std::vector<Xapian::docid>& b);

/// Returns `notes` with the boosts added to their scores, best first. The first `wanted` (at least
/// 1) are in their places; those after them may lack boosts that would not bring them among the
/// first. `titled`: the matches with all words in the title (boosts.in_title), sorted by docid.
std::vector<Ranked> with_boosts(std::vector<Ranked> notes, const Boosts& boosts,
                                const std::vector<Xapian::docid>& titled, std::size_t wanted,
                                PostingReader& reader);

}  // namespace assay::query
