// Hints for a query that finds nothing, or little. Internal to query/.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "query/language/query_tree.h"
#include "query/plan/plan.h"
#include "query/values/search_request.h"
#include "query/values/search_result.h"

namespace assay::query {

class Hints {
public:
    /// `conditions`: what every hit must satisfy besides the text of the request. All arguments
    /// must outlive it.
    Hints(const Xapian::Database& database, const SearchRequest& request, std::int64_t now,
          const WordExpansion& expansion, const std::vector<QueryNode>& conditions)
        : database_(database),
          request_(request),
          now_(now),
          expansion_(expansion),
          conditions_(conditions) {}

    /// Counts each clause alone, and suggests a similar query that finds something: with the
    /// nearest spelling of what no note has; without the clauses that find nothing; or without the
    /// one clause whose removal finds most.
    void nothing_found(const QueryNode& written, const QueryPlan& plan, SearchResult& result) const;

    /// Warns of words that were perhaps meant as something else: a misspelt @name, a regular
    /// expression.
    void mistaken_words(const QueryNode& written, SearchResult& result) const;

    /// Warns if "cats or dogs" finds little, and "cats OR dogs" finds more.
    void lower_case_operators(const QueryNode& written, SearchResult& result) const;

private:
    std::size_t count(const QueryNode& tree) const;
    QueryNode whole(std::vector<QueryNode> clauses) const;
    std::optional<std::string> nearest_to(QueryNode clause) const;
    bool suggest(const std::string& text, SearchResult& result) const;

    const Xapian::Database& database_;
    const SearchRequest& request_;
    std::int64_t now_;
    const WordExpansion& expansion_;
    const std::vector<QueryNode>& conditions_;
};

}  // namespace assay::query
