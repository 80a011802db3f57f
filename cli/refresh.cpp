#include "cli/refresh.h"

#include <ostream>

#include "indexer/indexer.h"

namespace assay {

std::size_t refresh(const CorpusChoice& corpus, std::ostream& err) {
    // About what is read and written while a person would not notice (engine notes, E: a note takes 3 ms, a commit 25 ms).
    constexpr std::size_t few = 20;
    std::size_t stale = count_stale(corpus.root, corpus.index);
    if (stale == 0) return 0;
    if (stale <= few) {
        try {
            update_index(corpus.root, corpus.index, {});
            return 0;
        } catch (const Failure&) {
            // Somebody else writes, or the index cannot be written: the answer comes from it as it is, and says so below.
        }
    }
    err << "assay: " << stale << (stale == 1 ? " note has" : " notes have") << " changed since the last run of: assay index '" << corpus.root.string() << "'\n";
    return stale;
}

}  // namespace assay
