// Notes that have most of the words of a query, and which words each of them lacks. Internal to
// query/.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <string>
#include <vector>

#include "query/plan/plan.h"

namespace assay {

/// Where the words of a query stand: looked up once, for one answer.
class WordPlaces {
public:
    /// `plan`: of a relaxed query (relaxing.h), planned with Needed::any.
    WordPlaces(const QueryPlan& plan, const Xapian::Database& database);

    /// The words as they were typed.
    std::vector<std::string> words() const;

    /// Notes that lack so few words that they have most of them: one, or fewer than half. By rising
    /// docid.
    std::vector<Xapian::docid> with_most() const;
    /// Notes that have any of the words. By rising docid.
    std::vector<Xapian::docid> with_any() const;

    /// The words that the note lacks, as they were typed.
    std::vector<std::string> missing_in(Xapian::docid note) const;

private:
    std::vector<Xapian::docid> with(std::size_t least) const;

    struct Word {
        std::string written;
        std::vector<Xapian::docid> notes;  // rising
    };
    std::vector<Word> words_;
    Xapian::docid last_;  // of the database
};

}  // namespace assay
