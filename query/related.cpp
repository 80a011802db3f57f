#include "query/related.h"

#include <algorithm>
#include <cmath>

#include "indexer/schema/fields.h"
#include "indexer/schema/index_store.h"
#include "indexer/text/stop_words.h"
#include "indexer/text/unicode.h"
#include "query/words/document_set.h"

namespace assay::query {
namespace {

using Xapian::Query;

constexpr std::size_t most_words = 40;
constexpr double tag_share = 0.5;  // of the greatest weight of a word that is as rare

struct KeyWord {
    std::string term;
    double weight;  // its frequency in the note, times how rare it is in others
    double often;   // its frequency in the note, from 0 to 1
};

/// The words of the note by falling weight.
std::vector<KeyWord> key_words(Xapian::docid document, const Xapian::Database& database) {
    const double notes = database.get_doccount();
    std::vector<KeyWord> words;
    for (auto term = database.termlist_begin(document); term != database.termlist_end(document);
         ++term) {
        const std::string word = *term;
        const double in_note = term.get_wdf(), in_notes = term.get_termfreq();
        if (in_note == 0 || !is_folded_word(word) || text::is_stop_word(word)) continue;
        if (word.find_first_of("0123456789") != word.npos || unicode::length(word) < 2) continue;
        const double often = in_note / (in_note + 1);
        words.push_back({word, often * std::log2((notes + 1) / (in_notes + 0.5)), often});
    }
    std::sort(words.begin(), words.end(), [](const KeyWord& a, const KeyWord& b) {
        return a.weight != b.weight ? a.weight > b.weight : a.term < b.term;
    });
    return words;
}

}  // namespace

std::optional<QueryPlan> related_plan(std::string_view path, const Xapian::Database& database,
                                      const WordExpansion& expansion) {
    const Xapian::docid document = schema::note_at(database, path);
    if (document == 0) return std::nullopt;
    const double notes = database.get_doccount();
    QueryPlan plan;
    plan.postings = std::make_shared<PostingReader>(database);
    std::vector<Query> any;
    std::vector<std::string> taken;
    const auto add = [&](std::string what, Query query) {
        any.push_back(query);
        plan.found.parts.push_back({std::move(what), std::move(query)});
    };
    for (const KeyWord& word : key_words(document, database)) {
        if (any.size() == most_words) break;
        if (std::find(taken.begin(), taken.end(), word.term) != taken.end()) continue;
        const std::vector<Form>& forms = expansion.stem_class(word.term);
        Xapian::doccount in_notes = 0;
        WordClass phrases;
        for (const Form& form : forms) {
            taken.push_back(form.term);
            // Counts notes of every language: at worst a word is searched that finds nothing.
            in_notes += expansion.notes_with(form.term);
            phrases.push_back({{form.term}, form.in});
        }
        if (in_notes < 2) continue;  // no other note has it
        add(word.term, Query(Query::OP_SCALE_WEIGHT, class_query(std::move(phrases), plan.postings),
                             word.often));
        plan.found.marks.push_back({{forms}, schema::Field::body, word.weight, 0});
        plan.found.words.push_back({word.term, {}});
        add_alternatives(plan.found.words.back().alternatives, forms, Reason::stem);
    }
    const std::string tag_prefix(*schema::spec(schema::Field::tag).prefix);
    for (auto term = database.termlist_begin(document); term != database.termlist_end(document);
         ++term) {
        if (!(*term).starts_with(tag_prefix) || (*term)[tag_prefix.size()] == '=' ||
            term.get_termfreq() < 2)
            continue;
        const double rarity = tag_share * std::log2((notes + 1) / (term.get_termfreq() + 0.5));
        add("#" + (*term).substr(tag_prefix.size()),
            Query(Query::OP_FILTER, weight_for_all(rarity), unweighted_term(*term, database)));
    }
    plan.match = Query(Query::OP_AND_NOT, Query(Query::OP_OR, any.begin(), any.end()),
                       Query(schema::make_term(schema::Field::path, path)));
    plan.ranked = true;
    return plan;
}

}  // namespace assay::query
