// Answers and errors as JSON. cli/schemas/*.json describes the keys, and `assay schema` prints it.
// Within a version, keys are added but never changed. Every object begins with "schema" and
// "version".
#pragma once

#include <cstddef>
#include <iosfwd>
#include <string>
#include <vector>

#include "cli/terminal/columns.h"
#include "indexer/corpus_check.h"
#include "indexer/indexer.h"
#include "indexer/text/error.h"
#include "query/searcher.h"
#include "query/values/search_request.h"
#include "query/values/search_result.h"

namespace assay::cli {

/// Here and below, `root` is the folder of the corpus, and ranges count `unit` in the text that
/// they belong to. `stale` is the number of notes that changed since they were indexed.
void print_json(std::ostream& out, const query::SearchResult& result,
                const query::SearchRequest& request, const std::string& root, std::size_t stale,
                OffsetUnit unit);

/// Prints one hit a line, as in "hits".
void print_json_lines(std::ostream& out, const query::SearchResult& result, OffsetUnit unit);

void print_json(std::ostream& out, const indexer::IndexReport& report, const std::string& root,
                bool one_line = false);
void print_json(std::ostream& out, const indexer::CorpusCheck& check, const std::string& root);
void print_json(std::ostream& out, const query::IndexStats& stats, const std::string& root);
/// Prints the notes like `note`, which is a path in the corpus.
void print_json_related(std::ostream& out, const query::SearchResult& result,
                        const std::string& note, const std::string& root, OffsetUnit unit);
void print_json_tags(std::ostream& out, const std::vector<query::FacetCount>& tags,
                     const std::string& root);
void print_json_error(std::ostream& err, const Error& error);

}  // namespace assay::cli
