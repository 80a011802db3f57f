#include "query/language/query_parser.h"

#include <algorithm>
#include <iterator>
#include <span>
#include <utility>

#include "indexer/text/limits.h"
#include "indexer/text/unicode.h"
#include "query/language/query_cursor.h"
#include "query/language/query_filters.h"
#include "query/language/query_string.h"
#include "query/language/query_words.h"
#include "query/language/regular_expression.h"
#include "query/language/saved_query.h"
#include "query/language/word_signs.h"

namespace assay::query {
namespace {

using Kind = QueryNode::Kind;

bool is_text(const QueryNode& node) { return node.kind == Kind::word || node.kind == Kind::phrase; }

std::string text_of(std::size_t number) { return std::to_string(number); }

/// Parses by recursive descent; every function stops at the first error. The depth is limited by
/// max_query_depth. A node of Kind::all is empty: punctuation between blanks, or an error.
class Parser {
public:
    Parser(std::string_view text, std::int64_t now, const SavedQueries& saved, SavedUse& use)
        : text_(text), now_(now), saved_(saved), use_(use), in_(text) {}

    /// `depth` and `field`: those of the place of @name, for a saved query.
    Result<QueryNode> parse(std::size_t depth = 0, schema::Field field = schema::Field::body) {
        field_ = field;
        if (text_.size() > text::max_query_bytes)
            return whole_query_error(
                0, "the query is longer than " + text_of(text::max_query_bytes) + " bytes",
                "shorten it");
        if (const std::size_t valid = valid_bytes(); valid < text_.size())
            return whole_query_error(valid, "the query is not UTF-8",
                                     "set a UTF-8 locale in your terminal");
        QueryNode query = parse_or(depth);
        // Only a closing parenthesis ends parse_or early.
        if (!in_.error() && !in_.at_end())
            fail(in_.at, "there is no ( for this )", "remove it, or quote it: \")\"");
        if (in_.error()) return *in_.error();
        if (query.kind == Kind::all)
            if (std::optional<Error> nothing = nothing_to_search_for(text_))
                return *std::move(nothing);
        return query;
    }

private:
    QueryNode fail(std::size_t at, std::string message, std::string hint) {
        return in_.fail(at, std::move(message), std::move(hint));
    }
    bool failed() const { return in_.error().has_value(); }

    Error whole_query_error(std::size_t at, std::string message, std::string hint) {
        fail(at, std::move(message), std::move(hint));
        return *in_.error();
    }
    std::size_t valid_bytes() const {
        std::size_t at = 0;
        while (at < text_.size() &&
               unicode::is_valid(text_.substr(at, unicode::decode(text_, at).size)))
            at += unicode::decode(text_, at).size;
        return at;
    }

    bool or_here() const { return in_.at_operator("OR") || in_.peek() == '|'; }
    bool near_here() const {
        const std::string_view word = in_.peek_word();
        return word == "NEAR" || word.starts_with("NEAR/");
    }
    /// True at a minus that negates; not at a dash before a blank.
    bool minus_here() const {
        const char32_t next = in_.peek(1);
        return in_.rest().size() > 1 && in_.peek() == '-' &&
               (!ends_word(next) || opens_group(next) || quote_family(next) != 0);
    }
    /// True at a ! that negates: !draft is -draft; not at a lone exclamation mark, or at the end of
    /// a sentence.
    bool bang_here() const {
        if (in_.rest().size() < 2 || in_.peek() != '!') return false;
        const char32_t next = in_.peek(1);
        const unicode::Class kind = unicode::classify(next);
        return kind == unicode::Class::letter || kind == unicode::Class::digit ||
               kind == unicode::Class::unspaced || next == '#' || opens_group(next) ||
               quote_family(next) != 0 ||
               saved_name(in_.peek_word().substr(1), saved_).query != nullptr ||
               is_pattern(in_.peek_word().substr(1));
    }
    bool operand_here() const {
        return !in_.at_end() && !closes_group(in_.peek()) && !or_here() && !near_here() &&
               !in_.at_operator("AND");
    }
    QueryNode operand_missing(std::size_t at, const std::string& name, const char* where) {
        return fail(at, name + " needs a word " + where,
                    "to search for the word itself, quote it: \"" + name + "\"");
    }

