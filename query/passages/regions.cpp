#include "query/passages/regions.h"

#include <algorithm>
#include <string_view>

#include "query/passages/passage_bounds.h"

namespace assay::query {
const schema::Stretch* stretch_at(const std::vector<schema::Stretch>& stretches, std::size_t at) {
    const auto later = std::upper_bound(
        stretches.begin(), stretches.end(), at,
        [](std::size_t value, const schema::Stretch& stretch) { return value < stretch.begin; });
    return later != stretches.begin() && at < (later - 1)->end ? &*(later - 1) : nullptr;
}

Region region_at(const schema::NoteRecord& record, std::size_t at) {
    if (PassageBounds(record).in_heading(at)) return Region::heading;
    if (stretch_at(record.code, at) != nullptr) return Region::code;
    if (stretch_at(record.tables, at) != nullptr) return Region::table;
    return stretch_at(record.quotes, at) != nullptr ? Region::quote : Region::body;
}

BlockFinder::BlockFinder(const schema::NoteRecord& record)
    : record_(record), lines_(record.text, "\n"), cells_(record.text, "\n\t"), places_(record) {}

TextRange BlockFinder::range(std::size_t at) {
    const std::string_view text = record_.text;
    if (PassageBounds(record_).in_heading(at)) return lines_.around(at);
    const schema::Stretch* const code = stretch_at(record_.code, at);
    const bool is_block = code != nullptr &&
                          text.substr(code->begin, code->end - code->begin).find('\n') != text.npos;
    return is_block ? TextRange{code->begin, code->end} : cells_.around(at);
}

Block BlockFinder::around(std::size_t at) {
    const std::string_view text = record_.text;
    TextRange range = this->range(at);
    while (range.end > range.begin &&
           std::string_view(" \n").find(text[range.end - 1]) != text.npos)
        --range.end;
    while (range.begin < range.end && text[range.begin] == ' ' &&
           stretch_at(record_.code, range.begin) == nullptr)
        ++range.begin;
    while (range.begin < range.end && text[range.begin] == '\n') ++range.begin;
    Block block{record_.text.substr(range.begin, range.end - range.begin), last_begin_, last_end_};
    if (last_ == range) return block;
    last_ = range;
    block.begin = last_begin_ = places_.at(range.begin);
    block.end = last_end_ = range.end > range.begin ? places_.end_at(range.end) : block.begin;
    return block;
}

}  // namespace assay::query
