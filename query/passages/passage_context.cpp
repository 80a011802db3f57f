#include "query/passages/passage_context.h"

#include <algorithm>
#include <string_view>

#include "indexer/schema/place_finder.h"
#include "indexer/text/limits.h"
#include "indexer/text/unicode.h"

namespace assay::query {
namespace {

constexpr std::string_view ellipsis = "…";

enum class Cut : std::uint8_t { end, beginning };  // which part of a long line is left out

/// The byte after `points` code points from `begin`, at most `end`.
std::size_t forward(std::string_view text, std::size_t begin, std::size_t end, std::size_t points) {
    for (; begin < end && points > 0; --points) begin += unicode::decode(text, begin).size;
    return std::min(begin, end);
}

/// Where the last `points` code points before `end` begin; at least `begin`.
std::size_t backward(std::string_view text, std::size_t begin, std::size_t end,
                     std::size_t points) {
    for (; end > begin && points > 0; --points)
        while (--end > begin && unicode::is_continuation(text[end])) {}
    return end;
}

/// The line with bars between the cells of a table, as in passages, and without blanks at its ends;
/// empty for a blank line.
TextLine line_of(const schema::NoteRecord& record, TextRange line, Cut cut) {
    constexpr std::string_view blanks = " \t";
    const std::string_view text = std::string_view(record.text).substr(0, line.end);
    std::size_t begin = text.find_first_not_of(blanks, line.begin);
    if (begin == text.npos) return {};
    std::size_t end = text.find_last_not_of(blanks) + 1;
    const bool cut_end =
        cut == Cut::end && forward(text, begin, end, text::max_context_line_code_points) < end;
    const bool cut_beginning =
        cut == Cut::beginning &&
        backward(text, begin, end, text::max_context_line_code_points) > begin;
    if (cut_end) end = forward(text, begin, end, text::max_context_line_code_points - 1);
    if (cut_beginning) begin = backward(text, begin, end, text::max_context_line_code_points - 1);
    TextLine shown{schema::line_at(record, begin), std::string(cut_beginning ? ellipsis : "")};
    for (const char c : text.substr(begin, end - begin))
        shown.text.append(c == '\t' ? " | " : std::string_view(&c, 1));
    if (cut_end) shown.text += ellipsis;
    return shown;
}

}  // namespace

PassageContext context_of(const schema::NoteRecord& record, TextRange shown, ContextLines wanted,
                          TextParts& lines) {
    const std::string_view text = record.text;
    PassageContext context;
    if (wanted.before > 0 && shown.begin > 0) {
        TextRange line{lines.around(shown.begin).begin, shown.begin};
        for (Cut cut = Cut::beginning;; cut = Cut::end) {
            TextLine before = line_of(record, line, cut);
            if (!before.text.empty()) context.before.push_back(std::move(before));
            if (line.begin <= 1 || context.before.size() == wanted.before) break;
            line.end = line.begin - 1;
            const std::size_t line_end = text.rfind('\n', line.end - 1);
            line.begin = line_end == text.npos ? 0 : line_end + 1;
        }
    }
    std::reverse(context.before.begin(), context.before.end());
    if (wanted.after > 0 && shown.end < text.size()) {
        TextRange line{shown.end, lines.around(shown.end).end};
        while (true) {
            TextLine after = line_of(record, line, Cut::end);
            if (!after.text.empty()) context.after.push_back(std::move(after));
            line.begin = line.end + 1;
            if (line.begin >= text.size() || context.after.size() == wanted.after) break;
            line.end = std::min(text.find('\n', line.begin), text.size());
        }
    }
    return context;
}

}  // namespace assay::query
