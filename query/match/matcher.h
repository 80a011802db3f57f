// Finds the notes that a plan matches, and the first of them in an order. Whoever asks does not
// know how they are found. Internal to query/.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <memory>
#include <vector>

#include "query/match/ranked.h"
#include "query/plan/plan.h"
#include "query/values/search_request.h"

namespace assay::query {

class Matcher {
public:
    virtual ~Matcher() = default;

    /// Returns every note that matches, by rising docid.
    virtual const std::vector<Xapian::docid>& all() = 0;

    /// Returns the first `limit` matches in the matcher's order. Notes that are equal in it come in
    /// any order.
    virtual std::vector<Ranked> best(std::size_t limit) = 0;

    /// Returns a matcher that finds only `candidates`, with the same weights. They must be matches,
    /// by rising docid.
    virtual std::unique_ptr<Matcher> among(std::vector<Xapian::docid> candidates) const = 0;
};

/// Heaviest first. `plan` and `database` must outlive it.
std::unique_ptr<Matcher> matcher_by_weight(const QueryPlan& plan, const Xapian::Database& database);

/// In the order of a value of the notes. Notes without it come last, and equals are newest first,
/// whatever the direction. SortBy::relevance orders as SortBy::created does: the notes have no
/// weights.
std::unique_ptr<Matcher> matcher_by_value(const QueryPlan& plan, SortBy sort, bool reverse,
                                          const Xapian::Database& database);

}  // namespace assay::query
