// Do two queries mean the same? Everything of their trees but the places.
#pragma once

#include <algorithm>

#include "query/language/query_parser.h"

namespace assay::test {

inline bool same_tree(const query::QueryNode& a, const query::QueryNode& b) {
    return a.kind == b.kind && a.text == b.text && a.key == b.key && a.field == b.field &&
           a.exact == b.exact && a.prefix == b.prefix && a.edits == b.edits &&
           a.distance == b.distance && a.from == b.from && a.until == b.until &&
           a.from_instant == b.from_instant && a.until_instant == b.until_instant &&
           std::equal(a.children.begin(), a.children.end(), b.children.begin(), b.children.end(),
                      same_tree);
}

}  // namespace assay::test
