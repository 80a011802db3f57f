#include "query/regions.h"

#include <algorithm>
#include <string_view>

#include "query/passage_bounds.h"

namespace assay {
namespace {

/// From behind the last of `ends` before `at` to the next of them.
TextRange between(std::string_view text, std::size_t at, std::string_view ends) {
    const std::size_t before = at == 0 ? text.npos : text.find_last_of(ends, at - 1);
    return {before == text.npos ? 0 : before + 1, std::min(text.find_first_of(ends, at), text.size())};
}

TextRange block_range(const NoteRecord& record, std::size_t at) {
    const std::string_view text = record.text;
    if (PassageBounds(record).in_heading(at)) return between(text, at, "\n");
    const Stretch* const code = stretch_at(record.code, at);
    const bool is_block = code != nullptr && text.substr(code->begin, code->end - code->begin).find('\n') != text.npos;
    return is_block ? TextRange{code->begin, code->end} : between(text, at, "\n\t");
}

}  // namespace

const Stretch* stretch_at(const std::vector<Stretch>& stretches, std::size_t at) {
    const auto behind = std::upper_bound(stretches.begin(), stretches.end(), at, [](std::size_t value, const Stretch& stretch) { return value < stretch.begin; });
    return behind != stretches.begin() && at < (behind - 1)->end ? &*(behind - 1) : nullptr;
}

Region region_at(const NoteRecord& record, std::size_t at) {
    if (PassageBounds(record).in_heading(at)) return Region::heading;
    if (stretch_at(record.code, at) != nullptr) return Region::code;
    if (stretch_at(record.tables, at) != nullptr) return Region::table;
    return stretch_at(record.quotes, at) != nullptr ? Region::quote : Region::body;
}

Block block_around(const NoteRecord& record, std::size_t at) {
    const std::string_view text = record.text;
    TextRange range = block_range(record, at);
    while (range.end > range.begin && std::string_view(" \n").find(text[range.end - 1]) != text.npos) --range.end;
    while (range.begin < range.end && text[range.begin] == ' ' && stretch_at(record.code, range.begin) == nullptr) ++range.begin;
    while (range.begin < range.end && text[range.begin] == '\n') ++range.begin;
    const Place begin = place_of(record, range.begin);
    return {record.text.substr(range.begin, range.end - range.begin), begin, range.end > range.begin ? end_place_of(record, range.end) : begin};
}

}  // namespace assay
