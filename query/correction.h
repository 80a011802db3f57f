// A word that is nowhere in the corpus -> its nearest spelling there. Internal to query/.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "query/query_plan.h"
#include "query/search_result.h"

namespace assay {

struct CorrectedText {
    std::string text;
    std::vector<CorrectedWord> words;  // in the order of the text
};

/// `text` with each missing word of `plan` that was not asked for exactly in its nearest spelling; nullopt when none has one. A word that begins
/// a word of the corpus is that prefix (resol*). Else nearest is the one with the fewest typing errors (one in words of up to five letters, in
/// those of four not in the first; two in longer ones; words with digits are never touched), among those the one that makes the text a title, then
/// one that is in a note together with the other words of the query, then a swap of two letters, then one with the same first letter, then one
/// that is in a title, then the one in most notes. It is never a function word (function_words.h), nor any other where one of these is as near. Where the text is no query (`is_query`), the
/// beginning of a word stays as it is.
std::optional<CorrectedText> corrected_text(const std::string& text, const QueryPlan& plan, const Xapian::Database& database, const WordExpansion& expansion, bool is_query);

/// The same for what is asked for exactly: phrases, =words, and the values of filters.
std::optional<std::string> nearest_text(const std::string& text, const QueryPlan& plan, const Xapian::Database& database, const WordExpansion& expansion);

/// The same for a text that is no query, but the words of one phrase or the value of one filter: nothing in it has to
/// be quoted.
std::optional<std::string> nearest_value(const std::string& value, const QueryPlan& plan, const Xapian::Database& database, const WordExpansion& expansion);

}  // namespace assay
