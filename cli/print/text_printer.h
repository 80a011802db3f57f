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

namespace assay {

/// On a terminal the screen of a reader, no line wider than style.width; else one line a hit,
/// "path:line:column: Title › Heading: text".
void print_text(std::ostream& out, const SearchResult& result, const TextStyle& style);

/// "assay: 10 of 247 notes, -n all for all" when there are more hits than are shown, unless
/// somebody chose how many.
void print_rest(std::ostream& err, const SearchResult& result, bool limit_given);

/// "added 30, updated 0, removed 0, unchanged 0, 0 problems, 0.1 s".
void print_text(std::ostream& out, const IndexReport& report, bool dry_run);

/// The diagnostics by kind, each as print_problem has it.
void print_text(std::ostream& out, const CorpusCheck& check, const ShownPaths& paths);

void print_text(std::ostream& out, const IndexStats& stats, const std::filesystem::path& root,
                const std::filesystem::path& index);

/// What was answered instead of the query, if that is not the query itself; and warnings. A line
/// each.
void print_remarks(std::ostream& err, const SearchResult& result);
void print_remarks(std::ostream& err, const Concordance& concordance);

/// How the query was understood, and the score of each hit by its parts.
void print_explanation(std::ostream& out, const SearchResult& result, const ShownPaths& paths);

/// Why there is no hit, and what to try.
void print_nothing_found(std::ostream& err, const SearchResult& result,
                         const SearchRequest& request);

/// "path:line: what is wrong" and its hint; the path of a note as `paths` shows it, an absolute one
/// as it is.
void print_problem(std::ostream& err, const Error& problem, const ShownPaths& paths);

/// The same for what stops the program; an error in a query shows the query with a caret under the
/// place.
void print_error(std::ostream& err, const Error& error, std::string_view query);

}  // namespace assay
