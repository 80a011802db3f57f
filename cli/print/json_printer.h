// Answers and errors as JSON. The keys are a promise, written down in cli/schemas/*.json and
// printed by `assay schema`: they are added within a version, never changed. Every object begins
// with "schema" and "version".
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

namespace assay {

/// `root`, here and below: of the corpus. `stale`: notes in which the index is behind the files.
/// Ranges count `unit` in the text beside them.
void print_json(std::ostream& out, const SearchResult& result, const SearchRequest& request,
                const std::string& root, std::size_t stale, OffsetUnit unit);

/// One hit a line, as in "hits".
void print_json_lines(std::ostream& out, const SearchResult& result, OffsetUnit unit);

void print_json(std::ostream& out, const IndexReport& report, const std::string& root,
                bool one_line = false);
void print_json(std::ostream& out, const CorpusCheck& check, const std::string& root);
void print_json(std::ostream& out, const IndexStats& stats, const std::string& root);
/// Notes like `note`, a path in the corpus.
void print_json_related(std::ostream& out, const SearchResult& result, const std::string& note,
                        const std::string& root, OffsetUnit unit);
void print_json_tags(std::ostream& out, const std::vector<FacetCount>& tags,
                     const std::string& root);
void print_json_error(std::ostream& err, const Error& error);

}  // namespace assay
