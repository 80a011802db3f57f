#include "query/query_parser.h"

#include <algorithm>
#include <array>
#include <optional>
#include <stdexcept>

#include "indexer/schema/tokenizer.h"
#include "indexer/schema/unicode.h"
#include "indexer/schema/edit_distance.h"

namespace assay {
namespace {

using Kind = QueryNode::Kind;

/// Fields that may be typed, in the order a hint names them.
constexpr std::array searchable{Field::title, Field::heading, Field::quote, Field::code, Field::tag};

bool is_quote(char32_t c) { return c == '"' || (c >= 0x201C && c <= 0x201F) || c == 0xFF02 || c == 0xAB || c == 0xBB; }
bool is_space(char32_t c) { return c == ' ' || (c >= 0x09 && c <= 0x0D) || c == 0xA0 || c == 0x3000 || (c >= 0x2000 && c <= 0x200A); }

/// Ends a word, and a tag that is not quoted.
bool ends_value(char32_t c) { return is_space(c) || is_quote(c) || c == '(' || c == ')'; }

/// Recursive descent; every function stops at the first error. Depth is bounded by max_query_depth.
class Parser {
public:
    explicit Parser(std::string_view text) : text_(text) {}

    Result<QueryNode> parse() {
        if (text_.size() > max_query_bytes)
            return fail(0, "the query is longer than " + std::to_string(max_query_bytes) + " bytes", "shorten it");
        if (!unicode::is_valid(text_)) return fail(0, "the query is not UTF-8", "set a UTF-8 locale in your terminal");
        skip_space();
        if (at_end()) return QueryNode{};
        QueryNode query = parse_or(0);
        if (!error_ && !at_end()) {  // only a closing parenthesis stops the grammar early
            fail(at_, "there is no ( for this )", "remove it, or quote it: \")\"");
        }
        if (error_) return *error_;
        return query;
    }

private:
    bool at_end() const { return at_ >= text_.size(); }
    unicode::CodePoint peek() const { return at_end() ? unicode::CodePoint{0, 0} : unicode::decode(text_, at_); }
    void skip_space() {
        for (unicode::CodePoint c = peek(); !at_end() && is_space(c.value); c = peek()) at_ += c.size;
    }
    std::size_t column_of(std::size_t at) const { return 1 + unicode::length(text_.substr(0, at)); }

    Error fail(std::size_t at, std::string message, std::string hint) {
        Error error{ErrorKind::query, std::move(message), {}, std::move(hint), column_of(at)};
        if (!error_) error_ = error;
        return error;
    }
    QueryNode failed(std::size_t at, std::string message, std::string hint) {
        fail(at, std::move(message), std::move(hint));
        return {};
    }

    /// The operator at the place, alone between separators: a word of the same letters in another case is a word.
    bool operator_here(std::string_view name) const {
        if (!text_.substr(at_).starts_with(name)) return false;
        const std::size_t end = at_ + name.size();
        if (end >= text_.size()) return true;
        const char32_t next = unicode::decode(text_, end).value;
        return is_space(next) || is_quote(next) || next == '(' || next == ')';
    }
    bool or_here() const { return operator_here("OR") || operator_here("|"); }

    QueryNode parse_or(std::size_t depth) {
        std::vector<QueryNode> branches;
        const std::size_t column = column_of(at_);
        while (true) {
            const std::size_t begin = at_;
            QueryNode branch = parse_and(depth);
            if (error_) return {};
            const bool empty = branch.kind == Kind::all;
            const bool more = or_here();
            if (empty && (more || !branches.empty()))
                return failed(begin, "OR needs a word on both sides", "to search for the word itself, quote it: \"OR\"");
            branches.push_back(std::move(branch));
            if (!more) break;
            at_ += text_[at_] == '|' ? 1U : 2U;
            skip_space();
        }
        return group(Kind::any_of, std::move(branches), column);
    }

