// Where a text holds what a query asked for. Internal to query/.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "indexer/schema/note_record.h"
#include "query/plan/plan.h"
#include "query/values/search_result.h"

namespace assay {

/// One occurrence of a pattern.
struct Match {
    TextRange range;                              // bytes of the text
    std::uint32_t first_position, last_position;  // of its words (tokenizer.h)
    std::uint32_t pattern;                        // index into the patterns
};

class MarkFinder {
public:
    /// What `plan` marks; it must outlive this.
    explicit MarkFinder(const QueryPlan& plan);

    /// Of patterns whose forms count in every note.
    explicit MarkFinder(const std::vector<MarkPattern>& patterns);

    /// Every occurrence in a title or name of a note in `lang`, by beginning. Linear in the text,
    /// as all of this.
    std::vector<Match> in_title(std::string_view title, std::string_view lang) const;

    /// Every occurrence in the note's text: of a pattern of a heading, a quote or code only there.
    std::vector<Match> in_text(const NoteRecord& record) const;

    const std::vector<MarkPattern>& patterns() const { return patterns_; }

private:
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
};

/// What is shown of the matches in [begin, end) of the text: neighbours run together, overlaps and
/// doubles are gone.
std::vector<TextRange> merge_marks(std::string_view text, const Match* begin, const Match* end);

}  // namespace assay
