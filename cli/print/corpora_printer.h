// Which corpora are indexed, and what of an index went, as text.
#pragma once

#include <cstdint>
#include <iosfwd>
#include <vector>

#include "cli/print/saved_counts.h"
#include "cli/terminal/terminal.h"
#include "indexer/schema/index_list.h"
#include "indexer/schema/index_removal.h"

namespace assay {

/// An index, and whether it is the one that a search here would take.
struct ListedCorpus {
    IndexState state;
    bool chosen = false;
};

/// On a terminal columns for a reader, and below each index what is wrong with it; `now`: seconds
/// since 1970. Else "root<TAB>notes<TAB>bytes<TAB>updated<TAB>state<TAB>index", where state is ok,
/// chosen, gone or unreadable.
void print_corpora(std::ostream& out, const std::vector<ListedCorpus>& corpora,
                   const TextStyle& style, std::int64_t now);

void print_removal(std::ostream& out, const IndexFolder& folder, const IndexRemoval& removal,
                   bool dry_run);

/// "@name  notes  query" in columns on a terminal; else "name<TAB>notes<TAB>query".
void print_queries(std::ostream& out, const std::vector<SavedCount>& queries,
                   const TextStyle& style);

}  // namespace assay
