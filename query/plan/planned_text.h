// The text of a request -> its plan, and the plan of the text in its nearest spelling. Internal to
// query/.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "indexer/text/error.h"
#include "query/plan/plan.h"
#include "query/values/search_request.h"
#include "query/values/search_result.h"

namespace assay::query {

/// A text, parsed and planned.
struct PlannedText {
    std::string text;
    QueryNode written;  // all of the text: decides the order
    QueryNode tree;  // what must match besides the conditions: of a plain text without stop words
    QueryPlan plan;
    std::vector<CorrectedWord> corrections;  // in which `text` differs from that of the request
};

class TextPlanner {
public:
    /// `conditions`: what every hit must satisfy besides the text (conditions_of). `now`: seconds
    /// since 1970, for ages. All arguments but `now` must outlive it.
    TextPlanner(const SearchRequest& request, const std::vector<QueryNode>& conditions,
                std::int64_t now, const Xapian::Database& database, const WordExpansion& expansion)
        : request_(request),
          conditions_(conditions),
          now_(now),
          database_(database),
          expansion_(expansion) {}

    /// A text that does not parse is an Error with its column. Throws Failure(query) as make_plan.
    Result<PlannedText> plan(const std::string& text) const;

    /// `planned` with the words that no note has in their nearest spelling; nullopt if none of them
    /// has one, or if the text with them does not parse.
    std::optional<PlannedText> corrected(const PlannedText& planned) const;

private:
    const SearchRequest& request_;
    const std::vector<QueryNode>& conditions_;
    std::int64_t now_;
    const Xapian::Database& database_;
    const WordExpansion& expansion_;
};

/// Plans `request` with its filters. Nothing is corrected or relaxed. A query that does not parse
/// is an Error with its column.
Result<QueryPlan> plan_of(const SearchRequest& request, const Xapian::Database& database);

/// The same, corrected if `request` wants that.
Result<PlannedText> corrected_plan_of(const SearchRequest& request,
                                      const Xapian::Database& database);

}  // namespace assay::query
