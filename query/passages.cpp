#include "query/passages.h"

#include <algorithm>
#include <iterator>

#include "indexer/schema/unicode.h"

namespace assay {
namespace {

constexpr std::size_t most_before_match = 100;  // bytes from a sentence's beginning to its match, or the sentence is entered later
constexpr std::size_t context_before_match = 40;
constexpr std::size_t most_candidates = 20'000;  // some 10 µs each
constexpr std::size_t enough = passage_length / 3;  // a passage of this length ends where its paragraph ends

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }
bool is_sentence_end(char32_t c) { return c == '.' || c == '!' || c == '?' || c == 0x2026 || c == 0x3002 || c == 0xFF01 || c == 0xFF1F; }
bool is_wide_sentence_end(char32_t c) { return c == 0x3002 || c == 0xFF01 || c == 0xFF1F; }
bool is_closing(char32_t c) { return c == '"' || c == '\'' || c == ')' || c == ']' || c == 0x2019 || c == 0x201D || c == 0x300D || c == 0x300F || c == 0xBB; }
bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\t'; }  // of bytes: A0 is the end of an à
bool is_space(char32_t c) { return c == ' ' || c == '\n' || c == '\t' || c == 0xA0 || c == 0x3000; }

/// A stretch of the text, with what it is worth.
struct Window {
    std::size_t begin = 0, end = 0;
    std::size_t first_match = 0, last_match = 0;  // [first, last) of the matches begin in it; some may end behind it
    double score = 0;
};

class Chooser {
public:
    Chooser(const NoteRecord& record, const MarkFinder& finder)
        : record_(record), text_(record.text), patterns_(finder.patterns()), matches_(finder.find(record.text, Field::heading)) {
        // Patterns for headings mark headings only.
        std::erase_if(matches_, [&](const Match& match) { return patterns_[match.pattern].field == Field::heading && !in_heading(match.range.begin); });
    }

    Passages choose(std::size_t most) {
        Passages passages;
        if (matches_.empty()) {
            if (most > 0 && !text_.empty()) passages.shown.push_back(passage(opening()));
            return passages;
        }
        std::vector<Window> chosen = disjoint(candidates());
        for (const Window& window : chosen) {
            if (passages.shown.size() < most) passages.shown.push_back(passage(window));
            else ++passages.more;
        }
        return passages;
    }

private:
    /// One window for each place to begin at; in a text of more matches than anybody reads, for some of them.
    std::vector<Window> candidates() const {
        std::vector<Window> windows;
        const std::size_t step = 1 + matches_.size() / most_candidates;
        for (std::size_t match = 0; match < matches_.size(); match += step) {
            Window window;
            window.begin = begin_for(matches_[match].range.begin);
            if (!windows.empty() && windows.back().begin == window.begin) continue;
            window.end = std::max(end_for(window.begin), matches_[match].range.end);
            window.first_match = match;
            while (window.first_match > 0 && matches_[window.first_match - 1].range.begin >= window.begin) --window.first_match;
            window.last_match = match;
            while (window.last_match < matches_.size() && matches_[window.last_match].range.begin < window.end) ++window.last_match;
            score(window);
            windows.push_back(window);
        }
        return windows;
    }

    void score(Window& window) const {
        constexpr double repetition = 0.05, nearness = 0.3, early = 0.01;
        std::vector<std::uint32_t> seen;
        std::uint32_t last_position = 0;
        for (std::size_t i = window.first_match; i < window.last_match; ++i) {
            const Match& match = matches_[i];
            if (match.range.end > window.end) continue;
            const double weight = patterns_[match.pattern].weight;
            const bool is_new = std::find(seen.begin(), seen.end(), match.pattern) == seen.end();
            if (is_new) {
                window.score += weight;
                if (!seen.empty() && match.first_position == last_position + 1) window.score += weight * nearness;
                seen.push_back(match.pattern);
            } else {
                window.score += weight * repetition / static_cast<double>(1 + i - window.first_match);
            }
            last_position = match.last_position;
        }
        if (in_heading(window.begin)) window.score *= 0.9;  // the trail shows the heading anyway
        window.score *= 1 - early * static_cast<double>(window.begin) / static_cast<double>(text_.size());
    }

