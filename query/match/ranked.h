// Notes in order. Internal to query/.
#pragma once

#include <xapian.h>

#include <string_view>
#include <vector>

namespace assay::query {

/// A note and its score.
struct Ranked {
    Xapian::docid document = 0;
    double score = 0;
    struct Gain {
        std::string_view what;  // of a boost of the plan
        double score;
    };
    std::vector<Gain> gains;  // what boosts added to the score
    bool boosted = false;     // true if the score has the boosts of the plan
};

struct Page {
    std::vector<Ranked> notes;           // best first
    std::vector<Xapian::docid> matches;  // every note that matches, by rising docid
};

}  // namespace assay::query