    QueryNode parse_or(std::size_t depth) {
        std::vector<QueryNode> branches;
        in_.skip_blanks();
        const std::size_t column = in_.column_of(in_.at);
        while (true) {
            const std::size_t begin = in_.at;
            QueryNode branch = parse_and(depth);
            if (failed()) return {};
            const bool more = or_here();
            if (branch.kind == Kind::all && (more || !branches.empty()))
                return operand_missing(begin, "OR", "on both sides");
            branches.push_back(std::move(branch));
            if (!more) break;
            in_.at += in_.peek() == '|' && in_.peek(1) != '|' ? 1U : 2U;  // programmers write "||"
            in_.skip_blanks();
        }
        return group(Kind::any_of, std::move(branches), column);
    }

    QueryNode parse_and(std::size_t depth) {
        std::vector<QueryNode> parts;
        const std::size_t column = in_.column_of(in_.at);
        for (in_.skip_blanks(); !in_.at_end() && !closes_group(in_.peek()) && !or_here();
             in_.skip_blanks()) {
            const std::size_t begin = in_.at;
            const bool written_and = in_.at_operator("AND");
            if (written_and) {
                in_.at += 3;
                in_.skip_blanks();
                if (parts.empty() || !operand_here())
                    return operand_missing(begin, "AND", "on both sides");
            }
            if (written_and) parts.back().bound = true;
            QueryNode part = parse_unary(depth);
            if (failed()) return {};
            part.bound = part.bound || written_and;
            if (part.kind != Kind::all) parts.push_back(std::move(part));
            else if (written_and) return operand_missing(begin, "AND", "on both sides");
        }
        return group(Kind::all_of, std::move(parts), column);
    }

    /// Returns a single child as it is; merges nested groups of the same kind.
    static QueryNode group(Kind kind, std::vector<QueryNode> children, std::size_t column) {
        if (children.empty()) return {};
        if (children.size() == 1) return std::move(children.front());
        QueryNode node;
        node.kind = kind;
        node.column = column;
        for (QueryNode& child : children) {
            if (child.kind == kind)
                std::move(child.children.begin(), child.children.end(),
                          std::back_inserter(node.children));
            else node.children.push_back(std::move(child));
        }
        return node;
    }

    QueryNode parse_unary(std::size_t depth) {
        const std::size_t begin = in_.at;
        const bool written_not = in_.at_operator("NOT");
        if (!written_not && !minus_here() && !bang_here()) return parse_near(depth);
        in_.at += written_not ? 3 : 1;
        in_.skip_blanks();
        if (!operand_here()) return operand_missing(begin, "NOT", "after it");
        // "--x" and "NOT NOT x" negate twice. Longer chains count as nesting.
        QueryNode child = depth < text::max_query_depth ? parse_unary(depth + 1) : too_deep(begin);
        if (failed()) return {};
        if (child.kind == Kind::all)
            return written_not ? operand_missing(begin, "NOT", "after it") : QueryNode{};
        QueryNode node;
        node.kind = Kind::none_of;
        node.column = in_.column_of(begin);
        bind(child);
        node.children.push_back(std::move(child));
        return node;
    }
    /// Marks words beside an operator or in brackets: they are never dropped as stop words.
    static void bind(QueryNode& node) {
        node.bound = true;
        for (QueryNode& child : node.children) bind(child);
    }
    QueryNode too_deep(std::size_t at) {
        return fail(
            at, "the query is nested more than " + text_of(text::max_query_depth) + " levels deep",
            "remove parentheses");
    }

