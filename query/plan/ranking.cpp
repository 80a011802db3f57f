#include "query/plan/ranking.h"

#include <algorithm>
#include <span>

#include "indexer/schema/fields.h"
#include "indexer/text/glob.h"
#include "indexer/text/stop_words.h"
#include "indexer/text/tokenizer.h"
#include "query/language/query_words.h"
#include "query/words/document_set.h"
#include "query/words/weighting.h"

namespace assay::query {
namespace {

using Kind = QueryNode::Kind;
using Xapian::Query;

constexpr double as_written_share = 0.1;
constexpr double pair_share = 0.05;
constexpr std::size_t most_words_for_pairs = 24;

struct WrittenWord : Word {
    std::size_t times = 1;         // how often a plain text has it
    std::vector<std::string> run;  // pairs of characters of an unspaced script, instead of a word
};

/// A query may have a word twice.
template <class Boost>
void add_once(std::vector<Boost>& boosts, Boost boost) {
    if (std::none_of(boosts.begin(), boosts.end(),
                     [&](const Boost& each) { return each.what == boost.what; }))
        boosts.push_back(std::move(boost));
}

WeighedPart part_of(const TermBoost& boost, const Xapian::Database& database) {
    const Query weighed(Query::OP_SCALE_WEIGHT, Query(boost.term), boost.share);
    return {boost.what, boost.exact.empty() ? weighed
                                            : Query(Query::OP_FILTER, weighed,
                                                    unweighted_term(boost.exact, database))};
}

/// The words of the query as a title would have them, if everything else in it only filters; else
/// empty.
std::string as_title(const QueryNode& written) {
    const bool is_group = written.kind == Kind::all_of || written.kind == Kind::any_of;
    std::string title;
    for (const QueryNode& part :
         is_group ? std::span<const QueryNode>(written.children) : std::span(&written, 1)) {
        const bool is_text =
            is_free_word(part) ||
            (part.kind == Kind::phrase && part.field == schema::Field::body && part.distance == 0);
        if (is_text) title.append(title.empty() ? "" : " ").append(text::whole_text(part.text));
        else if (!is_filter(part)) return {};
    }
    return title;
}

/// Adds shares of the weight of the whole query for notes with all words in the title, with the
/// words close together there, and with the words close together anywhere. People who search for
/// several words remember a title or a sentence.
///
/// Measured by known-item search over blog-haacked and til-simonw, as the share of queries whose
/// note came first: for words of a title .861 and .953 without these boosts, .944 and .987 with
/// them; for words of a sentence .942 and .940 without, .956 and .960 with. The full share up to 14
/// words and a falling one up to 25 was, of a dozen settings, the one that lost no first place over
/// six corpora.
void add_proximity_boosts(Boosts& boosts, const std::vector<WrittenWord>& words,
                          const WordExpansion& expansion) {
    constexpr double title_share = 1, close_in_title_share = 0.25, close_share = 1,
                     phrase_share = 0.25;
    constexpr std::size_t sentence_distance = 14, furthest = 25;  // words
    constexpr std::size_t characters_in_word = 2;  // in unspaced scripts, each with a position
    constexpr std::size_t most_words = 8;          // more words are a pasted text
    using Among = ProximityBoost::Among;
    std::vector<AnyOf> in_title;
    std::vector<WordClass> anywhere, close_in_title, phrase;
    bool has_run = false;
    for (const WrittenWord& word : words) {
        if (word.folded.empty() && word.run.empty()) return;
        WordClass phrases;
        if (!word.run.empty()) {
            has_run = true;
            phrases.push_back({word.run});
        } else {
            phrase.push_back({{{word.folded}}});
            if (text::is_stop_word(word.folded)) continue;
            for (const Form& form : expansion.stem_class(word.folded))
                phrases.push_back({{form.term}, form.in});
        }
        WordClass in_titles;
        for (const TermPhrase& each : phrases)
            for (const schema::Field title : {schema::Field::title, schema::Field::top_heading}) {
                in_titles.push_back(each);
                for (std::string& term : in_titles.back().terms)
                    term = schema::make_term(title, term);
            }
        const std::size_t terms = word.run.empty() ? 1 : word.run.size();
        for (std::size_t i = 0; i < terms; ++i) {
            in_title.emplace_back();
            for (const TermPhrase& each : in_titles)
                in_title.back().push_back({each.terms[i], each.in});
        }
        anywhere.push_back(std::move(phrases));
        close_in_title.push_back(std::move(in_titles));
    }
    const std::size_t count = anywhere.size(), width = has_run ? characters_in_word : 1;
    if (count == 0 || count > most_words) return;
    boosts.in_title = in_title;
    boosts.proximity_boosts.push_back({"all in the title", title_share, Among::titled});
    if (count == 1) return;
    boosts.proximity_boosts.push_back({"close in the title", close_in_title_share,
                                       Among::boosted_before, std::move(close_in_title), false,
                                       width * 2 * (count - 1)});
    boosts.proximity_boosts.push_back(
        {"close together", close_share, Among::all, std::move(anywhere), false,
         width * std::max(sentence_distance, words.size()), width * furthest});
    if (!has_run)
        boosts.proximity_boosts.push_back(
            {"as a phrase", phrase_share, Among::boosted_before, std::move(phrase), true});
}

/// Gives notes with this title, stop words aside, as much weight as any note can have without it,
/// so that they come first; and the same once more if the stop words are the same too.
void add_title_boost(Boosts& boosts, const std::string& title, const Query& query,
                     const PostingReader& postings) {
    if (title.empty()) return;
    const Xapian::Database& database = postings.database();
    const std::string content =
        schema::make_term(schema::Field::whole_title, text::text_without_stop_words(title));
    if (!database.term_exists(content)) return;
    Xapian::Enquire enquire(database);
    enquire.set_weighting_scheme(weighting(postings.normalization()));
    const auto most_of = [&](const Query& each) {
        enquire.set_query(each);
        return enquire.get_mset(0, 0).get_max_possible();
    };
    const double most_of_words = most_of(query);
    double most = most_of_words;
    for (const ProximityBoost& boost : boosts.proximity_boosts) most += boost.share * most_of_words;
    for (const TermBoost& boost : boosts.term_boosts)
        most += most_of(part_of(boost, database).query);
    for (const WeighedPart& extra : boosts.extras) most += most_of(extra.query);
    boosts.same_title = {{{content}}};
    boosts.extras.push_back(
        {"whole title but for stop words",
         Query(Query::OP_FILTER, weight_for_all(most), unweighted_term(content, database))});
    boosts.extras.push_back(
        {"whole title",
         Query(Query::OP_FILTER, weight_for_all(most),
               unweighted_term(schema::make_term(schema::Field::whole_title, title), database))});
}

}  // namespace

double normalization_of(const QueryNode& written) {
    // cacm, whose longest queries are of 70 words: nDCG@10 .5573 with 1, .5631 with .35 to .6,
    // .5573 with .2.
    constexpr std::size_t many_words = 30;  // without stop words; about fifty with them
    constexpr double of_many_words = 0.5;
    const auto words = std::count_if(
        written.children.begin(), written.children.end(),
        [](const QueryNode& child) { return !is_filter(child) && !is_free_stop_word(child); });
    return static_cast<std::size_t>(words) > many_words ? of_many_words : 1;
}

Boosts boosts_of(const QueryNode& written, bool plain, const Query& query,
                 const PostingReader& postings, const WordExpansion& expansion) {
    Boosts boosts;
    std::vector<WrittenWord> words;  // a word without text separates words that are not neighbours
    const bool is_group = written.kind == Kind::all_of || (plain && written.kind == Kind::any_of);
    for (const QueryNode& part :
         is_group ? std::span<const QueryNode>(written.children) : std::span(&written, 1)) {
        if (!is_free_word(part)) {
            words.emplace_back();
            continue;
        }
        const std::vector<Word> phrase = phrase_words(part.words);
        for (const Word& word : phrase)  // 翻譯 before 翻译
            if (word.kind != text::Token::Kind::word && !word.exact.empty())
                add_once(boosts.term_boosts, {"as typed: " + word.exact, word.folded, word.exact,
                                              as_written_share * static_cast<double>(part.times)});
        if (is_only_phrase(part.words) && part.words.front().kind == text::Token::Kind::unigram) {
            words.push_back({{}, part.times, {}});
            for (const Word& pair : phrase) words.back().run.push_back(pair.folded);
            continue;
        }
        for (const Word& word : part.words)
            if (word.kind == text::Token::Kind::word) words.push_back({word, part.times, {}});
    }
    for (std::size_t i = 0; i < words.size(); ++i) {
        const WrittenWord& word = words[i];
        if (word.folded.empty() || text::is_stop_word(word.folded)) continue;
        add_once(boosts.term_boosts, {"as typed: " + word.folded, word.folded, word.exact,
                                      as_written_share * static_cast<double>(word.times)});
        const bool is_all = !plain && words.size() == 2;  // boosted as a phrase
        if (is_all || i + 1 == words.size() || words.size() > most_words_for_pairs ||
            words[i + 1].folded.empty() || text::is_stop_word(words[i + 1].folded))
            continue;
        const std::vector<std::string> pair{word.folded, words[i + 1].folded};
        const Query in_order(Query::OP_PHRASE, pair.begin(), pair.end(), 2);
        add_once(boosts.extras, {"in a row: " + pair[0] + " " + pair[1],
                                 Query(Query::OP_SCALE_WEIGHT, in_order, pair_share)});
    }
    if (!plain) add_proximity_boosts(boosts, words, expansion);
    add_title_boost(boosts, as_title(written), query, postings);
    return boosts;
}

QueryPlan with_path_weights(QueryPlan plan,
                            const std::vector<std::pair<std::string, double>>& weights) {
    if (weights.empty()) return plan;
    const Xapian::Database& database = plan.postings->database();
    std::vector<std::vector<Xapian::docid>> notes(
        weights.size());  // of each glob, those that no later one names
    std::vector<Xapian::docid> weighed;
    std::vector<text::Glob> globs;
    for (const auto& [pattern, weight] : weights) globs.emplace_back(pattern);
    for (auto value = database.valuestream_begin(schema::slot(schema::Field::path));
         value != database.valuestream_end(schema::slot(schema::Field::path)); ++value) {
        const std::string path = *value;
        const text::Glob::Path tried(path);
        for (std::size_t i = weights.size(); i-- > 0;) {
            if (!globs[i].matches(tried)) continue;
            notes[i].push_back(value.get_docid());
            weighed.push_back(value.get_docid());
            break;
        }
    }
    const auto scaled = [&](const Query& query) {
        std::vector<Query> classes{Query(Query::OP_AND_NOT, query, documents_query(weighed))};
        for (std::size_t i = 0; i < weights.size(); ++i)
            if (!notes[i].empty())
                classes.emplace_back(Query::OP_SCALE_WEIGHT,
                                     Query(Query::OP_FILTER, query, documents_query(notes[i])),
                                     weights[i].second);
        return Query(Query::OP_OR, classes.begin(), classes.end());
    };
    if (weighed.empty()) return plan;
    plan.match = scaled(plan.match.query());
    for (const TermBoost& boost : plan.boosts.term_boosts)
        plan.boosts.extras.push_back(part_of(boost, database));
    plan.boosts.term_boosts.clear();
    for (WeighedPart& extra : plan.boosts.extras) extra.query = scaled(extra.query);
    for (WeighedPart& part : plan.found.parts) part.query = scaled(part.query);
    return plan;
}

}  // namespace assay::query
