// A word that is nowhere in the corpus -> its nearest spelling there. Internal to query/.
#pragma once

#include <optional>
#include <string>

#include "query/query_plan.h"

namespace assay {

/// `text` with each missing word of `plan` that was not asked for exactly in its nearest spelling; nullopt when none has one. Nearest is the
/// one with the fewest typing errors (one in words of up to four letters, two in longer ones; words with digits are never touched), among
/// those the one that makes the text a title, then one that is in a note together with the other words of the query, then a swap of two
/// letters, then the one in most notes.
std::optional<std::string> corrected_text(const std::string& text, const QueryPlan& plan, const Xapian::Database& database, const WordExpansion& expansion);

/// The same for what is asked for exactly: phrases, =words, and the values of filters.
std::optional<std::string> nearest_text(const std::string& text, const QueryPlan& plan, const Xapian::Database& database, const WordExpansion& expansion);

/// The same for a text that is no query, but the words of one phrase or the value of one filter: nothing in it has to
/// be quoted.
std::optional<std::string> nearest_value(const std::string& value, const QueryPlan& plan, const Xapian::Database& database, const WordExpansion& expansion);

}  // namespace assay
