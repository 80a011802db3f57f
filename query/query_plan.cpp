#include "query/query_plan.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "indexer/schema/note_record.h"
#include "indexer/schema/tokenizer.h"
#include "query/stop_words.h"

namespace assay {
namespace {

using Kind = QueryNode::Kind;
using Xapian::Query;

constexpr double surface_share = 0.1;
constexpr double pair_share = 0.05;
constexpr std::size_t most_words_for_pairs = 24;

struct Word {
    std::string folded, exact;
    std::size_t begin = 0, end = 0;  // bytes of the node's text
    Token::Kind kind = Token::Kind::word;
    bool after_hyphen = false;

    /// C++ and .NET are asked for with their signs where somebody writes them so.
    bool has_sign() const { return exact.find_first_of(".@+#") != exact.npos && exact.size() > folded.size(); }
};

std::vector<Word> words_of(const std::string& text) {
    std::vector<Word> words;
    Tokenizer tokens(text);
    for (Token token; tokens.next(token);)
        words.push_back({std::string(token.folded), std::string(token.exact), token.begin, token.end, token.kind, token.after_hyphen});
    return words;
}

/// Words in a row for a phrase. Pairs of characters where the text is one unspaced run: they are rarer than characters.
std::vector<Word> row_of(const std::vector<Word>& words) {
    const auto count = [&](Token::Kind kind) {
        return static_cast<std::size_t>(std::count_if(words.begin(), words.end(), [&](const Word& word) { return word.kind == kind; }));
    };
    const std::size_t pairs = count(Token::Kind::bigram);
    const bool one_run = count(Token::Kind::word) == 0 && pairs > 0 && pairs + 1 == count(Token::Kind::unigram);
    std::vector<Word> row;
    for (const Word& word : words)
        if (one_run ? word.kind == Token::Kind::bigram : word.kind == Token::Kind::word || word.kind == Token::Kind::unigram) row.push_back(word);
    return row;
}

class Planner {
public:
    Planner(const SearchRequest& request, const Xapian::Database& database, const WordExpansion& expansion)
        : request_(request), database_(database), expansion_(expansion) {}

    QueryPlan plan(const QueryNode& tree) {
        Part root = visit(tree, true);
        if (tree.kind == Kind::all) root = {every_note(), false};
        if (root.weighted) boost(tree, root);
        for (const std::string& tag : request_.tags) root = filtered(std::move(root), tag_query(tag, tag.starts_with('=')));
        for (const std::string& tag : request_.not_tags) root.query = Query(Query::OP_AND_NOT, root.query, tag_query(tag, tag.starts_with('=')));
        plan_.ranked = root.weighted;
        plan_.query = std::move(root.query);
        return std::move(plan_);
    }

private:
    struct Part {
        Query query;
        bool weighted = false;
    };

    static Query every_note() { return Query(Query::OP_SCALE_WEIGHT, Query(std::string()), 0); }
    static Query no_note() { return Query(); }
    static Part filtered(Part part, const Query& filter) { return {Query(Query::OP_FILTER, part.query, filter), part.weighted}; }

    Part visit(const QueryNode& node, bool positive) {
        switch (node.kind) {
            case Kind::all: return {every_note(), false};
            case Kind::word: return word(node, positive);
            case Kind::phrase: return phrase(node, row_of(words_of(node.text)), positive);
            case Kind::tag: return tag(node);
            case Kind::none_of: return {Query(Query::OP_AND_NOT, every_note(), visit(node.children.front(), !positive).query), false};
            case Kind::all_of: return all_of(node, positive);
            case Kind::any_of: break;
            case Kind::near:
            case Kind::path:
            case Kind::lang:
            case Kind::is:
            case Kind::has:
            case Kind::meta:
            case Kind::range: throw std::logic_error("the parser does not make these yet");
        }
        Part any;
        std::vector<Query> branches;
        for (const QueryNode& child : node.children) {
            Part part = visit(child, positive);
            branches.push_back(std::move(part.query));
            any.weighted = any.weighted || part.weighted;
        }
        any.query = Query(Query::OP_OR, branches.begin(), branches.end());
        return any;
    }