    QueryNode parse_near(std::size_t depth) {
        if (near_here()) return operand_missing(in_.at, "NEAR", "on both sides");
        const std::size_t begin = in_.at;
        QueryNode first = parse_primary(depth);
        in_.skip_blanks();
        if (failed() || !near_here()) return first;
        if (first.kind == Kind::all) return operand_missing(in_.at, "NEAR", "on both sides");

        QueryNode node;
        node.kind = Kind::near;
        node.column = in_.column_of(begin);
        add_operand(node, std::move(first), begin);
        while (!failed() && near_here()) {
            const std::size_t near_at = in_.at;
            const std::size_t distance = take_near();
            if (node.distance != 0 && node.distance != distance)
                fail(near_at, "the NEARs of one row have different numbers",
                     "write the same number at each: NEAR/" + text_of(node.distance));
            node.distance = distance;
            in_.skip_blanks();
            if (!operand_here()) return operand_missing(near_at, "NEAR", "on both sides");
            const std::size_t operand_at = in_.at;
            QueryNode operand = minus_here() || bang_here() || in_.at_operator("NOT")
                                    ? no_operand(operand_at)
                                    : parse_primary(depth);
            if (!failed() && operand.kind == Kind::all)
                return operand_missing(near_at, "NEAR", "on both sides");
            add_operand(node, std::move(operand), operand_at);
            in_.skip_blanks();
        }
        return failed() ? QueryNode{} : node;
    }

    QueryNode no_operand(std::size_t at) {
        return fail(at, "NEAR joins words, phrases, and groups of these with OR",
                    "join the rest with AND, outside of it");
    }

    void add_operand(QueryNode& near, QueryNode operand, std::size_t at) {
        const std::span<const QueryNode> words = operand.kind == Kind::any_of
                                                     ? std::span<const QueryNode>(operand.children)
                                                     : std::span(&operand, 1);
        const schema::Field field =
            near.children.empty() ? words.front().field : field_of(near.children.front());
        if (!std::all_of(words.begin(), words.end(), is_text)) no_operand(at);
        else if (!std::all_of(words.begin(), words.end(),
                              [&](const QueryNode& word) { return word.field == field; }))
            fail(at, "the words of a NEAR are looked for in one field", "write title:(a NEAR b)");
        else if (std::any_of(words.begin(), words.end(), [](const QueryNode& word) {
                     return word.pattern && phrase_words(word.words).size() > 1;
                 }))
            fail(at, "a word with * or ? has no hyphen in a NEAR",
                 "write the part that matters: *case");
        else if (near.children.size() == text::max_near_operands)
            fail(at, "more than " + text_of(text::max_near_operands) + " words in one NEAR",
                 "leave the least telling ones out");
        near.children.push_back(std::move(operand));
    }
    static schema::Field field_of(const QueryNode& operand) {
        return operand.kind == Kind::any_of ? operand.children.front().field : operand.field;
    }

    /// Takes a NEAR, and returns its distance in words.
    std::size_t take_near() {
        const std::size_t begin = in_.at;
        const std::string_view written = in_.take_word();
        if (written == "NEAR") return default_near_distance;
        const std::size_t distance = distance_of(written.substr(5));
        if (distance == 0)
            fail(begin + 5,
                 "NEAR/ needs a number of words from 1 to " + text_of(text::max_distance),
                 "write NEAR/" + text_of(default_near_distance));
        return distance;
    }
    /// Returns 0 for anything but a number up to max_distance.
    static std::size_t distance_of(std::string_view written) {
        const auto number = static_cast<std::size_t>(parse_number(written).value_or(0));
        return number <= text::max_distance ? number : 0;
    }

    QueryNode parse_primary(std::size_t depth) {
        if (in_.peek() == '#')
            if (QueryNode tag = take_hash_tag(in_); failed() || tag.kind != Kind::all) return tag;
        if (in_.peek() == '@')
            if (const SavedName name = saved_name(in_.peek_word(), saved_); name.query != nullptr)
                return take_saved(name, depth);
        if (const std::optional<NamedField> named = take_field_name(in_)) {
            if (named->field->kind != Kind::word) return take_filter(in_, *named, now_);
            const std::size_t begin = in_.at;
            const schema::Field outer = std::exchange(field_, named->field->field);
            QueryNode value = parse_value(depth);
            field_ = outer;
            return value.kind == Kind::all ? value_missing(in_, begin, *named) : value;
        }
        return failed() ? QueryNode{} : parse_value(depth);
    }

