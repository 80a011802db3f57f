// Hits in the forms that lists of notes have: text, paths, a template, JSON.
#pragma once

#include <iosfwd>

#include "cli/options/options.h"
#include "cli/print/links_printer.h"
#include "cli/session/session.h"
#include "query/values/search_result.h"

namespace assay::cli {

/// What was asked for.
struct HitList {
    const SharedOptions& shared;
    const ListForms& forms;
    bool limit_given = false;  // --limit
};

/// Prints the hits. A terminal's are remembered, so that their ranks can be opened. `head` is for
/// JSON (print_json_hits). Sets url and file of the hits.
void print_hits(std::ostream& out, std::ostream& err, query::SearchResult& result,
                const HitList& list, const LinksHead& head, Session& session);

}  // namespace assay::cli
