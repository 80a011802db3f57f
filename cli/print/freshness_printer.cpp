#include "cli/print/freshness_printer.h"

#include <ostream>

#include "cli/terminal/terminal.h"
#include "indexer/schema/index_error.h"

namespace assay::cli {

void print_freshness(std::ostream& err, const indexer::Freshness& freshness,
                     const std::filesystem::path& root, const std::filesystem::path& index) {
    if (!freshness.unread.empty()) {
        err << "assay: cannot read " << printable(freshness.unread.front());
        if (freshness.unread.size() > 1) err << " and " << freshness.unread.size() - 1 << " more";
        err << ": permission denied, notes there are not found\n  hint: check its permissions; "
               "assay check names all such places\n";
    }
    if (freshness.stale == 0) return;
    err << "assay: " << freshness.stale << (freshness.stale == 1 ? " note has" : " notes have")
        << " changed since the last run of: " << printable(schema::index_command(root, index));
    if (freshness.refused) err << " (" << printable(freshness.refused->message) << ')';
    err << '\n';
}

}  // namespace assay::cli
