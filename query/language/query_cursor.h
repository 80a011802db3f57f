// A place in the text of a query, and the first error met. What the characters of the query
// language are. Internal to query/.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "indexer/text/error.h"
#include "query/language/query_tree.h"

namespace assay {

/// Quotes that close each other have the same number; 0 for what is no quote. Single quotes are
/// apostrophes, and none.
char32_t quote_family(char32_t c);

/// Blanks, quotes, parentheses (those of Chinese and Japanese keyboards too) and |: no word and no
/// unquoted value goes on behind them.
bool ends_word(char32_t c);

/// What a \ before it makes an ordinary character, in quotes: quotes of any kind, ' and \ itself.
bool may_be_protected(char32_t c);

/// What stands between quotes, without each \ that protects what follows.
std::string unprotected(std::string_view inside);

/// The other way: `text` as it has to stand between quotes of this family.
std::string protected_in(char32_t family, std::string_view text);

bool opens_group(char32_t c);
bool closes_group(char32_t c);

/// ASCII letters in lower case, the rest as it is.
std::string lower_case(std::string_view text);

/// Bytes of the blanks and invisible characters that it begins with.
std::size_t leading_blanks(std::string_view text);

/// Without blanks and invisible characters around it; `text` is valid UTF-8.
std::string_view trimmed(std::string_view text);

/// The number that `text` is; nullopt for anything but 1 to 15 digits.
std::optional<std::int64_t> parse_number(std::string_view text);

/// The value of a filter, as it stands in the query.
struct WrittenValue {
    std::string_view part;  // without blanks around it
    bool in_quotes = false;
    std::string_view whole;  // with them, in quotes
};

/// Walks over the query, which must be valid UTF-8 and outlive it.
/// Characters that nobody sees (zero width, bidi marks, controls) count as blanks around words and
/// as nothing inside them.
class QueryCursor {
public:
    explicit QueryCursor(std::string_view text) : text_(text) {}

    bool at_end() const { return at >= text_.size(); }
    /// The character at the place; 0 at the end.
    char32_t peek() const { return at_byte(at); }
    /// The character `bytes` further on; 0 beyond the end.
    char32_t peek(std::size_t bytes) const { return at_byte(at + bytes); }
    std::string_view rest() const { return text_.substr(at); }

    void skip_character();
    void skip_blanks();
    void skip_invisible();

    /// True at a quote that can open something. » and › before a blank cannot: they stand between
    /// headings.
    bool at_opening_quote() const;

    /// True where `name` stands alone: letters behind it, or another case, make a word of it.
    bool at_operator(std::string_view name) const;

    /// The word from the place up to what ends it, without invisible characters at its end.
    std::string_view peek_word() const;
    std::string_view take_word();
    /// What is between the quote at the place and the next of its family, which is passed over; an
    /// error when there is none. A \ protects.
    std::optional<std::string_view> take_quoted();
    /// The rest of a filter: quoted, or a word; without blanks around it. nullopt after an error.
    std::optional<WrittenValue> take_value();

    /// The byte at which `part`, a view into the query, begins.
    std::size_t place_of(std::string_view part) const {
        return static_cast<std::size_t>(part.data() - text_.data());
    }
    /// 1-based, in code points.
    std::size_t column_of(std::size_t byte) const;
    /// A leaf whose text is `part` of the query, as it stands there.
    QueryNode leaf(QueryNode::Kind kind, std::string_view part) const;
    /// The same, with what a value means.
    QueryNode leaf(QueryNode::Kind kind, const WrittenValue& value) const;

    /// Keeps the error, unless there is one already. Returns nothing (Kind::all) for convenience.
    QueryNode fail(std::size_t byte, std::string message, std::string hint);
    const std::optional<Error>& error() const { return error_; }

    std::size_t at = 0;  // byte of the query

private:
    char32_t at_byte(std::size_t byte) const;
    std::size_t behind_invisible(std::size_t byte) const;

    std::string_view text_;
    std::optional<Error> error_;
};

}  // namespace assay
