// Words that hold a sentence together. Nobody means one of them by a word that is spelled nearly
// so. Internal to query/.
#pragma once

#include <string_view>

namespace assay {

/// A stop word (stop_words.h) or another pronoun, preposition, conjunction, auxiliary or adverb of
/// degree of the language: en, de, fr, es, it, pt, nl; in any other language none. English ones are
/// such everywhere. `folded`: a term of the index.
bool is_function_word(std::string_view folded, std::string_view language);

}  // namespace assay
