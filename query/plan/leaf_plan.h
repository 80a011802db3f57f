// The words of a query -> parts of a plan. Internal to query/.
#pragma once

#include <xapian.h>

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "query/language/query_words.h"
#include "query/plan/part.h"
#include "query/plan/synonyms.h"
#include "query/values/search_request.h"

namespace assay {

/// A node of a run.
struct RunWord {
    const QueryNode* node;
    bool dropped = false;  // a stop word that asks for nothing itself
};

/// Plans words, phrases and NEAR: each yields what it matches and weighs, what to mark, and what is
/// missing. Xapian 1.4.22 gives the weight of a branch that asks for positions to notes of other
/// branches too when the OR is filtered; so such a leaf is looked up at once if it is `in_or`.
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

    /// Neighbours of one field, each looked for in all its forms, and all of them to be there. Two
    /// of them may be written as one word, and several may have a synonym. At least one.
    Part run(std::span<const RunWord> words, bool in_or);

    /// prefix*, pat*ern, near~, =exact
    Part word(const QueryNode& node, bool in_or);
    Part phrase(const QueryNode& node, bool in_or);
    Part near(const QueryNode& node, bool in_or) const;

private:
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
    MarkPattern mark(Field field, std::vector<std::vector<Form>> words, std::size_t distance) const;
    std::vector<MarkPattern> marks_of(Field field,
                                      const std::vector<Alternative>& alternatives) const;
    static MissingValue missing(const QueryNode& node, const Word& word, bool exact);

    bool any_part_;  // of a run, and of a hyphenated word, is enough
    std::shared_ptr<PostingReader> postings_;
    const Xapian::Database& database_;
    const WordExpansion& expansion_;
    Synonyms synonyms_;
    std::size_t lists_read_ = 0;  // of positions, by all phrases with ~ so far (spans.h)
};

}  // namespace assay
