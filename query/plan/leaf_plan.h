// The words of a query -> parts of a Xapian query. Internal to query/.
#pragma once

#include <xapian.h>

#include <span>
#include <string>
#include <vector>

#include "query/language/query_words.h"
#include "query/plan/plan.h"
#include "query/plan/synonyms.h"
#include "query/values/search_request.h"

namespace assay {

/// Adds to `plan` what each word stands for, what to mark, what is missing, and what it weighs.
/// Negated words only match.
class LeafPlanner {
public:
    LeafPlanner(const SearchRequest& request, const Xapian::Database& database,
                const WordExpansion& expansion, Needed needed, QueryPlan& plan)
        : any_part_(request.plain || needed == Needed::any),
          database_(database),
          expansion_(expansion),
          synonyms_(request.synonyms),
          plan_(plan) {}

    /// Says that what follows is a branch of an OR. Xapian 1.4.22 gives the weight of a branch that
    /// asks for positions to notes of other branches too, when the OR is filtered: there, such a
    /// branch is looked up at once.
    void set_in_any(bool in_any) { in_any_ = in_any; }

    /// One that stands_for_forms() is of a run.
    static bool stands_for_forms(const QueryNode& node) {
        return node.kind == QueryNode::Kind::word && !node.exact && !node.prefix && !node.pattern &&
               node.edits == 0;
    }

    /// Neighbours of one field, each looked for in all its forms, and all of them to be there. Two
    /// of them may be written as one word, and several may have a synonym. Those in `dropped` (stop
    /// words) ask for nothing themselves.
    Part run(std::span<const QueryNode* const> nodes, const std::vector<bool>& dropped,
             bool positive);

    /// prefix*, pat*ern, near~, =exact
    Part word(const QueryNode& node, bool positive);
    Part phrase(const QueryNode& node, bool positive);
    Part near(const QueryNode& node, bool positive);

private:
    struct Slot {
        Word word;
        const QueryNode* node;
        bool dropped;
        std::vector<Member> members;
    };
    std::vector<Slot> slots_of(const QueryNode& node, bool dropped) const;
    void join_neighbours(std::vector<Slot>& slots) const;
    void add_synonyms(std::vector<Slot>& slots) const;
    void note_slot(const Slot& slot, const std::vector<Xapian::Query>& conditions, bool positive);

    std::vector<Member> members_of(const QueryNode& node, const Word& word, bool last);
    Part row(const QueryNode& node, const std::vector<Word>& words, bool positive);
    std::vector<Xapian::Query> conditions_of(const QueryNode& node, const Word& word,
                                             const std::vector<Member>& members) const;
    void mark(Field field, std::vector<std::vector<Form>> words, std::size_t distance);
    void mark_members(Field field, const std::vector<Member>& members);
    void miss(const QueryNode& node, const Word& word, bool exact);

    bool any_part_;  // of a run, and of a hyphenated word, is enough
    bool in_any_ = false;
    std::size_t lists_read_ = 0;  // by phrases with ~ (spans.h)
    const Xapian::Database& database_;
    const WordExpansion& expansion_;
    Synonyms synonyms_;
    QueryPlan& plan_;
};

}  // namespace assay
