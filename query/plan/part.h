// What planning one node of a tree yields. A parent combines the parts of its children, and the
// part of the root becomes the plan. Internal to query/.
#pragma once

#include "query/plan/plan.h"

namespace assay::query {

struct Part {
    MatchQuery match;
    bool weighted = false;  // false: it only filters
    Findings found;
};

}  // namespace assay::query
