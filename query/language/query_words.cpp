#include "query/language/query_words.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "indexer/text/stop_words.h"

namespace assay::query {

using Kind = QueryNode::Kind;

std::vector<Word> words_of(std::string_view text) {
    std::vector<Word> words;
    text::Tokenizer tokens(text);
    for (text::Token token; tokens.next(token);)
        if (!token.is_part())
            words.push_back({std::string(token.folded), std::string(token.exact), token.begin,
                             token.end, token.kind, token.after_hyphen});
    return words;
}

void cut_words(QueryNode& node) {
    if (!node.pattern) {
        node.words = words_of(node.text);
        return;
    }
    // The tokenizer must take * and ? for letters. So they are replaced by two letters that no
    // language with case or a stemmer uses, and put back afterwards.
    constexpr std::string_view any_letters = "\u01c3", one_letter = "\u01c2";
    std::string letters;
    for (const char c : node.text) {
        if (c != '*' && c != '?') letters.push_back(c);
        else if (c == '?' || !letters.ends_with(any_letters))
            letters.append(c == '*' ? any_letters : one_letter);
    }
    node.words = words_of(letters);
    for (Word& word : node.words) {
        word.begin = 0;
        word.end = node.text.size();
        for (const auto& [letter, sign] : {std::pair(any_letters, "*"), std::pair(one_letter, "?")})
            for (std::size_t at = word.folded.find(letter); at != word.folded.npos;
                 at = word.folded.find(letter, at)) {
                word.folded.replace(at, letter.size(), sign);
                word.pattern = true;
            }
        if (word.pattern) word.exact.clear();
    }
    std::erase_if(node.words,
                  [](const Word& word) { return word.kind == text::Token::Kind::compound; });
}

std::vector<Word> phrase_words(const std::vector<Word>& words) {
    const auto count = [&](text::Token::Kind kind) {
        return static_cast<std::size_t>(std::count_if(
            words.begin(), words.end(), [&](const Word& word) { return word.kind == kind; }));
    };
    const std::size_t pairs = count(text::Token::Kind::bigram);
    const bool one_run = count(text::Token::Kind::word) == 0 && pairs > 0 &&
                         pairs + 1 == count(text::Token::Kind::unigram);
    std::vector<Word> phrase;
    for (const Word& word : words)
        if (one_run
                ? word.kind == text::Token::Kind::bigram
                : word.kind == text::Token::Kind::word || word.kind == text::Token::Kind::unigram)
            phrase.push_back(word);
    return phrase;
}

bool is_only_phrase(const std::vector<Word>& words) {
    if (std::any_of(words.begin(), words.end(),
                    [](const Word& word) { return word.kind == text::Token::Kind::unigram; }))
        return true;
    return !std::all_of(words.begin() + 1, words.end(), [](const Word& word) {
        return word.after_hyphen || word.kind == text::Token::Kind::compound;
    });
}

bool is_free_word(const QueryNode& node) {
    return node.kind == Kind::word && node.field == schema::Field::body && !node.exact &&
           !node.prefix && !node.pattern && node.edits == 0;
}

namespace {

/// True for WHO and IT: at least two letters, all upper case.
bool is_in_capitals(std::string_view text) {
    const auto letters =
        std::count_if(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    return letters > 1 &&
           std::none_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

}  // namespace

bool is_free_stop_word(const QueryNode& node) {
    if (!is_free_word(node) || node.bound || is_in_capitals(node.text)) return false;
    return node.words.size() == 1 && text::is_stop_word(node.words.front().folded);
}

bool keeps_stop_words(const QueryNode& all_of) {
    return std::all_of(all_of.children.begin(), all_of.children.end(), [](const QueryNode& child) {
        return is_filter(child) || is_free_stop_word(child);
    });
}

namespace {

/// Replaces "log in" by "log OR login" if is_one_word(log, in).
void write_as_one_word(std::vector<QueryNode>& children, const IsOneWord& is_one_word) {
    for (std::size_t i = 0; i + 1 < children.size(); ++i) {
        const QueryNode &first = children[i], &second = children[i + 1];
        if (!is_free_word(first) || first.words.size() != 1 || !is_free_stop_word(second) ||
            !is_one_word(first.words.front().folded, second.words.front().folded))
            continue;
        QueryNode both;
        both.kind = Kind::any_of;
        both.children = {first, first};
        both.children.back().text += second.text;
        children[i] = std::move(both);
    }
}

/// Lifts children of the kind of `node`, as the parser does.
void flatten(QueryNode& node) {
    std::vector<QueryNode> children;
    for (QueryNode& child : node.children) {
        if (child.kind == node.kind)
            std::move(child.children.begin(), child.children.end(), std::back_inserter(children));
        else children.push_back(std::move(child));
    }
    node.children = std::move(children);
}

}  // namespace

QueryNode without_dropped_words(QueryNode node, const IsOneWord& is_one_word) {
    if (node.kind == Kind::all_of && !keeps_stop_words(node)) {
        write_as_one_word(node.children, is_one_word);
        std::erase_if(node.children, is_free_stop_word);
    }
    for (QueryNode& child : node.children)
        child = without_dropped_words(std::move(child), is_one_word);
    if (node.kind != Kind::all_of && node.kind != Kind::any_of) return node;
    if (node.children.size() == 1) return std::move(node.children.front());
    flatten(node);
    return node;
}

bool is_filter(const QueryNode& node) {
    switch (node.kind) {
        case Kind::word:
        case Kind::phrase:
        case Kind::near: return false;
        case Kind::all_of:
        case Kind::any_of:
            return std::all_of(node.children.begin(), node.children.end(), is_filter);
        case Kind::all:
        case Kind::tag:
        case Kind::file:
        case Kind::path:
        case Kind::lang:
        case Kind::is:
        case Kind::has:
        case Kind::meta:
        case Kind::linked:
        case Kind::range:
        case Kind::none_of: break;
    }
    return true;
}

}  // namespace assay::query
