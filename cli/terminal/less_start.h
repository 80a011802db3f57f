// Where less opens a text, and what its n and N search for.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "query/values/search_result.h"

namespace assay::cli {

/// Collects the marked words of a text that less will show. Add the lines in order.
class LessStart {
public:
    /// Adds the next line, without line end and colours. `found` are the marked words in it, in
    /// order.
    void add_line(std::string_view line, const std::vector<query::TextRange>& found);

    /// Begins at the first line from `line` (1-based) on that has a mark; at `line` itself if none
    /// has. 0 = at the first mark of the text.
    void begin_at(std::size_t line) { wanted_line_ = line; }

    /// Returns an argument for less, such as +12g/\brain\b; empty means the top of the text. Its
    /// pattern has the marked words, as many as less accepts.
    std::string argument() const;

private:
    struct Bounds {
        bool before = true, after = true;  // no marked occurrence continues there as a word
    };
    std::size_t lines_ = 0, wanted_line_ = 0, first_line_ = 0;
    std::vector<std::string> words_;  // as written in the text, each once
    std::map<std::string, Bounds, std::less<>> bounds_;
};

}  // namespace assay::cli
