// How every query weighs terms. Internal to query/.
#pragma once

#include <xapian.h>

namespace assay::query {

/// IneB2 with c = 1: the best of some 120 settings over seven judged collections
/// (doc/engine-notes.md, "Weights").
inline Xapian::IneB2Weight weighting(double normalization = 1) {
    return Xapian::IneB2Weight(normalization);
}

}  // namespace assay::query
