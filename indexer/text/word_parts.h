// The parts that find a word besides itself. Internal to the tokenizer.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace assay {

/// Where the words of a name in camel case begin, and its end; more than that are random letters.
struct CamelWords {
    std::array<std::size_t, 9> bounds{};
    std::size_t count = 0;
};

/// The words of getUserName and XMLHttpRequest. A name stays whole: one whose first word is a
/// single letter (iPhone), and one of two words that begins with a single capital (JavaScript,
/// McDonald), so that -java loses no note on JavaScript.
CamelWords camel_words(std::string_view name);

struct NumberPart {
    std::size_t begin, end;  // bytes of the word that it is a part of
    std::string text;
};

/// What finds the numbers with marks in a word, which is folded: the number itself where there is
/// more to the word (v2.10.3, 1.5km); without the marks between its thousands (1234 of 1,234), or
/// else each group of four digits and more (2024 of 15.03.2024), and what a row of points begins
/// with (2.10 of 2.10.3).
std::vector<NumberPart> number_parts(std::string_view folded);

}  // namespace assay
