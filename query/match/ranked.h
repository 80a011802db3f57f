// Notes in their order. Internal to query/.
#pragma once

#include <xapian.h>

#include <string_view>
#include <vector>

namespace assay {

/// A note and its place in the answer.
struct Ranked {
    Xapian::docid document = 0;
    double score = 0;
    struct Gain {
        std::string_view what;  // of a surface or a lift of the plan
        double score;
    };
    std::vector<Gain> gains;  // in the score
    bool boosted = false;     // the plan's boosts are in the score
};

struct Page {
    std::vector<Ranked> notes;           // best first
    std::vector<Xapian::docid> matches;  // every note that matches, by rising docid
};

}  // namespace assay
