// The parts of a word that also find it. Internal to the tokenizer.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace assay::text {

/// Where the words of a name in camel case begin, and where it ends. A name with more words than
/// fit is random letters.
struct CamelWords {
    std::array<std::size_t, 9> bounds{};
    std::size_t count = 0;
};

/// Returns the words of getUserName and XMLHttpRequest. Some names stay whole: those whose first
/// word is a single letter (iPhone), and those of two words that begin with a single capital
/// (JavaScript, McDonald), so that -java does not exclude notes about JavaScript.
CamelWords camel_words(std::string_view name);

struct NumberPart {
    std::size_t begin, end;  // bytes of the word that it is a part of
    std::string text;
};

/// Returns the parts of a folded word that find the numbers in it: the number itself if the word
/// has more (v2.10.3, 1.5km); the number without the marks between its thousands (1234 of 1,234);
/// otherwise each group of four or more digits (2024 of 15.03.2024), and the beginnings of a dotted
/// number (2.10 of 2.10.3).
std::vector<NumberPart> number_parts(std::string_view folded);

}  // namespace assay::text