    QueryNode parse_and(std::size_t depth) {
        std::vector<QueryNode> parts;
        const std::size_t column = column_of(at_);
        for (skip_space(); !at_end() && peek().value != ')' && !or_here(); skip_space()) {
            const bool typed_and = operator_here("AND");
            const std::size_t begin = at_;
            if (typed_and) {
                at_ += 3;
                skip_space();
                if (parts.empty() || at_end() || peek().value == ')' || or_here() || operator_here("AND"))
                    return failed(begin, "AND needs a word on both sides", "to search for the word itself, quote it: \"AND\"");
            }
            std::optional<QueryNode> part = parse_unary(depth);
            if (error_) return {};
            if (part && part->kind != Kind::all) parts.push_back(std::move(*part));
        }
        return group(Kind::all_of, std::move(parts), column);
    }

    static QueryNode group(Kind kind, std::vector<QueryNode> children, std::size_t column) {
        if (children.size() == 1) return std::move(children.front());
        if (children.empty()) return {};
        QueryNode node;
        node.kind = kind;
        node.column = column;
        node.children = std::move(children);
        return node;
    }

    /// nullopt for punctuation between blanks, which stands for nothing.
    std::optional<QueryNode> parse_unary(std::size_t depth) {
        const std::size_t begin = at_;
        const bool word_not = operator_here("NOT");
        const bool minus = !word_not && peek().value == '-' && at_ + 1 < text_.size() && !is_space(unicode::decode(text_, at_ + 1).value);
        if (!word_not && !minus) return parse_primary(depth, Field::body);
        at_ += word_not ? 3 : 1;
        skip_space();
        if (at_end() || peek().value == ')' || or_here() || operator_here("AND"))
            return failed(begin, "NOT needs a word after it", "to search for the word itself, quote it: \"NOT\"");
        // "--x" and "NOT NOT x" negate twice; longer chains are nesting like any other.
        std::optional<QueryNode> child = depth < max_query_depth ? parse_unary(depth + 1) : too_deep(begin);
        if (!child || child->kind == Kind::all) return std::nullopt;
        QueryNode node;
        node.kind = Kind::none_of;
        node.column = column_of(begin);
        node.children.push_back(std::move(*child));
        return node;
    }
    QueryNode too_deep(std::size_t at) {
        return failed(at, "the query is nested more than " + std::to_string(max_query_depth) + " levels deep", "remove parentheses");
    }

    std::optional<QueryNode> parse_primary(std::size_t depth, Field field) {
        const unicode::CodePoint first = peek();
        if (first.value == '(') return parse_group(depth, field);
        if (is_quote(first.value)) return parse_phrase(field);
        if (first.value == '#' && field == Field::body)
            if (std::optional<QueryNode> tag = parse_hash_tag()) return tag;
        if (field == Field::body)
            if (const std::optional<Field> named = parse_field_name()) return parse_field_value(depth, *named);
        if (error_) return std::nullopt;
        return parse_word(field);
    }

    QueryNode parse_group(std::size_t depth, Field field) {
        const std::size_t open = at_++;
        if (depth >= max_query_depth) return too_deep(open);
        const Field outer = std::exchange(group_field_, field == Field::body ? group_field_ : field);
        QueryNode inside = parse_or(depth + 1);
        group_field_ = outer;
        if (error_) return {};
        if (at_end()) return failed(open, "this ( is never closed", "add a ) where the group ends");
        ++at_;
        if (inside.kind == Kind::all) return failed(open, "there is nothing between these parentheses", "put words between them, or remove them");
        return inside;
    }

    QueryNode parse_phrase(Field field) {
        const std::size_t open = at_;
        at_ += peek().size;
        const std::size_t begin = at_;
        while (!at_end() && !is_quote(peek().value)) at_ += peek().size;
        if (at_end()) return failed(open, "this quote is never closed", "add a \" where the phrase ends");
        const std::string_view inside = text_.substr(begin, at_ - begin);
        at_ += peek().size;
        return words(inside, begin, field, Kind::phrase);
    }