    /// The best ones that do not overlap, best first.
    static std::vector<Window> disjoint(std::vector<Window> windows) {
        std::stable_sort(windows.begin(), windows.end(), [](const Window& a, const Window& b) { return a.score > b.score; });
        std::vector<Window> chosen;
        std::vector<std::pair<std::size_t, std::size_t>> taken;  // by begin
        for (const Window& window : windows) {
            const auto after = std::lower_bound(taken.begin(), taken.end(), std::pair(window.begin, std::size_t{0}));
            if (after != taken.end() && after->first < window.end) continue;
            if (after != taken.begin() && (after - 1)->second > window.begin) continue;
            taken.insert(after, {window.begin, window.end});
            chosen.push_back(window);
        }
        return chosen;
    }

    Window opening() const {
        std::size_t begin = 0;
        // Not a heading alone, unless there is nothing else.
        for (const Heading& heading : record_.headings) {
            if (heading.offset != begin) break;
            const std::size_t next = text_.find_first_not_of("\n\t ", line_end(begin));
            if (next == text_.npos) break;
            begin = next;
        }
        return {begin, end_for(begin), 0, 0, 0};
    }

    std::size_t line_begin(std::size_t at) const { return at == 0 ? 0 : text_.rfind('\n', at - 1) + 1; }
    std::size_t line_end(std::size_t at) const { return std::min(text_.find('\n', at), text_.size()); }

    /// Index of the heading that `at` stands under or in; npos above the first.
    std::size_t heading_of(std::size_t at) const {
        const auto after = std::upper_bound(record_.headings.begin(), record_.headings.end(), at, [](std::size_t value, const Heading& heading) { return value < heading.offset; });
        return static_cast<std::size_t>(after - record_.headings.begin()) - 1;
    }
    bool in_heading(std::size_t at) const {
        const std::size_t index = heading_of(at);
        return index != std::string::npos && at < line_end(record_.headings[index].offset);
    }

    /// The sentence or line that holds the match; a word shortly before the match when that is far.
    std::size_t begin_for(std::size_t match) const {
        const std::size_t from = match > 2 * most_before_match ? match - 2 * most_before_match : 0;
        std::size_t sentence = std::max(from, line_start_within(match, from));
        bool found = sentence > from || from == 0;
        for (std::size_t at = sentence; at < match;) {
            const unicode::CodePoint point = unicode::decode(text_, at);
            at += point.size;
            if (!is_sentence_end(point.value)) continue;
            std::size_t next = at;
            while (next < match && is_closing(unicode::decode(text_, next).value)) next += unicode::decode(text_, next).size;
            const bool spaced = next < match && is_space(unicode::decode(text_, next).value);
            if (!spaced && !is_wide_sentence_end(point.value)) continue;
            while (next < match && is_space(unicode::decode(text_, next).value)) next += unicode::decode(text_, next).size;
            sentence = next;
            found = true;
        }
        if (found && match - sentence <= most_before_match) return sentence;
        std::size_t at = match - context_before_match;  // far from the sentence's beginning: at least this much stands before
        while (at < match && !is_blank(text_[at])) ++at;
        while (at < match && is_blank(text_[at])) ++at;
        if (at == match) {  // no blank there: an unspaced script
            at = match - context_before_match;
            while (is_continuation(text_[at])) ++at;
        }
        return at;
    }

    /// Beginning of the line of `match`, not searched for before `from` (a line may be the whole note).
    std::size_t line_start_within(std::size_t match, std::size_t from) const {
        const std::size_t found = text_.substr(from, match - from).rfind('\n');
        std::size_t begin = found == text_.npos ? from : from + found + 1;
        while (begin < match && is_continuation(text_[begin])) ++begin;
        return begin;
    }

