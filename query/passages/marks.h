// Finds what a query searches for in a text. Internal to query/.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "indexer/schema/note_record.h"
#include "query/passages/candidates.h"
#include "query/plan/plan.h"
#include "query/values/search_result.h"

namespace assay::query {

/// One occurrence of a pattern.
struct Match {
    TextRange range;  // bytes of the text
    // Of the first and the last word (tokenizer.h), less some words before them: only differences
    // between neighbours and within a phrase count.
    std::uint32_t first_position, last_position;
    std::uint32_t pattern;  // index into the patterns
};

class MarkFinder {
public:
    /// Finds what `plan` marks. It must outlive this.
    explicit MarkFinder(const QueryPlan& plan);

    /// Finds patterns whose forms count in every note. They must outlive this.
    explicit MarkFinder(const std::vector<MarkPattern>& patterns);

    /// Returns every occurrence in a title or name of a note in the language `lang`, sorted by
    /// where they begin. Linear in the size of the text, like in_text.
    std::vector<Match> in_title(std::string_view title, std::string_view lang) const;

    /// Returns every occurrence in the text of a note, sorted by where they begin. Patterns of
    /// headings, quotes or code are found only there.
    std::vector<Match> in_text(const schema::NoteRecord& record) const;

    const std::vector<MarkPattern>& patterns() const { return patterns_; }

private:
    class Tokens;

    template <typename IsLookedFor>
    std::vector<Match> find(std::string_view text, LanguageSet language,
                            IsLookedFor is_looked_for) const;
    LanguageSet language_of(std::string_view lang) const;

    struct Role {
        std::uint32_t pattern, word;
        LanguageSet in;
    };
    const std::vector<MarkPattern>& patterns_;
    const NoteLanguages* languages_ = nullptr;
    std::unordered_map<std::string_view, std::vector<Role>> roles_;
    Beginnings beginnings_;         // of all terms
    std::size_t most_between_ = 0;  // words between two words of a phrase
};

/// Returns the ranges to highlight for the matches in [begin, end): sorted and disjoint, with
/// neighbouring matches joined.
std::vector<TextRange> merge_marks(std::string_view text, const Match* begin, const Match* end);

}  // namespace assay::query
