// The reading side: searches in an open index.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/text/error.h"
#include "query/values/search_request.h"
#include "query/values/search_result.h"

namespace assay::query {

struct OpenIndex;  // open_index.h

struct IndexStats {
    std::size_t notes = 0;
    std::size_t passages = 0;        // sections, with the text before the first heading
    std::uint64_t words = 0;         // of all bodies
    std::size_t terms = 0;           // distinct words
    std::size_t tags = 0;            // distinct tags, ancestors included
    std::uintmax_t bytes = 0;        // of the notes, as last read
    std::uintmax_t index_bytes = 0;  // of the index on disk
    std::string updated;             // last change of the index
};

/// Answers also while somebody writes the index. For one thread at a time.
class Searcher {
public:
    /// `index` must outlive it.
    explicit Searcher(OpenIndex& index) : index_(index) {}

    /// A query that does not parse is an Error with its column. Throws Failure(index) when the
    /// index is damaged.
    Result<SearchResult> search(const SearchRequest& request);

    /// Notes like the one at `path` (relative to the corpus), most similar first, without itself.
    /// Of `request` only the page, the passages and explain are used. Error(usage) when there is no
    /// such note.
    Result<SearchResult> related(std::string_view path, const SearchRequest& request);

    IndexStats stats();

    /// Keys of other front matter that any note has, nested ones joined by dots; folded, ascending.
    std::vector<std::string> front_matter_keys();

private:
    OpenIndex& index_;
};

}  // namespace assay::query
