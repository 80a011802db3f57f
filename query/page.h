// A plan -> the notes that match, and those of one page in their order. Internal to query/.
#pragma once

#include <xapian.h>

#include <string_view>
#include <vector>

#include "query/query_plan.h"
#include "query/search_request.h"

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
    std::vector<Ranked> notes;             // best first
    std::vector<Xapian::docid> matches;    // every note that matches, by rising docid
};

/// The page that `request` asks for. Every order is total: the same question gets the same answer, and pages of one answer agree.
Page page_of(const QueryPlan& plan, const SearchRequest& request, const Xapian::Database& database);

}  // namespace assay
