#include "query/corpus_words.h"

#include <algorithm>

#include "indexer/text/unicode.h"
#include "query/open_index.h"

namespace assay::query {
namespace {

std::vector<FacetCount> read_words(const Xapian::Database& database, const std::string& folded) {
    constexpr std::size_t most_looked_at = 20'000;  // some 0.2 µs each
    std::vector<FacetCount> words;
    const auto end = database.allterms_end(folded);
    auto term = database.allterms_begin(folded);
    for (std::size_t i = 0; term != end && i < most_looked_at; ++term, ++i)
        words.push_back({*term, term.get_termfreq()});
    return words;
}

}  // namespace

std::vector<FacetCount> words_beginning(OpenIndex& index, std::string_view beginning,
                                        std::size_t most) {
    const std::string folded = unicode::fold(beginning);
    // The terms of other fields begin with a capital letter (fields.h), which no folded word does.
    if (folded.empty() || (folded[0] >= 'A' && folded[0] <= 'Z')) return {};
    std::vector<FacetCount> words =
        index.retrying([&] { return read_words(index.database, folded); });
    std::erase_if(words, [&](const FacetCount& word) {
        return unicode::fold(word.value) != word.value;  // the form as written, of a word above
    });
    std::sort(words.begin(), words.end(), [](const FacetCount& a, const FacetCount& b) {
        return a.count != b.count ? a.count > b.count : a.value < b.value;
    });
    words.resize(std::min(words.size(), most));
    return words;
}

}  // namespace assay::query
