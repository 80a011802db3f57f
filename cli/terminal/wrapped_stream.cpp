#include "cli/terminal/wrapped_stream.h"

#include <algorithm>
#include <ostream>

#include "cli/terminal/text_layout.h"
#include "indexer/text/unicode.h"

namespace assay::cli {

WrappedLines::int_type WrappedLines::overflow(int_type character) {
    if (traits_type::eq_int_type(character, traits_type::eof()))
        return traits_type::not_eof(character);
    if (traits_type::to_char_type(character) == '\n') {
        line_.push_back('\n');
        sync();
    } else {
        line_.push_back(traits_type::to_char_type(character));
    }
    return character;
}

int WrappedLines::sync() {
    const bool ends = line_.ends_with('\n');
    const std::string text = line_.substr(0, line_.size() - ends);
    line_.clear();
    if (!ends || unicode::display_width(text) <= columns_) {
        out_ << text << (ends ? "\n" : "");
    } else {
        const std::size_t indent = std::min(text.find_first_not_of(' '), text.size());
        const std::size_t further = std::min(indent + 2, columns_ / 2);
        bool first = true;
        for (const query::TextRange& row : wrap(text.substr(indent), columns_ - further)) {
            out_ << std::string(first ? std::min(indent, further) : further, ' ')
                 << text.substr(indent + row.begin, row.end - row.begin) << '\n';
            first = false;
        }
    }
    out_.flush();
    return out_ ? 0 : -1;
}

}  // namespace assay::cli
