// Syntax tree -> Xapian query, and what to mark in the notes it finds. Internal to query/.
#pragma once

#include <xapian.h>

#include <string>
#include <vector>

#include "query/query_parser.h"
#include "query/search_request.h"
#include "query/word_expansion.h"

namespace assay {

/// Words in a row, each any of a set of index terms; one word is a row of one. Negated words have no pattern.
struct MarkPattern {
    std::vector<std::vector<std::string>> words;
    Field field = Field::body;  // title: in titles only; heading: in headings only; else anywhere
    double weight = 1;          // how telling a match is: log(1 + notes / notes that match)
};

/// A word or tag of the query that occurs in no note.
struct MissingWord {
    std::size_t begin = 0, end = 0;  // bytes of the query text
    std::string folded;
    bool tag = false;
};

struct QueryPlan {
    Xapian::Query query;
    bool ranked = false;  // false: only filters, nothing to weigh
    std::vector<MarkPattern> marks;
    std::vector<MissingWord> missing;
};

/// Ranking as the engine notes measured it (decision 3): stop words dropped from free words unless nothing else is left, each free
/// word as typed once more at 0.1, adjacent free words as a phrase at 0.05.
QueryPlan make_plan(const QueryNode& tree, const SearchRequest& request, const Xapian::Database& database, const WordExpansion& expansion);

}  // namespace assay
