// What a query types -> its words, as the tokenizer sees them. Internal to query/.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "query/language/query_tree.h"

namespace assay {

/// All tokens of the text but for parts: what is typed whole is looked for whole.
std::vector<Word> words_of(std::string_view text);

/// Sets the words of a word or phrase from its text; whoever changes the text calls it again. The
/// words of a pattern have the place of all of it.
void cut_words(QueryNode& node);

/// The words that a phrase looks for, in order: pairs of characters where the text is one run of
/// an unspaced script, because pairs are rarer than characters.
std::vector<Word> phrase_words(const std::vector<Word>& words);

/// True when the words can only be looked for as a phrase: characters of unspaced scripts, words
/// joined by punctuation (a/b). Words joined by hyphens are all looked for, in any place.
bool is_only_phrase(const std::vector<Word>& words);

/// A word anywhere in the note, in any of its forms.
bool is_free_word(const QueryNode& node);

/// A free word that tells nothing about a note. WHO and IT in capitals do, and so does every word
/// that an operator or brackets hold.
bool is_free_stop_word(const QueryNode& node);

/// True for the children of an all_of among which stop words count: there is no other word.
bool keeps_stop_words(const QueryNode& all_of);

/// The tree that is matched: the free stop words left out that stand beside other words.
QueryNode without_dropped_words(QueryNode node);

/// True for a tree that only asks whether a note has something: nothing in it weighs.
bool is_filter(const QueryNode& node);

}  // namespace assay
