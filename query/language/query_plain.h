// A text that is no query -> its words.
#pragma once

#include <string_view>

#include "query/language/query_tree.h"

namespace assay {

/// Any of the words of a text that is no query: no operators, no errors, whatever the bytes (what
/// is not UTF-8 separates words). A word that comes again is counted (times), and those after the
/// first max_plain_words are left out. Hyphens keep a word together; text of an unspaced script
/// gives its pairs of characters, which are words like any other here. Linear in the size of the
/// text.
QueryNode parse_plain(std::string_view text);

}  // namespace assay
