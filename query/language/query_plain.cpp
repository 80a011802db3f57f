#include <unordered_map>
#include <utility>

#include "indexer/text/limits.h"
#include "indexer/text/tokenizer.h"
#include "indexer/text/unicode.h"
#include "query/language/query_plain.h"
#include "query/language/query_words.h"

namespace assay::query {
namespace {

using Kind = QueryNode::Kind;

/// Gathers words in the order of the text, each once, and counts them.
class PlainWords {
public:
    explicit PlainWords(std::string_view text) : text_(text) {}

    QueryNode gather() {
        text::Tokenizer tokens(text_);
        for (text::Token token; words_.size() < text::max_plain_words && tokens.next(token);)
            take(token);
        finish_word();
        QueryNode any;
        any.kind = Kind::any_of;
        any.column = 1;
        any.children = nodes();
        if (any.children.empty()) return {};
        return any.children.size() == 1 ? any.children.front() : any;
    }

private:
    struct Word {
        std::size_t begin, end;  // bytes of the text
        std::string folded;      // to find repeated words
        std::size_t parts;       // joined by hyphens; 0 for characters of unspaced scripts
        std::size_t times = 1;
    };

    void take(const text::Token& token) {
        constexpr std::size_t most_parts =
            5;  // as a compound has (tokenizer.cpp); longer chains are paths and rules
        if (token.kind == text::Token::Kind::compound || token.is_part()) return;
        if (token.after_hyphen && word_ && word_->parts < most_parts) {
            word_->end = token.end;
            word_->folded.append("-").append(token.folded);
            ++word_->parts;
            return;
        }
        finish_word();
        Word word{token.begin, token.end, std::string(token.folded),
                  token.kind == text::Token::Kind::word ? 1U : 0U};
        if (token.kind == text::Token::Kind::word) {
            word_ = std::move(word);
            return;
        }
        // A pair comes after its two characters and replaces them. A character without a neighbour
        // stays.
        if (token.kind == text::Token::Kind::bigram)
            for (;
                 !words_.empty() && words_.back().parts == 0 && words_.back().begin >= token.begin;
                 words_.pop_back())
                seen_.erase(words_.back().folded);
        add(std::move(word));
    }

    void finish_word() {
        if (word_) add(*std::exchange(word_, std::nullopt));
    }
    void add(Word word) {
        const auto known = seen_.find(word.folded);
        if (known != seen_.end()) ++words_[known->second].times;
        else if (words_.size() < text::max_plain_words) {
            seen_.emplace(word.folded, words_.size());
            words_.push_back(std::move(word));
        }
    }

    std::vector<QueryNode> nodes() const {
        std::vector<QueryNode> nodes;
        std::size_t column = 1, counted = 0;
        for (const Word& word : words_) {
            column += unicode::length(text_.substr(counted, word.begin - counted));
            counted = word.begin;
            QueryNode node;
            node.kind = Kind::word;
            node.text = text_.substr(word.begin, word.end - word.begin);
            cut_words(node);
            node.times = word.times;
            node.begin = word.begin;
            node.end = word.end;
            node.column = column;
            nodes.push_back(std::move(node));
        }
        return nodes;
    }

    std::string_view text_;
    std::optional<Word> word_;  // a hyphen may continue it
    std::vector<Word> words_;
    std::unordered_map<std::string, std::size_t> seen_;  // folded word -> index into words_
};

}  // namespace

QueryNode parse_plain(std::string_view text) { return PlainWords(text).gather(); }

}  // namespace assay::query
