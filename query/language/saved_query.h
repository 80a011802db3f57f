// @name in a query stands for a saved query.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "query/language/query_tree.h"

namespace assay::query {

/// Pairs of a name and the query that @name stands for. Names consist of letters, digits, - and _;
/// case does not matter.
using SavedQueries = std::vector<std::pair<std::string, std::string>>;

struct SavedName {
    const std::pair<std::string, std::string>* query =
        nullptr;            // nullptr: no saved query has this name
    std::size_t bytes = 0;  // of @name, without punctuation that ends a sentence
};

/// Finds the saved query of `word`, which is "@name" as written.
SavedName saved_name(std::string_view word, const SavedQueries& saved);

/// What nested saved queries share while they are parsed.
struct SavedUse {
    std::size_t words = 0;  // in the whole query
    std::size_t bytes = 0;  // in its saved queries
    std::vector<const std::pair<std::string, std::string>*>
        open;  // being parsed, the outermost first
};

/// Returns `message` with the name of the saved query `written` ("@name"). Of nested saved queries
/// the innermost is named.
std::string in_saved_query(std::string_view written, const std::string& message);

/// Removes the places of the words of `tree`, which are not in the text of the query. An error
/// about one of them is at `column`.
void forget_places(QueryNode& tree, std::size_t column);

/// Returns a warning for each word of `tree` that differs from the @name of a saved query by a
/// typing error.
std::vector<std::string> nearly_saved(const QueryNode& tree, const SavedQueries& saved);

}  // namespace assay::query
