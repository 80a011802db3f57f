// Rows of query -> notes found, in any order.
#pragma once

#include <algorithm>
#include <string>

#include "tests/support/catch.h"
#include "tests/support/corpus.h"

namespace assay::test {

/// Paths without ".md", by name, with blanks between; checks on the way that the total is exact.
inline std::string found(const Corpus& corpus, query::SearchRequest request) {
    request.limit = 1000;
    const query::SearchResult result = corpus.search(request);
    CHECK(result.total == result.hits.size());
    std::vector<std::string> names;
    for (const query::Hit& hit : result.hits)
        names.push_back(hit.path.substr(0, hit.path.size() - 3));
    std::sort(names.begin(), names.end());
    std::string all;
    for (const std::string& name : names) all.append(all.empty() ? "" : " ").append(name);
    return all;
}

struct Row {
    const char* query;
    const char* found;
};

template <std::size_t size>
void check_found(const Corpus& corpus, const Row (&rows)[size]) {
    for (const Row& row : rows) {
        INFO(row.query);
        query::SearchRequest request;
        request.text = row.query;
        CHECK(found(corpus, request) == row.found);
    }
}

}  // namespace assay::test
