// Answers and errors as text, for a person or a pipe.
#pragma once

#include <filesystem>
#include <iosfwd>
#include <string_view>
#include <vector>

#include "cli/terminal/terminal.h"
#include "indexer/corpus_check.h"
#include "indexer/indexer.h"
#include "indexer/text/error.h"
#include "query/concordance.h"
#include "query/searcher.h"
#include "query/values/search_request.h"
#include "query/values/search_result.h"

namespace assay::cli {

/// On a terminal, prints a screen to read, with no line wider than style.width. Otherwise prints
/// one line a hit: "path:line:column: Title › Heading: text".
void print_text(std::ostream& out, const query::SearchResult& result, const TextStyle& style);

/// Prints "assay: 10 of 247 notes, -n all for all" if there are more hits than shown, unless the
/// user gave a limit.
void print_rest(std::ostream& err, const query::SearchResult& result, bool limit_given);

/// Prints "added 30, updated 0, removed 0, unchanged 0, 0 problems, 0.1 s".
void print_text(std::ostream& out, const indexer::IndexReport& report, bool dry_run);

/// Prints the diagnostics by kind, each as print_problem does.
void print_text(std::ostream& out, const indexer::CorpusCheck& check, const ShownPaths& paths);

void print_text(std::ostream& out, const query::IndexStats& stats,
                const std::filesystem::path& root, const std::filesystem::path& index);

/// Prints a line for each correction and other change that was made to the query, and for each
/// warning.
void print_remarks(std::ostream& err, const query::SearchResult& result);
void print_remarks(std::ostream& err, const query::Concordance& concordance);

/// Prints how the query was understood, and the parts of the score of each hit.
void print_explanation(std::ostream& out, const query::SearchResult& result,
                       const ShownPaths& paths);

/// Prints why there is no hit, and what to try.
void print_nothing_found(std::ostream& err, const query::SearchResult& result,
                         const query::SearchRequest& request);

/// Prints "path:line: what is wrong" and the hint. `paths` converts the path of a note; an absolute
/// path is printed as it is.
void print_problem(std::ostream& err, const Error& problem, const ShownPaths& paths);

/// Prints an error that ends the program. If it is in `query`, also prints the query with a caret
/// under the place.
void print_error(std::ostream& err, const Error& error, std::string_view query);

}  // namespace assay::cli
