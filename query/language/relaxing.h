// A query of plain words that asks for all of them -> one that asks for any. Internal to query/.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "query/language/query_tree.h"

namespace assay {

struct RelaxedQuery {
    QueryNode tree;  // to be planned with Needed::any: the words side by side, then what holds
    std::vector<std::string> words;  // as typed, without stop words
    std::string parted;  // what of them is a run of an unspaced script: its pairs are in the tree;
                         // empty for none
};

/// Words are plain, and a run of an unspaced script is as many words as it has pairs of characters.
/// Filters, fields and words with * ? ~ hold. nullopt for fewer than two words that tell something,
/// and where an operator, quotes, brackets or =word say what is meant.
std::optional<RelaxedQuery> relaxed_query(const QueryNode& tree);

/// The words of a plain text without stop words, unless nothing else is there.
QueryNode without_stop_words(const QueryNode& plain);

}  // namespace assay