    Part all_of(const QueryNode& node, bool positive) {
        const bool keep_stop_words = std::none_of(node.children.begin(), node.children.end(), [](const QueryNode& child) {
            return child.kind != Kind::none_of && child.kind != Kind::tag && !is_free_stop_word(child);
        });
        std::vector<Query> weighted, filters, negatives;
        for (const QueryNode& child : node.children) {
            if (child.kind == Kind::none_of) {
                negatives.push_back(visit(child.children.front(), !positive).query);
                continue;
            }
            if (!keep_stop_words && is_free_stop_word(child)) continue;
            Part part = visit(child, positive);
            (part.weighted ? weighted : filters).push_back(std::move(part.query));
        }
        Part all{weighted.empty() ? every_note() : Query(Query::OP_AND, weighted.begin(), weighted.end()), !weighted.empty()};
        for (const Query& filter : filters) all = filtered(std::move(all), filter);
        for (const Query& negative : negatives) all.query = Query(Query::OP_AND_NOT, all.query, negative);
        return all;
    }

    static bool is_free_word(const QueryNode& node) { return node.kind == Kind::word && node.field == Field::body && !node.exact && !node.prefix; }
    static bool is_free_stop_word(const QueryNode& node) {
        if (!is_free_word(node)) return false;
        const std::vector<Word> words = words_of(node.text);
        return words.size() == 1 && is_stop_word(words.front().folded);
    }

    Part word(const QueryNode& node, bool positive) {
        const std::vector<Word> words = words_of(node.text);
        const bool unspaced = std::any_of(words.begin(), words.end(), [](const Word& w) { return w.kind == Token::Kind::unigram; });
        const bool hyphenated = std::all_of(words.begin() + 1, words.end(), [](const Word& w) { return w.after_hyphen || w.kind == Token::Kind::compound; });
        if (unspaced || !hyphenated) return phrase(node, row_of(words), positive);
        // open-source = open source = opensource: all parts, or the compound.
        std::vector<Query> parts;
        Query compound;
        for (const Word& each : words) {
            const bool last = &each == &words.back() || (&each + 1)->kind == Token::Kind::compound;
            std::vector<std::string> terms = terms_of(node, each, last);
            if (each.kind == Token::Kind::compound) {
                if (terms.empty()) continue;
                compound = scoped(node.field, terms);
            } else {
                if (terms.empty()) miss(node, each);
                parts.push_back(restricted(node, each, scoped(node.field, terms)));
                if (node.exact || (each.has_sign() && database_.term_exists(each.exact)))
                    if (!each.exact.empty()) terms = {each.exact};
            }
            if (positive) mark(node.field, {terms});
        }
        Query all(Query::OP_AND, parts.begin(), parts.end());
        return {compound.empty() ? all : Query(Query::OP_OR, all, compound), true};
    }

    std::vector<std::string> terms_of(const QueryNode& node, const Word& word, bool last) const {
        if (node.prefix && last) return expansion_.with_prefix(word.folded);
        if (node.exact || word.kind == Token::Kind::unigram) return database_.term_exists(word.folded) ? std::vector{word.folded} : std::vector<std::string>();
        return expansion_.stem_class(word.folded);
    }

    /// Signs, and the accents of an =exact word, filter: the exact form has no weight of its own.
    Query restricted(const QueryNode& node, const Word& word, Query query) const {
        if (word.exact.empty() || !(node.exact || (word.has_sign() && database_.term_exists(word.exact)))) return query;
        return Query(Query::OP_FILTER, query, Query(word.exact));
    }

    /// Any of the terms, anywhere or in a field. Terms of a field carry no weight: the words give it, the field filters.
    static Query scoped(Field field, const std::vector<std::string>& terms) {
        Query words(Query::OP_SYNONYM, terms.begin(), terms.end());
        if (field == Field::body) return words;
        std::vector<std::string> in_field;
        for (const std::string& term : terms) in_field.push_back(make_term(field, term));
        return Query(Query::OP_FILTER, words, Query(Query::OP_OR, in_field.begin(), in_field.end()));
    }

    Part phrase(const QueryNode& node, const std::vector<Word>& row, bool positive) {
        if (row.size() == 1 && node.kind == Kind::phrase) {  // "word" in quotes: as typed, not its stem
            QueryNode exact = node;
            exact.kind = Kind::word;
            exact.exact = true;
            return word(exact, positive);
        }
        std::vector<std::string> terms, in_field;
        std::vector<std::vector<std::string>> pattern;
        for (const Word& each : row) {
            terms.push_back(each.folded);
            in_field.push_back(make_term(node.field, each.folded));
            pattern.push_back({each.folded});
            if (!database_.term_exists(each.folded)) miss(node, each);
        }
        if (positive) mark(node.field, std::move(pattern));
        const auto size = static_cast<Xapian::termcount>(terms.size());
        Query query(Query::OP_PHRASE, terms.begin(), terms.end(), size);
        if (node.field != Field::body) query = Query(Query::OP_FILTER, query, Query(Query::OP_PHRASE, in_field.begin(), in_field.end(), size));
        return {query, true};
    }

