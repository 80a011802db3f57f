// Notes found by looking at each, as a part of a Xapian query. Internal to query/.
#pragma once

#include <xapian.h>

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace assay {

/// A term that only filters. Xapian 1.4 takes the list of all notes for an unweighted term that all
/// have, and then throws where that list has gaps and more than one chunk ("Unexpected end of
/// posting list"; LocalSubMatch::open_post_list renames it): asked for outright, it is read well.
/// BoolWeight makes every term such a one, so that nothing here uses it for terms alone.
Xapian::Query unweighted_term(const std::string& term, const Xapian::Database& database);

/// Any of the terms, as a filter.
Xapian::Query unweighted_any(const std::vector<std::string>& terms,
                             const Xapian::Database& database);

/// A query that matches these notes, given by rising docid, and weighs nothing.
Xapian::Query documents_query(std::vector<Xapian::docid> documents);

/// The notes that the query matches, by rising docid.
std::vector<Xapian::docid> documents_of(const Xapian::Query& query,
                                        const Xapian::Database& database);

/// How many notes the query matches; exact.
Xapian::doccount count_matches(const Xapian::Query& query, const Xapian::Database& database);

/// The same, looked up at once, as a query that weighs nothing.
Xapian::Query found_now(const Xapian::Query& query, const Xapian::Database& database);

/// Notes whose path is accepted. Looks at every path: 10 ms for 45,000.
std::vector<Xapian::docid> documents_with_path(
    const Xapian::Database& database, const std::function<bool(std::string_view)>& accepts);

/// A query that matches every note, each with the weight `weight`.
Xapian::Query weight_for_all(double weight);

}  // namespace assay
