#include "query/passages/text_parts.h"

#include <algorithm>

namespace assay::query {

TextRange TextParts::around(std::size_t at) {
    if (found_ && last_.begin <= at && at <= last_.end) return last_;
    const std::size_t before = at == 0 ? text_.npos : text_.find_last_of(ends_, at - 1);
    last_ = {before == text_.npos ? 0 : before + 1,
             std::min(text_.find_first_of(ends_, at), text_.size())};
    found_ = true;
    return last_;
}

}  // namespace assay::query
