#include "indexer/note/inline_places.h"

#include <algorithm>

namespace assay::indexer {

void InlinePlaces::begin_block(std::uint32_t first, std::size_t at, std::uint32_t last,
                               std::uint32_t quotes) {
    first_ = first;
    last_ = std::max(first, last);
    quotes_ = quotes;
    column_ = at;
    in_cell_ = false;
    line_ = first;
    reported_line_ = uncounted_ = measured_line_ = 0;
}

void InlinePlaces::begin_cell(std::size_t at, SourcePlace begin) {
    in_cell_ = true;
    line_ = begin.line;
    base_ = at;
    walked_ = begin.at;
}

void InlinePlaces::begin_line(std::uint32_t line, std::size_t at, std::uint32_t begins) {
    reported_line_ = line;
    line_ = std::min(begins, last_);
    base_ = at;
    uncounted_ = std::max(uncounted_, line_ - std::min(line, line_));
}

std::size_t InlinePlaces::content_begin(std::uint32_t line) {
    if (line == measured_line_) return measured_;
    const std::string_view source = source_.source_line(line);
    std::size_t at = 0;
    for (std::uint32_t quotes = 0; at < source.size(); ++at) {
        if (source[at] == ' ' || source[at] == '\t') continue;
        if (source[at] != '>' || quotes == quotes_) break;
        ++quotes;
    }
    measured_line_ = line;
    measured_ = at;
    return at;
}

SourcePlace InlinePlaces::place_in_cell(std::size_t at) {
    const std::string_view source = source_.source_line(line_);
    for (; base_ < at && walked_ < source.size(); ++base_, ++walked_)
        if (source[walked_] == '\\' && walked_ + 1 < source.size() && source[walked_ + 1] == '|')
            ++walked_;
    return {line_, walked_};
}

SourcePlace InlinePlaces::place(std::uint32_t line, std::size_t at) {
    if (in_cell_) return place_in_cell(at);
    const auto text_begin = [&](std::uint32_t of) {
        return of == first_ ? column_ : content_begin(of);
    };
    if (line != reported_line_) {
        reported_line_ = line;
        line_ = line + uncounted_;
        base_ = column_;
    }
    at = std::max(at, base_);
    for (; line_ < last_; ++line_) {
        const std::size_t size =
            std::max(source_.source_line(line_).size(), text_begin(line_)) - text_begin(line_);
        if (at - base_ <= size) break;
        base_ += size + 1;
    }
    uncounted_ = std::max(uncounted_, line_ - std::min(line, line_));
    return {line_, text_begin(line_) + at - base_};
}

}  // namespace assay::indexer
