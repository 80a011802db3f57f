#include "query/language/relaxing.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "query/language/query_words.h"

namespace assay::query {
namespace {

using Kind = QueryNode::Kind;

bool is_plain_word(const QueryNode& node) { return is_free_word(node) && !node.bound; }

/// True for a condition that may stay when the words are relaxed.
bool holds(const QueryNode& node) {
    switch (node.kind) {
        case Kind::word: return !node.exact && !node.bound;
        case Kind::phrase:
        case Kind::near:
        case Kind::all_of:
        case Kind::any_of:
        case Kind::none_of: return false;
        case Kind::all:
        case Kind::tag:
        case Kind::file:
        case Kind::path:
        case Kind::lang:
        case Kind::is:
        case Kind::has:
        case Kind::meta:
        case Kind::linked:
        case Kind::range: break;
    }
    return !node.bound;
}

/// The pairs of characters of a word that is one run of an unspaced script; none for other words.
std::vector<QueryNode> pairs_of(const QueryNode& word) {
    std::vector<QueryNode> pairs;
    for (const Word& each : phrase_words(word.words)) {
        if (each.kind != text::Token::Kind::bigram) return {};
        QueryNode pair = word;
        pair.text = word.text.substr(each.begin, each.end - each.begin);
        cut_words(pair);
        pair.end = word.begin + each.end;
        pair.begin = word.begin + each.begin;
        pairs.push_back(std::move(pair));
    }
    return pairs.size() > 1 ? pairs : std::vector<QueryNode>();
}

}  // namespace

std::optional<RelaxedQuery> relaxed_query(const QueryNode& tree) {
    const bool is_one = is_plain_word(tree);
    if (!is_one && tree.kind != Kind::all_of) return std::nullopt;
    const std::vector<QueryNode> parts = is_one ? std::vector{tree} : tree.children;
    RelaxedQuery relaxed;
    std::vector<QueryNode> words, others;
    for (const QueryNode& part : parts) {
        if (!is_plain_word(part)) {
            if (!holds(part)) return std::nullopt;
            others.push_back(part);
            continue;
        }
        if (!is_free_stop_word(part)) relaxed.words.push_back(part.text);
        if (std::vector<QueryNode> pairs = pairs_of(part); !pairs.empty()) {
            relaxed.parted += (relaxed.parted.empty() ? "" : " ") + part.text;
            std::move(pairs.begin(), pairs.end(), std::back_inserter(words));
        } else {
            words.push_back(part);
        }
    }
    if (relaxed.words.empty())
        for (const QueryNode& word : words) relaxed.words.push_back(word.text);
    const auto content = std::count_if(
        words.begin(), words.end(), [](const QueryNode& word) { return !is_free_stop_word(word); });
    if (words.size() < 2 || content == 1) return std::nullopt;
    relaxed.tree.kind = Kind::all_of;
    relaxed.tree.column = tree.column;
    relaxed.tree.children = std::move(words);
    std::move(others.begin(), others.end(), std::back_inserter(relaxed.tree.children));
    return relaxed;
}

QueryNode without_stop_words(const QueryNode& plain) {
    QueryNode content = plain;
    std::erase_if(content.children, is_free_stop_word);
    if (content.children.empty()) return plain;
    return content.children.size() == 1 ? content.children.front() : content;
}

}  // namespace assay::query
