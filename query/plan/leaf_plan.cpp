#include "query/plan/leaf_plan.h"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "indexer/text/stop_words.h"
#include "query/language/query_string.h"
#include "query/plan/near_phrases.h"
#include "query/plan/spans.h"
#include "query/words/document_set.h"
#include "query/words/word_classes.h"

namespace assay {
namespace {

using Kind = QueryNode::Kind;
using Xapian::Query;

std::vector<std::string> in_field(Field field, const std::vector<std::string>& words) {
    std::vector<std::string> terms;
    for (const std::string& word : words)
        terms.push_back(field == Field::body ? word : make_term(field, word));
    return terms;
}

/// Where the words of a field are: title: finds file names too.
std::vector<Field> places_of(Field field) {
    return field == Field::title ? std::vector{field, Field::file_name} : std::vector{field};
}

Query row_query(const std::vector<std::string>& words) {
    if (words.size() == 1) return Query(words.front());
    return {Query::OP_PHRASE, words.begin(), words.end(),
            static_cast<Xapian::termcount>(words.size())};
}

WordClass rows_of(const std::vector<Member>& members) {
    WordClass rows;
    for (const Member& member : members) rows.push_back({member.words, member.in});
    return rows;
}

/// Adds those that are no member yet.
void add_rows(std::vector<Member>& members, const std::vector<Member>& more) {
    for (const Member& member : more) {
        if (member.words.size() == 1)
            add_members(members, {{member.words.front(), member.in}}, member.reason);
        else if (std::none_of(members.begin(), members.end(),
                              [&](const Member& known) { return known.words == member.words; }))
            members.push_back(member);
    }
}

Query filtered(Query query, const std::vector<Query>& conditions) {
    for (const Query& condition : conditions) query = Query(Query::OP_FILTER, query, condition);
    return query;
}

std::vector<Form> single_forms(const std::vector<Member>& members) {
    std::vector<Form> forms;
    for (const Member& member : members)
        if (member.words.size() == 1) forms.push_back({member.words.front(), member.in});
    return forms;
}

}  // namespace

Part LeafPlanner::run(std::span<const RunWord> words, bool in_or) {
    const bool any = any_part_ && words.front().node->field == Field::body;
    Findings found;
    std::vector<Query> all;
    std::vector<WordClass>
        classes;  // in any note that has all parts, and so have their conditions to be
    std::vector<Query> conditions;
    std::vector<Slot> slots;
    const auto finish = [&] {
        join_neighbours(slots);
        add_synonyms(slots);
        for (auto slot = slots.begin(); slot != slots.end(); ++slot) {
            const auto same = [&](const Slot& before) {
                return before.word.folded == slot->word.folded &&
                       before.word.exact == slot->word.exact && before.members == slot->members;
            };
            if (slot->dropped || std::any_of(slots.begin(), slot, same)) continue;
            const std::vector<Query> own = conditions_of(*slot->node, slot->word, slot->members);
            if (any) all.push_back(filtered(class_query(rows_of(slot->members), postings_), own));
            else {
                classes.push_back(rows_of(slot->members));
                conditions.insert(conditions.end(), own.begin(), own.end());
            }
            found.append(found_for(*slot, own));
        }
        slots.clear();
    };
    for (const RunWord& word : words) {
        const QueryNode& node = *word.node;
        if (is_row(node.words)) {
            finish();
            Part phrase = row(node, row_of(node.words), in_or);
            if (any) phrase.found.parts.back().typed = node.text;
            all.push_back(phrase.match.query());
            found.append(std::move(phrase.found));
            continue;
        }
        std::vector<Slot> more = slots_of(word);
        std::move(more.begin(), more.end(), std::back_inserter(slots));
    }
    finish();
    if (!classes.empty()) {
        WordMatch match(std::move(classes), postings_);
        if (all.empty() && conditions.empty()) return {std::move(match), true, std::move(found)};
        all.push_back(filtered(match.query(), conditions));
    }
    return {Query(any ? Query::OP_OR : Query::OP_AND, all.begin(), all.end()), true,
            std::move(found)};
}

/// The words of open-source, each of which may also be a part of opensource.
std::vector<LeafPlanner::Slot> LeafPlanner::slots_of(const RunWord& run_word) const {
    std::vector<Slot> slots;
    std::vector<Member> compound;
    for (const Word& word : run_word.node->words) {
        if (word.kind == Token::Kind::compound)
            add_members(compound, expansion_.stem_class(word.folded), Reason::one_word);
        else
            slots.push_back(
                {word, run_word.node, run_word.dropped,
                 run_word.dropped ? std::vector<Member>() : expansion_.expand(word.folded)});
    }
    for (Slot& slot : slots) add_members(slot.members, single_forms(compound), Reason::one_word);
    return slots;
}

/// open source -> opensource too.
void LeafPlanner::join_neighbours(std::vector<Slot>& slots) const {
    for (std::size_t i = 0; i + 1 < slots.size(); ++i) {
        Slot &first = slots[i], &second = slots[i + 1];
        // "log in" may be login; "a part" is not apart.
        if (is_stop_word(first.word.folded) || first.dropped) continue;
        const std::vector<Form>& joined =
            expansion_.stem_class(first.word.folded + second.word.folded);
        add_members(first.members, joined, Reason::one_word);
        if (!second.dropped) add_members(second.members, joined, Reason::one_word);
    }
}

void LeafPlanner::add_synonyms(std::vector<Slot>& slots) const {
    if (synonyms_.empty()) return;
    std::vector<std::string> words;
    for (const Slot& slot : slots) words.push_back(slot.word.folded);
    for (const Synonyms::Match& match : synonyms_.matches(words, expansion_))
        for (std::size_t i = match.begin; i < match.end; ++i)
            add_rows(slots[i].members, match.members);
    for (Slot& slot : slots) {  // opensource is open source
        const auto row =
            std::find_if(slot.members.begin(), slot.members.end(),
                         [](const Member& member) { return member.reason == Reason::two_words; });
        if (row != slot.members.end())
            add_rows(slot.members, synonyms_.of_all(std::vector(row->words), expansion_));
    }
}

/// What a slot is to be marked and explained by.
Findings LeafPlanner::found_for(const Slot& slot, const std::vector<Query>& conditions) const {
    const QueryNode& node = *slot.node;
    Findings found;
    if (slot.members.empty()) found.missing.push_back(missing(node, slot.word, false));
    const bool with_sign = slot.word.has_sign() && database_.term_exists(slot.word.exact);
    found.marks =
        marks_of(node.field, with_sign ? std::vector<Member>{{{slot.word.exact}}} : slot.members);
    found.words.push_back({slot.word.folded, slot.members});
    found.parts.push_back(
        {slot.word.folded, filtered(class_query(rows_of(slot.members), postings_), conditions)});
    if (any_part_ && node.field == Field::body)
        found.parts.back().typed =
            node.text.substr(slot.word.begin, slot.word.end - slot.word.begin);
    return found;
}

Part LeafPlanner::word(const QueryNode& node, bool in_or) {
    const std::vector<Word> parts = row_of(node.words);
    if (is_row(node.words) || (node.exact && parts.size() > 1)) return row(node, parts, in_or);
    std::vector<Query> all;
    Findings found;
    for (const Word& each : parts) {
        const std::vector<Member> members = members_of(node, each, &each == &parts.back());
        if (members.empty()) found.missing.push_back(missing(node, each, true));
        const Query query =
            filtered(class_query(rows_of(members), postings_), conditions_of(node, each, members));
        all.push_back(query);
        const bool as_typed = node.exact && !each.exact.empty();
        for (MarkPattern& pattern :
             marks_of(node.field, as_typed ? std::vector<Member>{{{each.exact}}} : members))
            found.marks.push_back(std::move(pattern));
        found.words.push_back({to_string(node), members});
        found.parts.push_back({to_string(node), query});
    }
    return {Query(Query::OP_AND, all.begin(), all.end()), true, std::move(found)};
}

/// What one word of a node stands for; * and ~ belong to the last.
std::vector<Member> LeafPlanner::members_of(const QueryNode& node, const Word& word,
                                            bool last) const {
    std::vector<Member> members;
    if (node.exact) {
        if (database_.term_exists(word.folded)) members.push_back({{word.folded}});
    } else if (word.pattern || (node.prefix && last)) {
        const bool is_prefix = node.prefix && last;
        if (node.unfinished) members = expansion_.expand(word.folded);
        add_members(members, expansion_.matching(word.folded + (is_prefix ? "*" : "")),
                    is_prefix ? Reason::prefix : Reason::pattern);
    } else {
        members = expansion_.expand(word.folded);
        if (node.edits > 0 && last) {
            std::vector<Form> near;
            for (const NearSpelling& each : expansion_.near(word.folded, node.edits))
                near.push_back({each.term});
            add_members(members, near, Reason::near);
        }
    }
    return members;
}

/// Words in the order of the text, as they are written.
Part LeafPlanner::row(const QueryNode& node, const std::vector<Word>& words, bool in_or) {
    Findings found;
    std::vector<std::string> terms;
    std::vector<std::vector<Form>> pattern;
    for (const Word& each : words) {
        terms.push_back(each.folded);
        pattern.push_back({{each.folded}});
        if (!database_.term_exists(each.folded)) found.missing.push_back(missing(node, each, true));
    }
    const bool is_loose = node.distance > 0 && terms.size() > 1;
    const auto query_of = [&](const std::vector<std::string>& row) {
        return is_loose ? documents_query(
                              documents_with_loose_row(row, node.distance, database_, lists_read_))
                        : row_query(row);
    };
    Query query = query_of(terms);
    if (in_or && terms.size() > 1) query = found_now(query, database_);
    if (is_loose || (in_or && terms.size() > 1))
        query = Query(Query::OP_FILTER, Query(Query::OP_AND, terms.begin(), terms.end()), query);
    if (node.field != Field::body) {
        std::vector<Query> places;
        for (const Field place : places_of(node.field))
            places.push_back(query_of(in_field(place, terms)));
        query = Query(Query::OP_FILTER, query, Query(Query::OP_OR, places.begin(), places.end()));
    }
    if (node.exact)
        for (const Word& each : words)
            if (!each.exact.empty())
                query = Query(Query::OP_FILTER, query, unweighted_term(each.exact, database_));
    found.marks.push_back(mark(node.field, std::move(pattern), node.distance));
    found.words.push_back({to_string(node), {{terms}}});
    found.parts.push_back({to_string(node), query});
    return {std::move(query), true, std::move(found)};
}

Part LeafPlanner::phrase(const QueryNode& node, bool in_or) {
    const std::vector<Word> words = row_of(node.words);
    if (words.size() > 1) return row(node, words, in_or);
    QueryNode exact = node;  // "word" in quotes: as typed, not its stem
    exact.kind = Kind::word;
    exact.exact = true;
    return word(exact, in_or);
}

Part LeafPlanner::near(const QueryNode& node, bool in_or) const {
    Findings found;
    std::vector<WordClass> operands, words;  // as the field has them, and anywhere
    Field field = Field::body;
    for (const QueryNode& child : node.children) {
        const std::span<const QueryNode> choices = child.kind == Kind::any_of
                                                       ? std::span<const QueryNode>(child.children)
                                                       : std::span(&child, 1);
        std::vector<Member> members;
        for (const QueryNode& choice : choices) {
            field = choice.field;
            const std::vector<Word> row = row_of(choice.words);
            std::vector<Member> more;
            if (row.size() > 1) {
                std::vector<std::string> terms;
                for (const Word& each : row) terms.push_back(each.folded);
                if (choice.kind == Kind::word)
                    for (const Word& each : choice.words)
                        if (each.kind == Token::Kind::compound)
                            add_members(more, expansion_.stem_class(each.folded), Reason::one_word);
                more.push_back({std::move(terms)});
            } else {
                QueryNode single = choice;
                single.exact = choice.exact || choice.kind == Kind::phrase;
                more = members_of(single, row.front(), true);
                if (stands_for_forms(single))
                    add_rows(more, synonyms_.of_all({row.front().folded}, expansion_));
                if (more.empty())
                    found.missing.push_back(missing(choice, row.front(), single.exact));
            }
            std::move(more.begin(), more.end(), std::back_inserter(members));
        }
        operands.emplace_back();
        for (const Member& member : members)
            for (const Field place : places_of(field))
                operands.back().push_back({in_field(place, member.words), member.in});
        words.push_back(rows_of(members));
        for (MarkPattern& pattern : marks_of(field, members))
            found.marks.push_back(std::move(pattern));
        found.words.push_back({to_string(child), std::move(members)});
    }
    const bool possible = std::none_of(operands.begin(), operands.end(),
                                       [](const WordClass& operand) { return operand.empty(); });
    Query near = possible ? near_query(operands, node.distance, *postings_) : Query();
    if (in_or) near = found_now(near, database_);
    for (std::size_t i = 0; i < words.size(); ++i)
        found.parts.push_back({to_string(node.children[i]),
                               Query(Query::OP_FILTER, class_query(words[i], postings_), near)});
    return {Query(Query::OP_FILTER, WordMatch(std::move(words), postings_).query(), near), true,
            std::move(found)};
}

/// What a note with one of the members must have besides, none of which weighs: the members in the
/// field; a sign, and the accents of an =exact word.
std::vector<Query> LeafPlanner::conditions_of(const QueryNode& node, const Word& word,
                                              const std::vector<Member>& members) const {
    std::vector<Query> conditions;
    if (node.field != Field::body) {
        std::vector<Query> scoped;
        for (const Member& member : members) {
            for (const Field place : places_of(node.field)) {
                const std::vector<std::string> terms = in_field(place, member.words);
                const Query row = terms.size() == 1 ? unweighted_term(terms.front(), database_)
                                                    : row_query(terms);
                scoped.push_back(
                    member.in == every_language
                        ? row
                        : Query(Query::OP_FILTER, row, postings_->languages().query(member.in)));
            }
        }
        conditions.emplace_back(Query::OP_OR, scoped.begin(), scoped.end());
    }
    if (!word.exact.empty() &&
        (node.exact || (word.has_sign() && database_.term_exists(word.exact))))
        conditions.push_back(unweighted_term(word.exact, database_));
    return conditions;
}

std::vector<MarkPattern> LeafPlanner::marks_of(Field field,
                                               const std::vector<Member>& members) const {
    std::vector<MarkPattern> marks;
    if (std::vector<Form> forms = single_forms(members); !forms.empty())
        marks.push_back(mark(field, {std::move(forms)}, 0));
    for (const Member& member : members) {
        if (member.words.size() == 1) continue;
        std::vector<std::vector<Form>> row;
        for (const std::string& word : member.words) row.push_back({{word, member.in}});
        marks.push_back(mark(field, std::move(row), 0));
    }
    return marks;
}

MarkPattern LeafPlanner::mark(Field field, std::vector<std::vector<Form>> words,
                              std::size_t distance) const {
    double rarest = static_cast<double>(
        database_.get_doccount());  // in whatever language: how telling a word is need not be exact
    for (const std::vector<Form>& forms : words) {
        double notes = 0;
        for (const Form& form : forms)
            notes += static_cast<double>(expansion_.notes_with(form.term));
        rarest = std::min(rarest, notes);
    }
    const double weight =
        std::log1p(static_cast<double>(database_.get_doccount()) / std::max(rarest, 1.0));
    return {std::move(words), field, weight, distance};
}

MissingValue LeafPlanner::missing(const QueryNode& node, const Word& word, bool exact) {
    // =word and phrases are meant as they are; a prefix and a near spelling have been looked up as
    // such. Where a \ was left out of the text, its words stand elsewhere in the query: nothing can
    // be put in their place.
    const bool as_typed = node.end - node.begin == node.text.size();
    return {Kind::word,
            as_typed ? node.begin + word.begin : 0,
            as_typed ? node.begin + word.end : 0,
            word.folded,
            {},
            exact || !stands_for_forms(node)};
}

}  // namespace assay