    /// Parses the saved query that @name stands for.
    QueryNode take_saved(const SavedName& name, std::size_t depth) {
        const std::size_t begin = in_.at;
        const std::string_view written = in_.rest().substr(0, name.bytes);
        in_.at += name.bytes;
        if (depth >= text::max_query_depth) return too_deep(begin);
        if (std::find(use_.open.begin(), use_.open.end(), name.query) != use_.open.end())
            return fail(begin, std::string(written) + " leads back to itself",
                        "take it out of one of the saved queries");
        use_.bytes += name.query->second.size();
        if (use_.bytes > text::max_saved_query_bytes)
            return fail(begin,
                        "the saved queries in this query are longer than " +
                            text_of(text::max_saved_query_bytes) + " bytes",
                        "leave one out");
        use_.open.push_back(name.query);
        Result<QueryNode> tree =
            Parser(name.query->second, now_, saved_, use_).parse(depth + 1, field_);
        use_.open.pop_back();
        if (!tree)
            return fail(begin, in_saved_query(written, tree.error().message), tree.error().hint);
        if (tree->kind == Kind::all)
            return fail(begin, std::string(written) + " is every note", "leave it out");
        forget_places(*tree, in_.column_of(begin));
        return *std::move(tree);
    }

    QueryNode parse_value(std::size_t depth) {
        if (in_.peek() == '=' && quote_family(in_.peek(1)) != 0)
            ++in_.at;  // a phrase is exact in any case
        if (opens_group(in_.peek())) return parse_group(depth);
        if (in_.at_opening_quote()) return parse_phrase();
        return parse_word();
    }

    QueryNode parse_group(std::size_t depth) {
        const std::size_t open = in_.at;
        if (depth >= text::max_query_depth) return too_deep(open);
        in_.skip_character();
        QueryNode inside = parse_or(depth + 1);
        if (failed()) return {};
        if (in_.at_end())
            return fail(open, "this ( is never closed", "add a ) where the group ends");
        in_.skip_character();
        if (inside.kind == Kind::all)
            return fail(open, "there is nothing between these parentheses",
                        "put words between them, or remove them");
        bind(inside);
        return inside;
    }

    QueryNode parse_phrase() {
        const std::size_t open = in_.at;
        const std::optional<std::string_view> inside = in_.take_quoted();
        if (!inside) return {};
        QueryNode node = words(*inside, Kind::phrase);
        if (node.kind == Kind::all)
            return fail(open, "there is no word between these quotes",
                        "put words between them, or remove them");
        node.text = unprotected(*inside);
        cut_words(node);
        if (in_.peek() != '~') return node;
        const std::size_t sign = in_.at;
        const std::string_view written = in_.take_word().substr(1);
        node.distance = distance_of(written);
        if (node.distance == 0 && written != "0")
            return fail(
                sign,
                "a ~ after a phrase needs a number of words up to " + text_of(text::max_distance),
                "write it as \"…\"~3");
        return node;
    }

    QueryNode parse_word() {
        if (const std::optional<RegularExpression> expression =
                expression_between_slashes(in_.rest()))
            return fail(in_.at, "regular expressions are not supported",
                        "run: " + ripgrep_command(*expression));
        const std::string_view written = in_.take_word();
        if (written.size() > 1 && written.front() == '=') {
            QueryNode node = words(written.substr(1), Kind::word);
            node.exact = true;
            return node;
        }
        const std::size_t star = written.find('*'), sign = fuzzy_sign(written);
        const bool prefix = star != written.npos && star > 0 && star + 1 == written.size();
        const bool fuzzy = sign != written.npos;
        if (const std::string_view core = without_signs_around(written); is_pattern(core))
            return pattern_word(core);
        if (prefix) return prefix_word(written.substr(0, star));
        if (fuzzy) return fuzzy_word(written.substr(0, sign), written.substr(sign + 1));
        return words(written, Kind::word);
    }

