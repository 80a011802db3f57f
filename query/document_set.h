// Notes found by looking at each, as a part of a Xapian query. Internal to query/.
#pragma once

#include <xapian.h>

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace assay {

/// A query that matches these notes, given by rising docid, and weighs nothing.
Xapian::Query documents_query(std::vector<Xapian::docid> documents);

/// Notes whose path is accepted. Looks at every path: 10 ms for 45,000.
std::vector<Xapian::docid> documents_with_path(const Xapian::Database& database, const std::function<bool(std::string_view)>& accepts);

/// A query that matches every note, each with the weight `weight`.
Xapian::Query weight_for_all(double weight);

}  // namespace assay
