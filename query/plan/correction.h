// A word that no note has -> its nearest spelling in the corpus. Internal to query/.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "query/plan/plan.h"
#include "query/values/search_result.h"

namespace assay::query {

struct CorrectedText {
    std::string text;
    std::vector<CorrectedWord> words;  // in the order of the text
};

/// Returns `text` with every missing word of `plan` in its nearest spelling, or nullopt if none has
/// one. Words that are asked for exactly stay as they are.
///
/// A word that begins a word of the corpus becomes a prefix (resol*) if `is_query` is true, and
/// stays otherwise. Else the spelling with the fewest typing errors is nearest: at most one in
/// words of up to five letters, two in longer words. Among equals it is, in this order, the one
/// that makes the text a title; that is in a note together with the other words; that swaps two
/// letters; that has the same first letter; that is in a title; that is in most notes. Words with
/// digits stay. Words of up to four letters keep their first letter. No word becomes a function
/// word (function_words.h), and no word is corrected if a function word is as near as any other.
std::optional<CorrectedText> corrected_text(const std::string& text, const QueryPlan& plan,
                                            const Xapian::Database& database,
                                            const WordExpansion& expansion, bool is_query);

/// Returns `text` with everything missing in its nearest spelling, also what is asked for exactly:
/// phrases, =words, and the values of filters. nullopt if nothing has one.
std::optional<std::string> nearest_text(const std::string& text, const QueryPlan& plan,
                                        const Xapian::Database& database,
                                        const WordExpansion& expansion);

/// The same as nearest_text for a text that is not a query, but the words of one phrase or the
/// value of one filter: nothing in it has to be quoted.
std::optional<std::string> nearest_value(const std::string& value, const QueryPlan& plan,
                                         const Xapian::Database& database,
                                         const WordExpansion& expansion);

}  // namespace assay::query