    Part tag(const QueryNode& node) {
        const std::string folded = fold_tag(node.text);
        if (!database_.term_exists(tag_term(folded, node.exact))) {
            const std::size_t begin = byte_of_column(node.column);
            plan_.missing.push_back({begin, begin + node.text.size(), folded, true});
        }
        return {Query(Query::OP_SCALE_WEIGHT, unweighted(tag_term(folded, node.exact)), 0), false};
    }

    /// Xapian 1.4 takes the list of all notes for an unweighted term that all have, and then throws where that list has more than one
    /// chunk ("Unexpected end of posting list"; LocalSubMatch::open_post_list renames it): asked for outright, it is read well.
    Query unweighted(const std::string& term) const {
        return database_.get_termfreq(term) == database_.get_doccount() ? Query(std::string()) : Query(term);
    }

    static Query tag_query(std::string_view typed, bool alone) {
        if (alone) typed.remove_prefix(1);
        return Query(tag_term(fold_tag(typed), alone));
    }

    void miss(const QueryNode& node, const Word& word) {
        const std::size_t begin = byte_of_column(node.column);
        plan_.missing.push_back({begin + word.begin, begin + word.end, word.folded, false});
    }

    std::size_t byte_of_column(std::size_t column) const {
        std::size_t at = 0;
        for (; column > 1 && at < request_.text.size(); --column)
            do ++at;
            while (at < request_.text.size() && (static_cast<unsigned char>(request_.text[at]) & 0xC0U) == 0x80U);
        return at;
    }

    void mark(Field field, std::vector<std::vector<std::string>> words) {
        // A word typed again is not searched for again: the time to mark a text goes with the patterns.
        for (const MarkPattern& pattern : plan_.marks)
            if (pattern.field == field && pattern.words == words) return;
        double rarest = static_cast<double>(database_.get_doccount());
        for (const std::vector<std::string>& terms : words) {
            double notes = 0;
            for (const std::string& term : terms) notes += static_cast<double>(database_.get_termfreq(term));
            rarest = std::min(rarest, notes);
        }
        const double weight = std::log1p(static_cast<double>(database_.get_doccount()) / std::max(rarest, 1.0));
        plan_.marks.push_back({std::move(words), field, weight});
    }

    /// More for the form as typed and for neighbours, never a condition.
    void boost(const QueryNode& tree, Part& root) const {
        std::vector<const QueryNode*> free;
        if (is_free_word(tree)) free.push_back(&tree);
        if (tree.kind == Kind::all_of)
            for (const QueryNode& child : tree.children) free.push_back(is_free_word(child) ? &child : nullptr);
        std::vector<Query> boosts;
        std::vector<Word> typed;  // a word without text stands between words that are no neighbours
        for (const QueryNode* node : free) {
            if (node == nullptr) {
                typed.emplace_back();
                continue;
            }
            for (Word& each : words_of(node->text))
                if (each.kind == Token::Kind::word) typed.push_back(std::move(each));
        }
        for (std::size_t i = 0; i < typed.size(); ++i) {
            const Word& each = typed[i];
            if (each.folded.empty() || is_stop_word(each.folded)) continue;
            const Query surface = each.exact.empty() ? Query(each.folded) : Query(Query::OP_FILTER, Query(each.folded), Query(each.exact));
            boosts.emplace_back(Query::OP_SCALE_WEIGHT, surface, surface_share);
            if (i + 1 == typed.size() || typed.size() > most_words_for_pairs || typed[i + 1].folded.empty() || is_stop_word(typed[i + 1].folded)) continue;
            const std::vector<std::string> pair{each.folded, typed[i + 1].folded};
            boosts.emplace_back(Query::OP_SCALE_WEIGHT, Query(Query::OP_PHRASE, pair.begin(), pair.end(), 2), pair_share);
        }
        if (!boosts.empty()) root.query = Query(Query::OP_AND_MAYBE, root.query, Query(Query::OP_OR, boosts.begin(), boosts.end()));
    }

    const SearchRequest& request_;
    const Xapian::Database& database_;
    const WordExpansion& expansion_;
    QueryPlan plan_;
};

}  // namespace

QueryPlan make_plan(const QueryNode& tree, const SearchRequest& request, const Xapian::Database& database, const WordExpansion& expansion) {
    return Planner(request, database, expansion).plan(tree);
}

}  // namespace assay