    /// passage_length further, at the end of a sentence or word; at the end of the paragraph when that is long enough; before the
    /// next heading in any case.
    std::size_t end_for(std::size_t begin) const {
        const std::size_t next = heading_of(begin) + 1;
        std::size_t limit = next < record_.headings.size() ? record_.headings[next].offset : text_.size();
        if (in_heading(begin)) limit = std::min(limit, line_end(begin));
        std::size_t at = begin, points = 0, word_end = begin, sentence_end = begin;
        while (at < limit && points < passage_length) {
            const unicode::CodePoint point = unicode::decode(text_, at);
            const bool unspaced = unicode::classify(point.value) == unicode::Class::unspaced;
            if (is_space(point.value) || unspaced) word_end = at;
            if (point.value == '\n' && points >= enough) break;
            at += point.size;
            ++points;
            if (is_sentence_end(point.value) && (is_wide_sentence_end(point.value) || at >= limit || is_space(unicode::decode(text_, at).value))) sentence_end = at;
        }
        if (at < limit && points >= passage_length) {
            const bool near_its_end = sentence_end > begin + (at - begin) * 2 / 3;
            at = near_its_end ? sentence_end : word_end > begin ? word_end : at;
        }
        while (at > begin && is_blank(text_[at - 1])) --at;
        return at;
    }

    Passage passage(const Window& window) const {
        Passage passage;
        const std::size_t heading = heading_of(window.begin);
        if (heading != std::string::npos) {
            passage.anchor = record_.headings[heading].anchor;
            trail(heading, passage.headings);
        }
        std::vector<Match> whole;  // a phrase that goes on behind the passage is not marked by half
        std::copy_if(matches_.begin() + static_cast<std::ptrdiff_t>(window.first_match), matches_.begin() + static_cast<std::ptrdiff_t>(window.last_match),
                     std::back_inserter(whole), [&](const Match& match) { return match.range.end <= window.end; });
        const std::vector<TextRange> marks = merge_marks(text_, whole.data(), whole.data() + whole.size());
        passage.field = in_heading(window.begin) ? Field::heading : Field::body;
        const Place place = place_of(record_, marks.empty() ? window.begin : marks.front().begin);
        passage.line = place.line;
        passage.column = place.column;
        passage.cut_before = window.begin > 0 && text_[window.begin - 1] != '\n' && !after_sentence(window.begin);
        passage.cut_after = window.end < text_.size() && text_[window.end] != '\n' && !after_sentence(window.end);
        flatten(window, marks, passage);
        return passage;
    }

    bool after_sentence(std::size_t at) const {
        while (at > 0 && is_blank(text_[at - 1])) --at;
        while (at > 0) {
            while (is_continuation(text_[--at]) && at > 0) {
            }
            const char32_t last = unicode::decode(text_, at).value;
            if (!is_closing(last)) return is_sentence_end(last);
        }
        return false;
    }

    void trail(std::size_t heading, std::vector<std::string>& headings) const {
        int level = 7;
        for (std::size_t i = heading + 1; i-- > 0;) {
            if (record_.headings[i].level >= level) continue;
            level = record_.headings[i].level;
            headings.push_back(record_.headings[i].text);
        }
        std::reverse(headings.begin(), headings.end());
    }

    /// The window as one line: white space folded to a blank, table cells parted by a bar, marks moved along.
    void flatten(const Window& window, const std::vector<TextRange>& marks, Passage& passage) const {
        auto mark = marks.begin();
        passage.marks = marks;
        auto moved = passage.marks.begin();
        for (std::size_t at = window.begin; at < window.end;) {
            if (mark != marks.end() && mark->begin == at) moved->begin = passage.text.size();
            const char c = text_[at];
            if (c == ' ' || c == '\n' || c == '\t') {
                std::size_t next = at;
                bool cell = false;
                for (; next < window.end && (text_[next] == ' ' || text_[next] == '\n' || text_[next] == '\t'); ++next) cell = cell || text_[next] == '\t';
                passage.text += cell ? " | " : " ";
                at = next;
            } else {
                passage.text.push_back(c);
                ++at;
            }
            if (mark != marks.end() && mark->end <= at) {
                moved->end = passage.text.size();
                ++mark;
                ++moved;
            }
        }
    }

    const NoteRecord& record_;
    std::string_view text_;
    const std::vector<MarkPattern>& patterns_;
    std::vector<Match> matches_;
};

}  // namespace

Passages choose_passages(const NoteRecord& record, const MarkFinder& finder, std::size_t most) { return Chooser(record, finder).choose(most); }

}  // namespace assay
