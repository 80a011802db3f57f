// The words in the text of a query, as the tokenizer sees them. Internal to query/.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "query/language/query_tree.h"

namespace assay::query {

/// Returns all tokens of the text except parts of words: a query asks for whole words.
std::vector<Word> words_of(std::string_view text);

/// Sets the words of a word or phrase from its text. Must be called again when the text changes.
/// Each word of a pattern has the place of the whole pattern.
void cut_words(QueryNode& node);

/// Returns the words that a phrase searches for, in order. For one run of an unspaced script these
/// are pairs of characters, because pairs are rarer than characters.
std::vector<Word> phrase_words(const std::vector<Word>& words);

/// True if the words can only be searched for as a phrase: characters of unspaced scripts, and
/// words joined by punctuation (a/b). Words joined by hyphens may be anywhere in a note. `words`:
/// at least one.
bool is_only_phrase(const std::vector<Word>& words);

/// True for a word that may be anywhere in a note, in any of its forms.
bool is_free_word(const QueryNode& node);

/// True for a free word that is a stop word; not for words in capitals (WHO, IT), and not for words
/// beside an operator or in brackets.
bool is_free_stop_word(const QueryNode& node);

/// True if the stop words in an all_of count, because there are no other words.
bool keeps_stop_words(const QueryNode& all_of);

/// True if the notes write two words, the second a stop word, as one: login for "log in".
using IsOneWord = std::function<bool(std::string_view first, std::string_view second)>;

/// Returns the tree that is matched: without free stop words, if there are other words beside them;
/// a word that is also found as one with the stop word after it has both forms.
QueryNode without_dropped_words(QueryNode node, const IsOneWord& is_one_word);

/// True for a tree that only filters: nothing in it has weight.
bool is_filter(const QueryNode& node);

}  // namespace assay::query
