// A query for all of some plain words -> a query for any of them. Internal to query/.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "query/language/query_tree.h"

namespace assay::query {

struct RelaxedQuery {
    QueryNode tree;  // to be planned with Needed::any: the words, then the conditions that stay
    std::vector<std::string> words;  // as written, without stop words
    std::string
        parted;  // the words that are runs of an unspaced script, whose pairs are in the tree
};

/// Returns the relaxed query. A run of an unspaced script becomes as many words as it has pairs of
/// characters. Filters, fields and words with * ? ~ stay conditions. nullopt if there are fewer
/// than two words that are not stop words, or if the query has an operator, quotes, brackets or
/// =word.
std::optional<RelaxedQuery> relaxed_query(const QueryNode& tree);

/// Returns a plain text without its stop words, unless it has no other words.
QueryNode without_stop_words(const QueryNode& plain);

}  // namespace assay::query
