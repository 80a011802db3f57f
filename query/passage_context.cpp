#include "query/passage_context.h"

#include <algorithm>
#include <string_view>

namespace assay {
namespace {

/// Cells of a table are parted by a bar, as in passages; without blanks at the ends. Empty for a blank line.
TextLine line_of(const NoteRecord& record, std::size_t begin, std::size_t end) {
    constexpr std::string_view blanks = " \t";
    const std::string_view text = std::string_view(record.text).substr(0, end);
    const std::size_t first = text.find_first_not_of(blanks, begin);
    if (first == text.npos) return {};
    TextLine line{place_of(record, first).line, {}};
    for (const char c : text.substr(first, text.find_last_not_of(blanks) + 1 - first)) line.text.append(c == '\t' ? " | " : std::string(1, c));
    return line;
}

}  // namespace

PassageContext context_of(const NoteRecord& record, TextRange shown, ContextLines wanted) {
    const std::string_view text = record.text;
    PassageContext context;
    for (std::size_t end = shown.begin; end > 0 && context.before.size() < wanted.before;) {
        const std::size_t line_end = text.rfind('\n', end - 1);
        TextLine line = line_of(record, line_end == text.npos ? 0 : line_end + 1, end);
        if (!line.text.empty()) context.before.push_back(std::move(line));
        end = line_end == text.npos ? 0 : line_end;
    }
    std::reverse(context.before.begin(), context.before.end());
    for (std::size_t begin = shown.end; begin < text.size() && context.after.size() < wanted.after;) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        TextLine line = line_of(record, begin, end);
        if (!line.text.empty()) context.after.push_back(std::move(line));
        begin = end + 1;
    }
    return context;
}

}  // namespace assay
