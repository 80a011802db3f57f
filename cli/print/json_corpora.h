// The list of corpora, the removal of an index, and saved queries, as JSON.
#pragma once

#include <iosfwd>
#include <vector>

#include "cli/print/corpora_printer.h"

namespace assay::cli {

void print_json_corpora(std::ostream& out, const std::vector<ListedCorpus>& corpora);
void print_json_removal(std::ostream& out, const schema::IndexFolder& folder,
                        const schema::IndexRemoval& removal, bool dry_run);
void print_json_queries(std::ostream& out, const std::vector<SavedCount>& queries,
                        const std::string& root);

}  // namespace assay::cli
