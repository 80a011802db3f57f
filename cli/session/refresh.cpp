#include "cli/session/refresh.h"

#include <ostream>

#include "cli/terminal/terminal.h"
#include "indexer/config.h"
#include "indexer/indexer.h"
#include "indexer/schema/index_error.h"

namespace assay {

std::size_t refresh(const CorpusChoice& corpus, std::ostream& err) {
    const Freshness fresh = refresh_index(corpus.root, corpus.index, load_config(corpus.root));
    if (!fresh.unread.empty()) {
        err << "assay: cannot read " << printable(fresh.unread.front());
        if (fresh.unread.size() > 1) err << " and " << fresh.unread.size() - 1 << " more";
        err << ": permission denied, notes there are not found\n  hint: check its permissions; "
               "assay check names all such places\n";
    }
    if (fresh.stale == 0) return 0;
    err << "assay: " << fresh.stale << (fresh.stale == 1 ? " note has" : " notes have")
        << " changed since the last run of: "
        << printable(index_command(corpus.root, corpus.index));
    if (fresh.refused) err << " (" << printable(fresh.refused->message) << ')';
    err << '\n';
    return fresh.stale;
}

}  // namespace assay
