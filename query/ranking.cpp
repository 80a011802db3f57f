#include "query/ranking.h"

#include <algorithm>
#include <span>

#include "indexer/schema/fields.h"
#include "indexer/schema/glob.h"
#include "indexer/schema/tokenizer.h"
#include "query/document_set.h"
#include "query/query_words.h"
#include "query/stop_words.h"

namespace assay {
namespace {

using Kind = QueryNode::Kind;
using Xapian::Query;

constexpr double surface_share = 0.15;
constexpr double pair_share = 0.03;
constexpr std::size_t most_words_for_pairs = 24;

struct Typed : Word {
    std::size_t times = 1;  // it stands in a plain text
};

void add_part(QueryPlan& plan, std::vector<Query>& boosts, std::string what, Query boost) {
    for (const Query& known : boosts)
        if (known.get_description() == boost.get_description()) return;  // a word typed twice
    plan.parts.push_back({std::move(what), Query(Query::OP_FILTER, boost, plan.query)});
    boosts.push_back(std::move(boost));
}

/// The query as a title would have it: its words, when everything else in it only filters. Empty when there is more to it.
std::string as_title(const QueryNode& typed) {
    const bool is_group = typed.kind == Kind::all_of || typed.kind == Kind::any_of;
    std::string title;
    for (const QueryNode& part : is_group ? std::span<const QueryNode>(typed.children) : std::span(&typed, 1)) {
        const bool is_text = is_free_word(part) || (part.kind == Kind::phrase && part.field == Field::body && part.distance == 0);
        if (is_text) title.append(title.empty() ? "" : " ").append(whole_text(part.text));
        else if (!is_filter(part)) return {};
    }
    return title;
}

/// Enough weight for the notes with this title to come before all others: as much as any note can have without it.
void lift_title(QueryPlan& plan, std::vector<Query>& boosts, const std::string& title, const Xapian::Database& database) {
    const std::string term = make_term(Field::whole_title, title);
    if (title.empty() || !database.term_exists(term)) return;
    Xapian::Enquire enquire(database);
    enquire.set_weighting_scheme(weighting());
    enquire.set_query(boosts.empty() ? plan.query : Query(Query::OP_AND_MAYBE, plan.query, Query(Query::OP_OR, boosts.begin(), boosts.end())));
    const double most = enquire.get_mset(0, 0).get_max_possible();
    add_part(plan, boosts, "title: " + title, Query(Query::OP_FILTER, weight_for_all(most + 1), Query(term)));
}

}  // namespace

void add_boosts(QueryPlan& plan, const QueryNode& typed, bool plain, const Xapian::Database& database) {
    std::vector<Typed> words;  // a word without text stands between words that are no neighbours
    const bool is_group = typed.kind == Kind::all_of || (plain && typed.kind == Kind::any_of);
    for (const QueryNode& part : is_group ? std::span<const QueryNode>(typed.children) : std::span(&typed, 1)) {
        if (!is_free_word(part)) {
            words.emplace_back();
            continue;
        }
        for (Word& word : words_of(part.text))
            if (word.kind == Token::Kind::word) words.push_back({std::move(word), part.times});
    }
    std::vector<Query> boosts;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const Typed& word = words[i];
        if (word.folded.empty() || is_stop_word(word.folded)) continue;
        const Query surface = word.exact.empty() ? Query(word.folded) : Query(Query::OP_FILTER, Query(word.folded), Query(word.exact));
        add_part(plan, boosts, "as typed: " + word.folded, Query(Query::OP_SCALE_WEIGHT, surface, surface_share * static_cast<double>(word.times)));
        if (i + 1 == words.size() || words.size() > most_words_for_pairs || words[i + 1].folded.empty() || is_stop_word(words[i + 1].folded)) continue;
        const std::vector<std::string> pair{word.folded, words[i + 1].folded};
        add_part(plan, boosts, "in a row: " + pair[0] + " " + pair[1], Query(Query::OP_SCALE_WEIGHT, Query(Query::OP_PHRASE, pair.begin(), pair.end(), 2), pair_share));
    }
    lift_title(plan, boosts, as_title(typed), database);
    if (!boosts.empty()) plan.query = Query(Query::OP_AND_MAYBE, plan.query, Query(Query::OP_OR, boosts.begin(), boosts.end()));
}

void weigh_paths(QueryPlan& plan, const std::vector<std::pair<std::string, double>>& weights, const Xapian::Database& database) {
    if (weights.empty()) return;
    std::vector<std::vector<Xapian::docid>> notes(weights.size());  // of each glob, those that no later one names
    std::vector<Xapian::docid> weighed;
    for (auto value = database.valuestream_begin(slot(Field::path)); value != database.valuestream_end(slot(Field::path)); ++value) {
        for (std::size_t i = weights.size(); i-- > 0;) {
            if (!glob_matches(weights[i].first, *value)) continue;
            notes[i].push_back(value.get_docid());
            weighed.push_back(value.get_docid());
            break;
        }
    }
    const auto scaled = [&](const Query& query) {
        std::vector<Query> classes{Query(Query::OP_AND_NOT, query, documents_query(weighed))};
        for (std::size_t i = 0; i < weights.size(); ++i)
            if (!notes[i].empty()) classes.emplace_back(Query::OP_SCALE_WEIGHT, Query(Query::OP_FILTER, query, documents_query(notes[i])), weights[i].second);
        return Query(Query::OP_OR, classes.begin(), classes.end());
    };
    if (weighed.empty()) return;
    plan.query = scaled(plan.query);
    for (WeighedPart& part : plan.parts) part.query = scaled(part.query);
}

}  // namespace assay