    QueryNode parse_word(Field field) {
        const std::size_t begin = at_;
        skip_value();
        std::string_view typed = text_.substr(begin, at_ - begin);
        const bool exact = typed.starts_with('=') && typed.size() > 1;
        if (exact) typed.remove_prefix(1);
        const bool prefix = !exact && typed.ends_with('*') && typed.size() > 1 && typed.find('*') == typed.size() - 1;
        if (prefix) typed.remove_suffix(1);
        QueryNode node = words(typed, begin + exact, field, Kind::word);
        node.exact = exact;
        node.prefix = prefix && node.kind == Kind::word;
        if (node.prefix && letters_of_last_word(typed) < min_prefix_letters)
            return failed(begin, "a * needs at least " + std::to_string(min_prefix_letters) + " letters before it", "type more of the word");
        return node;
    }

    /// "in" of "plug-in": what a * behind it would be looked up for. All characters of an unspaced script.
    static std::size_t letters_of_last_word(std::string_view typed) {
        std::size_t letters = 0;
        Tokenizer tokens(typed);
        for (Token token; tokens.next(token);) {
            if (token.kind == Token::Kind::word) letters = unicode::length(token.folded);
            else if (token.kind == Token::Kind::unigram) ++letters;
        }
        return letters;
    }

    /// A word or phrase node; nothing (Kind::all) when there is no word in the text.
    QueryNode words(std::string_view typed, std::size_t at, Field field, Kind kind) {
        std::size_t count = 0;
        Tokenizer tokens(typed);
        for (Token token; tokens.next(token);) count += token.kind == Token::Kind::word || token.kind == Token::Kind::unigram;
        QueryNode node;
        if (count == 0) return node;
        if (count > max_phrase_words)
            return failed(at, "more than " + std::to_string(max_phrase_words) + " words in one phrase", "shorten it");
        words_ += count;
        if (words_ > max_query_words) return failed(at, "more than " + std::to_string(max_query_words) + " words in one query", "leave the least telling ones out");
        node.kind = kind;
        node.text = typed;
        node.field = field != Field::body ? field : group_field_;
        node.column = column_of(at);
        return node;
    }

    /// "#tag"; nothing when what follows cannot be one ("# x", "#1").
    std::optional<QueryNode> parse_hash_tag() {
        const std::size_t begin = at_;
        ++at_;
        skip_value();
        if (at_ == begin + 1) {
            at_ = begin;
            return std::nullopt;
        }
        return tag(begin + 1, at_);
    }
    void skip_value() {
        for (unicode::CodePoint c = peek(); !at_end() && !ends_value(c.value); c = peek()) at_ += c.size;
    }

    /// The tag that is typed at [begin, end).
    QueryNode tag(std::size_t begin, std::size_t end) {
        QueryNode node;
        node.kind = Kind::tag;
        while (begin < end && text_[begin] == '#') ++begin;
        node.exact = begin < end && text_[begin] == '=';
        begin += node.exact;
        while (begin < end && text_[begin] == '#') ++begin;
        while (begin < end && text_[end - 1] == '/') --end;
        if (begin == end) return failed(begin, "a tag is missing here", "write it without a blank before it: tag:craft");
        node.text = text_.substr(begin, end - begin);
        node.column = column_of(begin);
        return node;
    }