    QueryNode pattern_word(std::string_view written) {
        QueryNode node = words(written, Kind::word);
        if (failed()) return {};
        node.pattern = true;
        cut_words(node);
        for (const Word& word : node.words) {
            const auto signs = std::count_if(word.folded.begin(), word.folded.end(),
                                             [](char c) { return c == '*' || c == '?'; });
            if (word.pattern &&
                unicode::length(word.folded) < min_prefix_letters + static_cast<std::size_t>(signs))
                return fail(
                    node.begin,
                    "a word with * or ? needs at least " + text_of(min_prefix_letters) + " letters",
                    "type more of the word, or quote it: \"" + std::string(written) + "\"");
        }
        return node;
    }

    QueryNode prefix_word(std::string_view written) {
        QueryNode node = words(written, Kind::word);
        if (node.kind == Kind::all) return {};
        if (fuzzy_sign(written) != written.npos) return two_signs(node);
        // In "plug-in*" the prefix is "in". Characters of unspaced scripts are found inside of any
        // run, also without a *.
        std::size_t letters = 0;
        for (const Word& word : node.words) {
            if (word.kind == text::Token::Kind::word) letters = unicode::length(word.folded);
            else if (word.kind == text::Token::Kind::unigram) letters = min_prefix_letters;
        }
        if (letters < min_prefix_letters)
            return fail(node.begin,
                        "a * needs at least " + text_of(min_prefix_letters) + " letters before it",
                        "type more of the word");
        node.prefix = true;
        return node;
    }

    QueryNode fuzzy_word(std::string_view written, std::string_view edits) {
        constexpr std::size_t letters_for_two_edits = 6;
        const std::size_t sign = in_.place_of(edits) - 1;
        QueryNode node = words(written, Kind::word);
        if (node.kind == Kind::all) return {};
        if (written.find_first_of("*?") != written.npos) return two_signs(node);
        if (!edits.empty() && edits != "1" && edits != "2")
            return fail(sign, "a ~ allows 1 or 2 typing errors, not " + std::string(edits),
                        "write " + std::string(written) + "~ or " + std::string(written) + "~2");
        std::size_t letters = 0;
        for (const Word& word : node.words)
            if (is_counted(word.kind)) letters += unicode::length(word.folded);
        if (letters < min_prefix_letters)
            return fail(node.begin,
                        "a ~ needs at least " + text_of(min_prefix_letters) + " letters before it",
                        "type more of the word");
        node.edits = edits == "2" || (edits.empty() && letters >= letters_for_two_edits) ? 2 : 1;
        return node;
    }
    QueryNode two_signs(const QueryNode& word) {
        return fail(word.begin, "a word takes * and ?, or a ~, not both", "leave one of them out");
    }

    static bool is_counted(text::Token::Kind kind) {
        return kind == text::Token::Kind::word || kind == text::Token::Kind::unigram;
    }

    /// Returns a word or phrase; an empty node if the text has no word.
    QueryNode words(std::string_view written, Kind kind) {
        QueryNode node = in_.leaf(kind, written);
        cut_words(node);
        const auto count = static_cast<std::size_t>(
            std::count_if(node.words.begin(), node.words.end(),
                          [](const Word& word) { return is_counted(word.kind); }));
        if (count == 0) return {};
        node.field = field_;
        use_.words += count;
        if (count > text::max_phrase_words)
            fail(node.begin,
                 "more than " + text_of(text::max_phrase_words) + " words in one phrase",
                 "shorten it");
        if (use_.words > text::max_query_words)
            fail(node.begin, "more than " + text_of(text::max_query_words) + " words in one query",
                 "leave the least telling ones out");
        return node;
    }

    std::string_view text_;
    std::int64_t now_;
    const SavedQueries& saved_;
    SavedUse& use_;
    QueryCursor in_;
    schema::Field field_ = schema::Field::body;  // title:(a b)
};

}  // namespace

std::optional<Error> nothing_to_search_for(std::string_view text) {
    const std::size_t at = leading_blanks(text);
    if (at == text.size() || text.substr(at) == "*") return std::nullopt;
    return query_error("there is nothing to search for here",
                       "type a word, or nothing at all for every note",
                       1 + unicode::length(text.substr(0, at)));
}

Result<QueryNode> parse_query(std::string_view text, std::int64_t now, const SavedQueries& saved) {
    SavedUse use;
    return Parser(text, now, saved, use).parse();
}

}  // namespace assay::query
