// @name in a query: which saved query it is.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "query/language/query_tree.h"

namespace assay {

/// Name -> query, which @name stands for. Names are letters, digits, - and _, in any case.
using SavedQueries = std::vector<std::pair<std::string, std::string>>;

struct SavedName {
    const std::pair<std::string, std::string>* query =
        nullptr;            // nullptr: no saved query has this name
    std::size_t bytes = 0;  // of @name, without the end of a sentence behind it
};

/// `word`: "@name" as it was typed.
SavedName saved_name(std::string_view word, const SavedQueries& saved);

/// What all queries inside one another share while they are parsed.
struct SavedUse {
    std::size_t words = 0;  // of the whole query
    std::size_t bytes = 0;  // of the saved queries in it
    std::vector<const std::pair<std::string, std::string>*>
        open;  // that are being read, the outermost first
};

/// `message` about the query that `typed` ("@name") stands for. Of several inside one another, the
/// innermost is named.
std::string in_saved_query(std::string_view written, const std::string& message);

/// The words of `tree` stand in no text that anybody typed; an error about one is at `column`.
void forget_places(QueryNode& tree, std::size_t column);

/// What to say about words of `tree` that are a slip of the keyboard away from the @name of a saved
/// query: a line each.
std::vector<std::string> nearly_saved(const QueryNode& tree, const SavedQueries& saved);

}  // namespace assay
