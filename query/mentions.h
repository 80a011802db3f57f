// Places that name a note without a link. Internal to query/.
#pragma once

#include <xapian.h>

#include <string>
#include <vector>

#include "indexer/schema/note_record.h"
#include "query/passages/marks.h"
#include "query/plan/plan.h"
#include "query/values/search_result.h"

namespace assay::query {

/// Finds the names of one note in others.
class Mentions {
public:
    /// `note`: whose names are looked for.
    Mentions(const schema::NoteRecord& note, const Xapian::Database& database);

    /// The notes that may name it, other than itself; by rising docid.
    const std::vector<Xapian::docid>& candidates() const { return candidates_; }

    /// The places in `record` that name it: sorted, disjoint. None in links and code.
    std::vector<TextRange> in(const schema::NoteRecord& record) const;

private:
    struct Name {
        std::string written;
        std::vector<std::string> words;  // folded
        bool by_case = false;     // a common word: only with its capital, and within a sentence
        bool as_written = false;  // only in this form of its words
        std::vector<MarkPattern> patterns = {};
    };
    std::vector<Name> names_;
    std::vector<Xapian::docid> candidates_;
};

}  // namespace assay::query
