// What planning one node of a tree yields. The parts of the children make the part of their parent,
// and the part of the root makes the plan. Internal to query/.
#pragma once

#include "query/plan/plan.h"

namespace assay {

struct Part {
    MatchQuery match;
    bool weighted = false;  // false: it only filters
    Findings found;
};

}  // namespace assay
