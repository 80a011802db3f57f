// The words of a query -> parts of a plan. Internal to query/.
#pragma once

#include <xapian.h>

#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "query/plan/part.h"
#include "query/plan/synonyms.h"
#include "query/values/search_request.h"

namespace assay::query {

/// A word of a run.
struct RunWord {
    const QueryNode* node;
    bool dropped = false;  // a stop word that is not searched for itself
};

/// Plans words, phrases and NEAR. Each yields what it matches and weighs, what to mark, and what is
/// missing. `in_or`: the leaf is somewhere below an OR. If such an OR is filtered, Xapian 1.4.22
/// gives the weight of a branch that asks for positions to notes of other branches too; so phrases
/// and NEAR below an OR are looked up during planning
/// (doc/engine-notes.md, "Weights").
class LeafPlanner {
public:
    /// All arguments but `request` must outlive it.
    LeafPlanner(const SearchRequest& request, const WordExpansion& expansion, Needed needed,
                std::shared_ptr<PostingReader> postings)
        : any_part_(request.plain || needed == Needed::any),
          postings_(std::move(postings)),
          database_(postings_->database()),
          expansion_(expansion),
          synonyms_(request.synonyms) {}

    /// True for a word that run() takes.
    static bool stands_for_forms(const QueryNode& node) {
        return node.kind == QueryNode::Kind::word && !node.exact && !node.prefix && !node.pattern &&
               node.edits == 0;
    }

    /// Plans neighbouring words of one field, at least one. A note must have all of them, each in
    /// any of its forms. Two of them may be written as one word, and several may have a synonym.
    Part run(std::span<const RunWord> words, bool in_or);

    /// Plans prefix*, pat*ern, near~ or =exact.
    Part word(const QueryNode& node, bool in_or);
    Part phrase(const QueryNode& node, bool in_or);
    Part near(const QueryNode& node, bool in_or) const;

private:
    /// A word of a run and the terms that it stands for.
    struct Entry {
        Word word;
        const QueryNode* node;
        bool dropped;
        std::vector<Alternative> alternatives;
    };
    std::vector<Entry> entries_of(const RunWord& word) const;
    void join_neighbours(std::vector<Entry>& entries) const;
    void add_synonyms(std::vector<Entry>& entries) const;
    Findings found_for(const Entry& entry, const std::vector<Xapian::Query>& conditions) const;

    std::vector<Alternative> alternatives_of(const QueryNode& node, const Word& word,
                                             bool last) const;
    Part words_in_order(const QueryNode& node, const std::vector<Word>& words, bool in_or);
    std::vector<Xapian::Query> conditions_of(const QueryNode& node, const Word& word,
                                             const std::vector<Alternative>& alternatives) const;
    MarkPattern mark(schema::Field field, std::vector<std::vector<Form>> words,
                     std::size_t distance) const;
    std::vector<MarkPattern> marks_of(schema::Field field,
                                      const std::vector<Alternative>& alternatives) const;
    static MissingValue missing(const QueryNode& node, const Word& word, bool exact);

    bool any_part_;  // one word of a run, or of a hyphenated word, is enough
    std::shared_ptr<PostingReader> postings_;
    const Xapian::Database& database_;
    const WordExpansion& expansion_;
    Synonyms synonyms_;
    std::size_t lists_read_ = 0;  // position lists read by all phrases with ~ so far (spans.h)
};

}  // namespace assay::query
