// Where a pager begins, and what its n and N look for.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "query/values/search_result.h"

namespace assay {

/// Collects the words marked in a text that less is to show. Lines are added from the first to the
/// last.
class LessStart {
public:
    /// The next line, without its end and colours; `found`: where words in it are marked, by place.
    void add_line(std::string_view line, const std::vector<TextRange>& found);

    /// Begin at this line (1-based) or behind it, whatever is marked before. 0 = at the first mark.
    void begin_at(std::size_t line) { wanted_line_ = line; }

    /// What less takes as its argument: +12g/\brain\b; empty when it is to begin at the top. n and
    /// N go on with every word added, as far as less takes it.
    std::string argument() const;

private:
    struct Bounds {
        bool before = true, after = true;  // no word goes on there, wherever it is marked
    };
    std::size_t lines_ = 0, wanted_line_ = 0, first_line_ = 0;
    std::vector<std::string> words_;  // as they stand in the text, each once
    std::map<std::string, Bounds, std::less<>> bounds_;
};

}  // namespace assay