    /// A known name, a colon and a value without a blank between; moves behind the colon. An unknown name of letters is an error.
    std::optional<Field> parse_field_name() {
        std::size_t end = at_;
        while (end < text_.size() && ((text_[end] >= 'a' && text_[end] <= 'z') || (text_[end] >= 'A' && text_[end] <= 'Z'))) ++end;
        if (end == at_ || end + 1 >= text_.size() || text_[end] != ':') return std::nullopt;
        const char32_t next = unicode::decode(text_, end + 1).value;
        if (is_space(next) || next == ')') return std::nullopt;  // re: x
        std::string name(text_.substr(at_, end - at_));
        std::transform(name.begin(), name.end(), name.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
        for (const Field field : searchable) {
            if (spec(field).name != name) continue;
            at_ = end + 1;
            return field;
        }
        if (next == '/' || next == ':') return std::nullopt;  // http://…, std::move; but code:/usr/bin is one
        fail(at_, "there is no field \"" + name + "\"", nearest_field(name));
        return std::nullopt;
    }

    static std::string nearest_field(std::string_view name) {
        std::string known, nearest;
        std::size_t best = 3;
        for (const Field field : searchable) {
            const std::string_view candidate = spec(field).name;
            if (const std::size_t distance = edit_distance(name, candidate, best); distance < best) {
                best = distance;
                nearest = candidate;
            }
            known.append(known.empty() ? "" : ", ").append(candidate);
        }
        if (!nearest.empty()) return "did you mean " + nearest + ": ?";
        return "fields are " + known + "; to search for the words, put a blank after the colon";
    }

    std::optional<QueryNode> parse_field_value(std::size_t depth, Field field) {
        const std::size_t begin = at_;
        if (field != Field::tag) {
            std::optional<QueryNode> value = parse_primary(depth, field);
            if (value && value->kind == Kind::all && !error_) return failed(begin, "a word is missing here", "write it right after the colon");
            return value;
        }
        if (peek().value == '(') return failed(begin, "a tag cannot be a group", "write (tag:a OR tag:b)");
        const bool alone = peek().value == '=' && at_ + 1 < text_.size() && is_quote(unicode::decode(text_, at_ + 1).value);
        if (alone) ++at_;
        if (is_quote(peek().value)) {
            const std::size_t open = at_;
            at_ += peek().size;
            const std::size_t inside = at_;
            while (!at_end() && !is_quote(peek().value)) at_ += peek().size;
            if (at_end()) return failed(open, "this quote is never closed", "add a \" where the tag ends");
            const std::size_t end = at_;
            at_ += peek().size;
            QueryNode node = tag(inside, end);
            node.exact = node.exact || alone;
            return node;
        }
        skip_value();
        return tag(begin, at_);
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::size_t words_ = 0;
    Field group_field_ = Field::body;  // title:(a b)
    std::optional<Error> error_;
};

bool needs_quotes(std::string_view tag) {
    for (std::size_t at = 0; at < tag.size(); at += unicode::decode(tag, at).size)
        if (ends_value(unicode::decode(tag, at).value)) return true;
    return false;
}

}  // namespace

Result<QueryNode> parse_query(std::string_view text) { return Parser(text).parse(); }

std::string to_string(const QueryNode& node) {
    const std::string field = node.field == Field::body ? std::string() : std::string(spec(node.field).name) + ":";
    switch (node.kind) {
        case Kind::all:
            return "*";
        case Kind::word:
            return field + (node.exact ? "=" : "") + node.text + (node.prefix ? "*" : "");
        case Kind::phrase:
            return field + '"' + node.text + '"';
        case Kind::tag:
            return std::string("tag:") + (node.exact ? "=" : "") + (needs_quotes(node.text) ? '"' + node.text + '"' : node.text);
        case Kind::none_of:
            return "-" + to_string(node.children.front());
        case Kind::all_of:
        case Kind::any_of:
            break;
        case Kind::near:
        case Kind::path:
        case Kind::lang:
        case Kind::is:
        case Kind::has:
        case Kind::meta:
        case Kind::range:
            throw std::logic_error("the parser does not make these yet");
    }
    std::string text = "(";
    for (const QueryNode& child : node.children) {
        if (text.size() > 1) text += node.kind == Kind::all_of ? " AND " : " OR ";
        text += to_string(child);
    }
    return text + ")";
}

}  // namespace assay
