// A text that is not a query -> its words.
#pragma once

#include <string_view>

#include "query/language/query_tree.h"

namespace assay::query {

/// Returns a tree that asks for any of the words of a text. There are no operators and no errors,
/// whatever the bytes; invalid UTF-8 separates words. Repeated words are counted (times), and words
/// after the first max_plain_words are left out. Hyphens keep a word together. Text in an unspaced
/// script gives its pairs of characters as words. Linear in the size of the text.
QueryNode parse_plain(std::string_view text);

}  // namespace assay::query
