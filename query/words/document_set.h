// Sets of notes as part of a Xapian query, and the notes that a query matches. Internal to query/.
#pragma once

#include <xapian.h>

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace assay::query {

/// Returns a query for a term that only filters. For an unweighted term that every note has, Xapian
/// 1.4.22 reads the list of all notes instead, and throws "Unexpected end of posting list" if that
/// list has gaps and more than one chunk (LocalSubMatch::open_post_list). Asking for the list of
/// all notes directly works. BoolWeight makes every term unweighted, so queries of single terms
/// never use it. See doc/engine-notes.md, "Weights".
Xapian::Query unweighted_term(const std::string& term, const Xapian::Database& database);

/// Returns a filter that matches any of the terms.
Xapian::Query unweighted_any(const std::vector<std::string>& terms,
                             const Xapian::Database& database);

/// Returns a query without weight that matches `documents`, which must be sorted.
Xapian::Query documents_query(std::vector<Xapian::docid> documents);

/// Returns the notes that the query matches, by rising docid.
std::vector<Xapian::docid> documents_of(const Xapian::Query& query,
                                        const Xapian::Database& database);

/// Returns the exact number of notes that the query matches.
Xapian::doccount count_matches(const Xapian::Query& query, const Xapian::Database& database);

/// Matches the query now, and returns a query without weight for the notes found.
Xapian::Query found_now(const Xapian::Query& query, const Xapian::Database& database);

/// Returns the notes whose path `accepts` is true for, by rising docid. Reads every path: 10 ms for
/// 45,000.
std::vector<Xapian::docid> documents_with_path(
    const Xapian::Database& database, const std::function<bool(std::string_view)>& accepts);

/// Returns a query that matches every note with the weight `weight`.
Xapian::Query weight_for_all(double weight);

}  // namespace assay::query
