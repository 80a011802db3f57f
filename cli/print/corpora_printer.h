// The list of indexed corpora, the removal of an index, and saved queries, as text.
#pragma once

#include <cstdint>
#include <iosfwd>
#include <vector>

#include "cli/print/saved_counts.h"
#include "cli/terminal/terminal.h"
#include "indexer/schema/index_list.h"
#include "indexer/schema/index_removal.h"

namespace assay::cli {

/// An index, and whether a search in the working directory would use it.
struct ListedCorpus {
    schema::IndexState state;
    bool chosen = false;
};

/// On a terminal, prints columns, and below each index what is wrong with it. Otherwise prints
/// "root<TAB>notes<TAB>bytes<TAB>updated<TAB>state<TAB>index" lines, where state is ok, chosen,
/// gone or unreadable. `now` is in seconds since 1970.
void print_corpora(std::ostream& out, const std::vector<ListedCorpus>& corpora,
                   const TextStyle& style, std::int64_t now);

void print_removal(std::ostream& out, const schema::IndexFolder& folder,
                   const schema::IndexRemoval& removal, bool dry_run);

/// On a terminal, prints "@name  notes  query" in columns; otherwise "name<TAB>notes<TAB>query".
void print_queries(std::ostream& out, const std::vector<SavedCount>& queries,
                   const TextStyle& style);

}  // namespace assay::cli
