// A word that is nowhere in the corpus -> its nearest spelling there. Internal to query/.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "query/plan/plan.h"
#include "query/values/search_result.h"

namespace assay {

struct CorrectedText {
    std::string text;
    std::vector<CorrectedWord> words;  // in the order of the text
};

/// `text` with each missing word of `plan` that was not asked for exactly in its nearest spelling;
/// nullopt when none has one. A word that begins a word of the corpus becomes that prefix (resol*),
/// unless the text is no query
/// (`is_query`). Else nearest is the one with the fewest typing errors: one in words of up to five
/// letters, two in longer ones. Among equals it is the one that makes the text a title, then one
/// that is in a note together with the other words, then a swap of two letters, then one with the
/// same first letter, then one that is in a title, then the one in most notes. Words with digits
/// stay. Words of up to four letters keep their first letter. No word becomes a function word
/// (function_words.h), nor another word where a function word is as near.
std::optional<CorrectedText> corrected_text(const std::string& text, const QueryPlan& plan,
                                            const Xapian::Database& database,
                                            const WordExpansion& expansion, bool is_query);

/// The same for what is asked for exactly: phrases, =words, and the values of filters.
std::optional<std::string> nearest_text(const std::string& text, const QueryPlan& plan,
                                        const Xapian::Database& database,
                                        const WordExpansion& expansion);

/// The same for a text that is no query, but the words of one phrase or the value of one filter:
/// nothing in it has to be quoted.
std::optional<std::string> nearest_value(const std::string& value, const QueryPlan& plan,
                                         const Xapian::Database& database,
                                         const WordExpansion& expansion);

}  // namespace assay
