// What the best of the matches gain besides the weight of their words. Internal to query/.
#pragma once

#include <vector>

#include "query/match/ranked.h"
#include "query/plan/plan.h"
#include "query/words/posting_reader.h"

namespace assay {

inline bool scores_more(const Ranked& a, const Ranked& b) { return a.score > b.score; }

/// Those in both, by rising docid, as they are in each.
std::vector<Xapian::docid> in_both(const std::vector<Xapian::docid>& a,
                                   const std::vector<Xapian::docid>& b);

/// The notes with what the boosts give them, best first. `titled`: the matches of boosts.in_title,
/// by rising docid.
std::vector<Ranked> with_boosts(std::vector<Ranked> notes, const Boosts& boosts,
                                const std::vector<Xapian::docid>& titled, PostingReader& reader);

}  // namespace assay
