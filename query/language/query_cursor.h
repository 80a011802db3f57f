// A place in the text of a query, the first error found, and the characters of the query language.
// Internal to query/.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "indexer/text/error.h"
#include "query/language/query_tree.h"

namespace assay::query {

/// Returns the same number for quotes that close each other; 0 for any other character. Single
/// quotes are apostrophes, not quotes.
char32_t quote_family(char32_t c);

/// True for characters that end a word and an unquoted value: blanks, quotes, |, and parentheses,
/// also those of Chinese and Japanese keyboards.
bool ends_word(char32_t c);

/// True for characters that a \ before them makes ordinary in quotes: quotes of any kind, ' and \.
bool may_be_protected(char32_t c);

/// Returns a text between quotes without each \ that protects the next character.
std::string unprotected(std::string_view inside);

/// The reverse: returns `text` as it must be written between quotes of this family.
std::string protected_in(char32_t family, std::string_view text);

bool opens_group(char32_t c);
bool closes_group(char32_t c);

/// Returns the text with ASCII letters in lower case, and the rest unchanged.
std::string lower_case(std::string_view text);

/// Returns the number of bytes of blanks and invisible characters at the beginning of `text`.
std::size_t leading_blanks(std::string_view text);

/// Returns `text` without blanks and invisible characters around it. `text` must be valid UTF-8.
std::string_view trimmed(std::string_view text);

/// Returns the value of 1 to 15 digits; nullopt for anything else.
std::optional<std::int64_t> parse_number(std::string_view text);

/// The value of a filter, as it is written in the query.
struct WrittenValue {
    std::string_view part;  // without blanks around it
    bool in_quotes = false;
    std::string_view whole;  // with them, in quotes
};

/// Walks over a query, which must be valid UTF-8 and outlive it. Invisible characters (zero width,
/// bidi marks, controls) count as blanks around words and as nothing inside them.
class QueryCursor {
public:
    explicit QueryCursor(std::string_view text) : text_(text) {}

    bool at_end() const { return at >= text_.size(); }
    /// Returns the character at the place; 0 at the end.
    char32_t peek() const { return at_byte(at); }
    /// Returns the character `bytes` after the place; 0 beyond the end.
    char32_t peek(std::size_t bytes) const { return at_byte(at + bytes); }
    std::string_view rest() const { return text_.substr(at); }

    void skip_character();
    void skip_blanks();
    void skip_invisible();

    /// True at a quote that can open a phrase. » and › before a blank cannot: they separate
    /// headings.
    bool at_opening_quote() const;

    /// True if the operator `name` is at the place: in this case, and with no letters after it.
    bool at_operator(std::string_view name) const;

    /// Return the word from the place up to what ends it, without invisible characters at its end;
    /// take_word moves the place after it.
    std::string_view peek_word() const;
    std::string_view take_word();
    /// Returns the text between the quote at the place and the next quote of its family, and moves
    /// the place after that; nullopt, and an error, if there is none. A \ protects a quote.
    std::optional<std::string_view> take_quoted();
    /// Returns the value of a filter, quoted or a word, without blanks around it; nullopt after an
    /// error.
    std::optional<WrittenValue> take_value();

    /// Returns the byte at which `part`, a view into the query, begins.
    std::size_t place_of(std::string_view part) const {
        return static_cast<std::size_t>(part.data() - text_.data());
    }
    /// Returns the column of a byte, 1-based, in code points.
    std::size_t column_of(std::size_t byte) const;
    /// Returns a leaf whose text is `part`, a view into the query.
    QueryNode leaf(QueryNode::Kind kind, std::string_view part) const;
    /// The same for a value, without each \ that protects a character.
    QueryNode leaf(QueryNode::Kind kind, const WrittenValue& value) const;

    /// Keeps the error, unless there is one already. Returns an empty node (Kind::all), which a
    /// parser function can return in turn.
    QueryNode fail(std::size_t byte, std::string message, std::string hint);
    const std::optional<Error>& error() const { return error_; }

    std::size_t at = 0;  // byte of the query

private:
    char32_t at_byte(std::size_t byte) const;
    std::size_t after_invisible(std::size_t byte) const;

    std::string_view text_;
    std::optional<Error> error_;
};

}  // namespace assay::query
