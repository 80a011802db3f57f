// A search of a text that is asked again and again from places further on.
#pragma once

#include <cstddef>
#include <string_view>

namespace assay {

/// Where something stands next, looked for once however often it is asked: the places asked for
/// only grow.
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

}  // namespace assay
