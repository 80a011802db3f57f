// A small corpus, written, indexed and searched: for tests that say "these notes, this query, these
// hits".
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/indexer.h"
#include "query/open_index.h"
#include "query/searcher.h"
#include "tests/support/temp_dir.h"

namespace assay::test {

class Corpus {
public:
    using Notes = std::vector<std::pair<std::string_view, std::string_view>>;  // path, content

    explicit Corpus(const Notes& notes) {
        for (const auto& [path, content] : notes) write(path, content);
        index();
    }

    void write(std::string_view path, std::string_view content) const {
        dir_.write(std::string("notes/").append(path), content);
    }
    indexer::IndexReport index(const indexer::UpdateOptions& options = {}) const {
        return indexer::update_index(root(), index_directory(), options);
    }
    std::filesystem::path root() const { return dir_ / "notes"; }
    std::filesystem::path index_directory() const { return dir_ / "index"; }

    query::SearchResult search(query::SearchRequest request) const {
        query::OpenIndex index(index_directory());
        Result<query::SearchResult> result = query::Searcher(index).search(request);
        if (!result) throw Failure(result.error());
        return *std::move(result);
    }
    query::SearchResult search(std::string_view text) const {
        query::SearchRequest request;
        request.text = text;
        return search(request);
    }

    /// Paths of the hits, best first.
    std::vector<std::string> paths(std::string_view text) const {
        std::vector<std::string> paths;
        for (const query::Hit& hit : search(text).hits) paths.push_back(hit.path);
        return paths;
    }

private:
    TempDir dir_;
};

}  // namespace assay::test
