// Words that hold a sentence together: no misspelt word is corrected to one of them. Internal to
// query/.
#pragma once

#include <string_view>

namespace assay::query {

/// True for a stop word (stop_words.h) and for any other pronoun, preposition, conjunction,
/// auxiliary or adverb of degree of the language: en, de, fr, es, it, pt, nl. English ones count in
/// every language. `folded`: a term of the index.
bool is_function_word(std::string_view folded, std::string_view language);

}  // namespace assay::query
