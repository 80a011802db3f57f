// Notes that have most of the words of a query, and the words that each of them lacks. Internal to
// query/.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <string>
#include <vector>

#include "query/plan/plan.h"

namespace assay::query {

/// The notes of each word of a query, looked up once for one answer.
class WordPlaces {
public:
    /// `plan`: a relaxed query (relaxing.h), planned with Needed::any.
    WordPlaces(const QueryPlan& plan, const Xapian::Database& database);

    /// Returns the words as they are written in the query.
    std::vector<std::string> words() const;

    /// Returns the notes that have most of the words, by rising docid: they lack one, or fewer than
    /// half.
    std::vector<Xapian::docid> with_most() const;
    /// Returns the notes that have any of the words, by rising docid.
    std::vector<Xapian::docid> with_any() const;

    /// Returns the words that the note lacks, as they are written in the query.
    std::vector<std::string> missing_in(Xapian::docid note) const;

private:
    std::vector<Xapian::docid> with(std::size_t least) const;

    struct Word {
        std::string written;
        std::vector<Xapian::docid> notes;  // sorted
    };
    std::vector<Word> words_;
    Xapian::docid last_;  // the last docid of the database
};

}  // namespace assay::query
