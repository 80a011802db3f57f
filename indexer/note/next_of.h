// A search in a text that is repeated from increasing places.
#pragma once

#include <cstddef>
#include <string_view>

namespace assay::indexer {

/// Finds the next place of something. The places of the calls must only grow, so that the text is
/// searched once in total.
class NextOf {
public:
    NextOf(std::string_view body, std::string_view wanted) : body_(body), wanted_(wanted) {}
    std::size_t at_or_after(std::size_t place) {
        if (!known_ || found_ < place) found_ = body_.find(wanted_, place);
        known_ = true;
        return found_;
    }

private:
    std::string_view body_, wanted_;
    std::size_t found_ = 0;
    bool known_ = false;
};

}  // namespace assay::indexer
