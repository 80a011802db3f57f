// The reading side: opens an index and answers.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/text/error.h"
#include "query/values/search_request.h"
#include "query/values/search_result.h"

namespace assay {

struct IndexStats {
    std::size_t notes = 0;
    std::size_t passages = 0;        // stretches under one heading, the opening included
    std::uint64_t words = 0;         // of all bodies
    std::size_t terms = 0;           // distinct words
    std::size_t tags = 0;            // distinct tags, ancestors included
    std::uintmax_t bytes = 0;        // of the notes, as last read
    std::uintmax_t index_bytes = 0;  // of the index on disk
    std::string updated;             // last change of the index
};

/// Reads while somebody writes: what a commit takes away below a search is looked up again. One
/// thread at a time.
class Searcher {
public:
    /// Throws Failure(index) when there is no index to read in `directory`.
    explicit Searcher(const std::filesystem::path& directory);
    ~Searcher();
    Searcher(Searcher&&) noexcept;
    Searcher& operator=(Searcher&&) noexcept;

    /// A query that does not parse is an Error with its column. Throws Failure(index) when the
    /// index is damaged.
    Result<SearchResult> search(const SearchRequest& request);

    /// Notes like the one at `path` (relative to the corpus), most like first, itself left out. Of
    /// the request, the page, the passages and the explanation count. Error(usage) when there is no
    /// such note.
    Result<SearchResult> related(std::string_view path, const SearchRequest& request);

    IndexStats stats();

    /// Keys of other front matter that any note has, nested ones joined by dots; folded, ascending.
    std::vector<std::string> front_matter_keys();

private:
    struct Index;
    std::unique_ptr<Index> index_;
};

}  // namespace assay
