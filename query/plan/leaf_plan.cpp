#include "query/plan/leaf_plan.h"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "query/language/query_string.h"
#include "query/language/query_words.h"
#include "query/plan/near_phrases.h"
#include "query/plan/spans.h"
#include "query/words/document_set.h"
#include "query/words/word_classes.h"

namespace assay::query {
namespace {

using Kind = QueryNode::Kind;
using Xapian::Query;

std::vector<std::string> in_field(schema::Field field, const std::vector<std::string>& words) {
    std::vector<std::string> terms;
    terms.reserve(words.size());
    for (const std::string& word : words)
        terms.push_back(field == schema::Field::body ? word : schema::make_term(field, word));
    return terms;
}

/// The fields that a search in `field` looks at: title: also finds file names.
std::vector<schema::Field> places_of(schema::Field field) {
    return field == schema::Field::title ? std::vector{field, schema::Field::file_name}
                                         : std::vector{field};
}

Query phrase_query(const std::vector<std::string>& words) {
    if (words.size() == 1) return Query(words.front());
    return {Query::OP_PHRASE, words.begin(), words.end(),
            static_cast<Xapian::termcount>(words.size())};
}

WordClass class_of(const std::vector<Alternative>& alternatives) {
    WordClass phrases;
    for (const Alternative& alternative : alternatives)
        phrases.push_back({alternative.words, alternative.in});
    return phrases;
}

/// Adds those of `more` that are not there yet.
void merge_alternatives(std::vector<Alternative>& alternatives,
                        const std::vector<Alternative>& more) {
    for (const Alternative& alternative : more) {
        if (alternative.words.size() == 1)
            add_alternatives(alternatives, {{alternative.words.front(), alternative.in}},
                             alternative.reason);
        else if (std::none_of(
                     alternatives.begin(), alternatives.end(),
                     [&](const Alternative& known) { return known.words == alternative.words; }))
            alternatives.push_back(alternative);
    }
}

Query filtered(Query query, const std::vector<Query>& conditions) {
    for (const Query& condition : conditions) query = Query(Query::OP_FILTER, query, condition);
    return query;
}

std::vector<Form> single_forms(const std::vector<Alternative>& alternatives) {
    std::vector<Form> forms;
    for (const Alternative& alternative : alternatives)
        if (alternative.words.size() == 1)
            forms.push_back({alternative.words.front(), alternative.in});
    return forms;
}

}  // namespace

Part LeafPlanner::run(std::span<const RunWord> words, bool in_or) {
    const bool any = any_part_ && words.front().node->field == schema::Field::body;
    Findings found;
    std::vector<Query> all;
    std::vector<WordClass> classes;  // a note must have all of them, and meet all conditions
    std::vector<Query> conditions;
    std::vector<Entry> entries;
    const auto finish = [&] {
        join_neighbours(entries);
        add_synonyms(entries);
        for (auto entry = entries.begin(); entry != entries.end(); ++entry) {
            const auto same = [&](const Entry& before) {
                return before.word.folded == entry->word.folded &&
                       before.word.exact == entry->word.exact &&
                       before.alternatives == entry->alternatives;
            };
            if (entry->dropped || std::any_of(entries.begin(), entry, same)) continue;
            const std::vector<Query> own =
                conditions_of(*entry->node, entry->word, entry->alternatives);
            if (any)
                all.push_back(filtered(class_query(class_of(entry->alternatives), postings_), own));
            else {
                classes.push_back(class_of(entry->alternatives));
                conditions.insert(conditions.end(), own.begin(), own.end());
            }
            found.append(found_for(*entry, own));
        }
        entries.clear();
    };
    for (const RunWord& word : words) {
        const QueryNode& node = *word.node;
        if (is_only_phrase(node.words)) {
            finish();
            Part phrase = words_in_order(node, phrase_words(node.words), in_or);
            if (any) phrase.found.parts.back().written = node.text;
            all.push_back(phrase.match.query());
            found.append(std::move(phrase.found));
            continue;
        }
        std::vector<Entry> more = entries_of(word);
        std::move(more.begin(), more.end(), std::back_inserter(entries));
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

/// The words of "open-source", each of which may also be written as part of "opensource".
std::vector<LeafPlanner::Entry> LeafPlanner::entries_of(const RunWord& run_word) const {
    std::vector<Entry> entries;
    std::vector<Alternative> compound;
    for (const Word& word : run_word.node->words) {
        if (word.kind == text::Token::Kind::compound)
            add_alternatives(compound, expansion_.stem_class(word.folded), Reason::one_word);
        else
            entries.push_back(
                {word, run_word.node, run_word.dropped,
                 run_word.dropped ? std::vector<Alternative>() : expansion_.expand(word.folded)});
    }
    for (Entry& entry : entries)
        add_alternatives(entry.alternatives, single_forms(compound), Reason::one_word);
    return entries;
}

/// Lets "open source" find "opensource" too.
void LeafPlanner::join_neighbours(std::vector<Entry>& entries) const {
    for (std::size_t i = 0; i + 1 < entries.size(); ++i) {
        Entry &first = entries[i], &second = entries[i + 1];
        if (first.dropped) continue;
        const std::vector<Form>& joined =
            expansion_.as_one_word(first.word.folded, second.word.folded);
        add_alternatives(first.alternatives, joined, Reason::one_word);
        if (!second.dropped) add_alternatives(second.alternatives, joined, Reason::one_word);
    }
}

void LeafPlanner::add_synonyms(std::vector<Entry>& entries) const {
    if (synonyms_.empty()) return;
    std::vector<std::string> words;
    words.reserve(entries.size());
    for (const Entry& entry : entries) words.push_back(entry.word.folded);
    for (const Synonyms::Match& match : synonyms_.matches(words, expansion_))
        for (std::size_t i = match.begin; i < match.end; ++i)
            merge_alternatives(entries[i].alternatives, match.alternatives);
    for (Entry& entry : entries) {  // opensource is open source
        const auto phrase = std::find_if(
            entry.alternatives.begin(), entry.alternatives.end(),
            [](const Alternative& alternative) { return alternative.reason == Reason::two_words; });
        if (phrase != entry.alternatives.end())
            merge_alternatives(entry.alternatives,
                               synonyms_.of_all(std::vector(phrase->words), expansion_));
    }
}

/// What to mark and explain for one word of a run.
Findings LeafPlanner::found_for(const Entry& entry, const std::vector<Query>& conditions) const {
    const QueryNode& node = *entry.node;
    Findings found;
    if (entry.alternatives.empty()) found.missing.push_back(missing(node, entry.word, false));
    const bool with_sign = entry.word.has_sign() && database_.term_exists(entry.word.exact);
    found.marks = marks_of(node.field, with_sign ? std::vector<Alternative>{{{entry.word.exact}}}
                                                 : entry.alternatives);
    found.words.push_back({entry.word.folded, entry.alternatives});
    found.parts.push_back(
        {entry.word.folded,
         filtered(class_query(class_of(entry.alternatives), postings_), conditions)});
    if (any_part_ && node.field == schema::Field::body)
        found.parts.back().written =
            node.text.substr(entry.word.begin, entry.word.end - entry.word.begin);
    return found;
}

Part LeafPlanner::word(const QueryNode& node, bool in_or) {
    const std::vector<Word> parts = phrase_words(node.words);
    if (is_only_phrase(node.words) || (node.exact && parts.size() > 1))
        return words_in_order(node, parts, in_or);
    std::vector<Query> all;
    Findings found;
    for (const Word& each : parts) {
        const std::vector<Alternative> alternatives =
            alternatives_of(node, each, &each == &parts.back());
        if (alternatives.empty()) found.missing.push_back(missing(node, each, true));
        const Query query = filtered(class_query(class_of(alternatives), postings_),
                                     conditions_of(node, each, alternatives));
        all.push_back(query);
        const bool as_written = node.exact && !each.exact.empty();
        for (MarkPattern& pattern : marks_of(
                 node.field, as_written ? std::vector<Alternative>{{{each.exact}}} : alternatives))
            found.marks.push_back(std::move(pattern));
        found.words.push_back({to_string(node), alternatives});
        found.parts.push_back({to_string(node), query});
    }
    return {Query(Query::OP_AND, all.begin(), all.end()), true, std::move(found)};
}

/// The terms that one word of a node stands for. * and ~ belong to the last word.
std::vector<Alternative> LeafPlanner::alternatives_of(const QueryNode& node, const Word& word,
                                                      bool last) const {
    std::vector<Alternative> alternatives;
    if (node.exact) {
        if (database_.term_exists(word.folded)) alternatives.push_back({{word.folded}});
    } else if (word.pattern || (node.prefix && last)) {
        const bool is_prefix = node.prefix && last;
        if (node.unfinished) alternatives = expansion_.expand(word.folded);
        add_alternatives(alternatives, expansion_.matching(word.folded + (is_prefix ? "*" : "")),
                         is_prefix ? Reason::prefix : Reason::pattern);
    } else {
        alternatives = expansion_.expand(word.folded);
        if (node.edits > 0 && last) {
            std::vector<Form> near;
            for (const NearSpelling& each : expansion_.near(word.folded, node.edits))
                near.push_back({each.term});
            add_alternatives(alternatives, near, Reason::near);
        }
    }
    return alternatives;
}

/// Plans words in this order, exactly as written: next to each other, or in a phrase with ~ with
/// other words between them.
Part LeafPlanner::words_in_order(const QueryNode& node, const std::vector<Word>& words,
                                 bool in_or) {
    Findings found;
    std::vector<std::string> terms;
    std::vector<std::vector<Form>> pattern;
    for (const Word& each : words) {
        terms.push_back(each.folded);
        pattern.push_back({{each.folded}});
        if (!database_.term_exists(each.folded)) found.missing.push_back(missing(node, each, true));
    }
    const bool is_loose = node.distance > 0 && terms.size() > 1;
    const auto query_of = [&](const std::vector<std::string>& phrase) {
        return is_loose ? documents_query(documents_with_loose_phrase(phrase, node.distance,
                                                                      database_, lists_read_))
                        : phrase_query(phrase);
    };
    Query query = query_of(terms);
    if (in_or && terms.size() > 1) query = found_now(query, database_);
    if (is_loose || (in_or && terms.size() > 1))
        query = Query(Query::OP_FILTER, Query(Query::OP_AND, terms.begin(), terms.end()), query);
    if (node.field != schema::Field::body) {
        std::vector<Query> places;
        for (const schema::Field place : places_of(node.field))
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
    const std::vector<Word> words = phrase_words(node.words);
    if (words.size() > 1) return words_in_order(node, words, in_or);
    QueryNode exact = node;  // "word" in quotes: as written, not its other forms
    exact.kind = Kind::word;
    exact.exact = true;
    return word(exact, in_or);
}

Part LeafPlanner::near(const QueryNode& node, bool in_or) const {
    Findings found;
    std::vector<WordClass> operands, words;  // as the field has them, and anywhere
    schema::Field field = schema::Field::body;
    for (const QueryNode& child : node.children) {
        const std::span<const QueryNode> choices = child.kind == Kind::any_of
                                                       ? std::span<const QueryNode>(child.children)
                                                       : std::span(&child, 1);
        std::vector<Alternative> alternatives;
        for (const QueryNode& choice : choices) {
            field = choice.field;
            const std::vector<Word> phrase = phrase_words(choice.words);
            std::vector<Alternative> more;
            if (phrase.size() > 1) {
                std::vector<std::string> terms;
                terms.reserve(phrase.size());
                for (const Word& each : phrase) terms.push_back(each.folded);
                if (choice.kind == Kind::word)
                    for (const Word& each : choice.words)
                        if (each.kind == text::Token::Kind::compound)
                            add_alternatives(more, expansion_.stem_class(each.folded),
                                             Reason::one_word);
                more.push_back({std::move(terms)});
            } else {
                QueryNode single = choice;
                single.exact = choice.exact || choice.kind == Kind::phrase;
                more = alternatives_of(single, phrase.front(), true);
                if (stands_for_forms(single))
                    merge_alternatives(more, synonyms_.of_all({phrase.front().folded}, expansion_));
                if (more.empty())
                    found.missing.push_back(missing(choice, phrase.front(), single.exact));
            }
            std::move(more.begin(), more.end(), std::back_inserter(alternatives));
        }
        operands.emplace_back();
        for (const Alternative& alternative : alternatives)
            for (const schema::Field place : places_of(field))
                operands.back().push_back({in_field(place, alternative.words), alternative.in});
        words.push_back(class_of(alternatives));
        for (MarkPattern& pattern : marks_of(field, alternatives))
            found.marks.push_back(std::move(pattern));
        found.words.push_back({to_string(child), std::move(alternatives)});
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

/// What a note with one of the alternatives must have besides, without weight: an alternative in
/// the field; the signs of a word; the accents of an =exact word.
std::vector<Query> LeafPlanner::conditions_of(const QueryNode& node, const Word& word,
                                              const std::vector<Alternative>& alternatives) const {
    std::vector<Query> conditions;
    if (node.field != schema::Field::body) {
        std::vector<Query> scoped;
        for (const Alternative& alternative : alternatives) {
            for (const schema::Field place : places_of(node.field)) {
                const std::vector<std::string> terms = in_field(place, alternative.words);
                const Query phrase = terms.size() == 1 ? unweighted_term(terms.front(), database_)
                                                       : phrase_query(terms);
                scoped.push_back(alternative.in == every_language
                                     ? phrase
                                     : Query(Query::OP_FILTER, phrase,
                                             postings_->languages().query(alternative.in)));
            }
        }
        conditions.emplace_back(Query::OP_OR, scoped.begin(), scoped.end());
    }
    if (!word.exact.empty() &&
        (node.exact || (word.has_sign() && database_.term_exists(word.exact))))
        conditions.push_back(unweighted_term(word.exact, database_));
    return conditions;
}

std::vector<MarkPattern> LeafPlanner::marks_of(schema::Field field,
                                               const std::vector<Alternative>& alternatives) const {
    std::vector<MarkPattern> marks;
    if (std::vector<Form> forms = single_forms(alternatives); !forms.empty())
        marks.push_back(mark(field, {std::move(forms)}, 0));
    for (const Alternative& alternative : alternatives) {
        if (alternative.words.size() == 1) continue;
        std::vector<std::vector<Form>> phrase;
        for (const std::string& word : alternative.words)
            phrase.push_back({{word, alternative.in}});
        marks.push_back(mark(field, std::move(phrase), 0));
    }
    return marks;
}

MarkPattern LeafPlanner::mark(schema::Field field, std::vector<std::vector<Form>> words,
                              std::size_t distance) const {
    // Counts notes of every language: the weight of a mark need not be exact.
    double rarest = static_cast<double>(database_.get_doccount());
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
    // =word and phrases are meant as they are written; prefixes and near spellings have been looked
    // up already. If the text differs from the query because a \ was removed, the place of its
    // words is unknown, and nothing can replace them.
    const bool as_written = node.end - node.begin == node.text.size();
    return {Kind::word,
            as_written ? node.begin + word.begin : 0,
            as_written ? node.begin + word.end : 0,
            word.folded,
            {},
            exact || !stands_for_forms(node)};
}

}  // namespace assay::query
