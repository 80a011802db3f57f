// Words of the corpus that are a typing error or two away. Internal to query/.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <string>
#include <vector>

namespace assay {

struct WantedSpelling {
    std::string folded;
    std::size_t edits;  // most of them: insertions, deletions, substitutions, swaps of neighbours
                        // (edit_distance.h); 1 or 2
};

struct NearSpelling {
    std::string term;
    std::size_t edits = 0;
    Xapian::doccount notes = 0;
};

/// For each wanted word its near terms: nearest first, then those in most notes, then by bytes; the
/// word itself is not among them. One walk over the sorted terms serves all of them: what terms
/// share is compared once, and a beginning that no wanted word is near to is passed over with all
/// its terms. 64 words against 212,000 terms take some 60 ms.
std::vector<std::vector<NearSpelling>> near_spellings(const Xapian::Database& database,
                                                      const std::vector<WantedSpelling>& wanted);

/// The index also holds exact forms (café beside cafe) and prefixed terms: true for neither.
bool is_folded_word(const std::string& term);

}  // namespace assay
