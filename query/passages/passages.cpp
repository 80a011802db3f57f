#include "query/passages/passages.h"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <utility>

#include "indexer/schema/place_finder.h"
#include "indexer/schema/read_guard.h"
#include "indexer/text/limits.h"
#include "query/passages/passage_bounds.h"
#include "query/passages/passage_context.h"
#include "query/passages/regions.h"

namespace assay::query {
namespace {

/// True if the byte is in an address, as in a bibliography: a stretch without blanks that has "://"
/// in it or begins with "www.".
bool is_in_address(std::string_view text, std::size_t at) {
    constexpr std::size_t longest = 300;  // bytes on each side
    constexpr std::string_view blanks = " \t\n<>()\"";
    const std::size_t from = at - std::min(at, longest);
    const std::size_t blank = text.substr(from, at - from).find_last_of(blanks);
    const std::size_t begin = blank == text.npos ? from : from + blank + 1;
    const std::size_t next_blank = text.substr(at, longest).find_first_of(blanks);
    const std::string_view stretch = text.substr(begin, at - begin + std::min(next_blank, longest));
    return stretch.find("://") != stretch.npos || stretch.starts_with("www.");
}

/// A stretch of the text and its score.
struct Window {
    std::size_t begin = 0, end = 0;
    std::size_t first_match = 0,
                last_match =
                    0;  // [first, last): the matches that begin in it; some may end after it
    double score = 0;
};

class Chooser {
public:
    Chooser(const schema::NoteRecord& record, const std::vector<MarkPattern>& patterns,
            std::vector<Match> matches, bool blocks, ContextLines context)
        : record_(record),
          text_(record.text),
          bounds_(record),
          with_blocks_(blocks),
          context_(context),
          patterns_(patterns),
          matches_(std::move(matches)),
          places_(record),
          blocks_(record),
          lines_(text_, "\n") {
        for (const MarkPattern& pattern : patterns_)
            coverage_ = std::max(coverage_, pattern.weight);
        const bool has_address =
            text_.find("://") != text_.npos || text_.find("www.") != text_.npos;
        for (const Match& match : matches_)
            in_address_.push_back(has_address && is_in_address(text_, match.range.begin));
    }

    Passages choose(std::size_t most) {
        Passages passages;
        if (matches_.empty()) {
            const std::size_t begin = bounds_.opening();
            if (most > 0 && begin < text_.size())
                passages.shown.push_back(passage({begin, bounds_.end_for(begin), 0, 0, 0}));
            return passages;
        }
        const std::vector<Window> chosen = disjoint(candidates());
        std::vector<std::size_t> by_place(
            std::min(most, chosen.size()));  // because PlaceFinder needs rising places
        std::iota(by_place.begin(), by_place.end(), std::size_t{0});
        std::sort(by_place.begin(), by_place.end(),
                  [&](std::size_t a, std::size_t b) { return chosen[a].begin < chosen[b].begin; });
        passages.shown.resize(by_place.size());
        for (const std::size_t i : by_place) passages.shown[i] = passage(chosen[i]);
        passages.more = chosen.size() - by_place.size();
        return passages;
    }

private:
    /// Returns a window for each sentence with a match. If words of the query are missing in it,
    /// also windows that begin nearer to the match or continue after the end of a line. In a text
    /// of very many matches, only for some of them.
    std::vector<Window> candidates() const {
        std::vector<Window> windows;
        const std::size_t words = words_in(0, matches_.size(), text_.size());
        const std::size_t step = 1 + matches_.size() / text::max_passage_candidates;
        std::size_t last_begin = std::string::npos, complete_begin = std::string::npos;
        for (std::size_t match = 0; match < matches_.size(); match += step) {
            const std::size_t place = matches_[match].range.begin;
            for (const std::size_t begin :
                 {bounds_.begin_for(place), bounds_.word_before(place, context_before_match),
                  bounds_.word_before(place, 0)}) {
                if (begin == complete_begin) break;  // the same sentence as the match before
                if (begin == last_begin) continue;
                last_begin = begin;
                const std::size_t held =
                    add_window(windows, begin, bounds_.end_for(begin), match, 0);
                if (held < words &&
                    add_window(windows, begin, bounds_.furthest_end(begin), match, held) < words)
                    continue;
                complete_begin = begin;
                break;
            }
        }
        return windows;
    }

    /// Adds a window if it holds more than `least` words. Returns how many words it holds.
    std::size_t add_window(std::vector<Window>& windows, std::size_t begin, std::size_t end,
                           std::size_t match, std::size_t least) const {
        Window window;
        window.begin = begin;
        window.end = std::max(end, matches_[match].range.end);
        window.first_match = window.last_match = match;
        while (window.first_match > 0 && matches_[window.first_match - 1].range.begin >= begin)
            --window.first_match;
        while (window.last_match < matches_.size() &&
               matches_[window.last_match].range.begin < window.end)
            ++window.last_match;
        const std::size_t held = words_in(window.first_match, window.last_match, window.end);
        if (held <= least) return held;
        score(window);
        windows.push_back(window);
        return held;
    }

    /// Returns the number of patterns with a match in [first, last) that ends at or before `end`.
    std::size_t words_in(std::size_t first, std::size_t last, std::size_t end) const {
        std::vector<bool> seen(patterns_.size());
        for (std::size_t i = first; i < last; ++i)
            if (matches_[i].range.end <= end) seen[matches_[i].pattern] = true;
        return static_cast<std::size_t>(std::count(seen.begin(), seen.end(), true));
    }

    void score(Window& window) const {
        constexpr double repetition = 0.05, nearness = 0.3, early = 0.01, entered_late = 0.05,
                         address = 0.25;
        std::vector<std::uint32_t> seen;
        std::uint32_t last_position = 0;
        for (std::size_t i = window.first_match; i < window.last_match; ++i) {
            const Match& match = matches_[i];
            if (match.range.end > window.end) continue;
            const double share = in_address_[i] ? address : 1;
            const double weight = patterns_[match.pattern].weight * share;
            const bool is_new = std::find(seen.begin(), seen.end(), match.pattern) == seen.end();
            if (is_new) {
                window.score += weight + coverage_ * share;
                if (!seen.empty() && match.first_position == last_position + 1)
                    window.score += weight * nearness;
                seen.push_back(match.pattern);
            } else {
                window.score +=
                    weight * repetition / static_cast<double>(1 + i - window.first_match);
            }
            last_position = match.last_position;
        }
        if (bounds_.in_heading(window.begin))
            window.score *= 0.9;  // the heading is shown above the passage in any case
        if (!bounds_.begins(window.begin)) window.score *= 1 - entered_late;
        window.score *=
            1 - early * static_cast<double>(window.begin) / static_cast<double>(text_.size());
    }

    /// Returns the best windows that do not overlap, best first.
    static std::vector<Window> disjoint(std::vector<Window> windows) {
        std::stable_sort(windows.begin(), windows.end(),
                         [](const Window& a, const Window& b) { return a.score > b.score; });
        std::vector<Window> chosen;
        std::vector<std::pair<std::size_t, std::size_t>> taken;  // sorted by begin
        for (const Window& window : windows) {
            const auto after = std::lower_bound(taken.begin(), taken.end(),
                                                std::pair(window.begin, std::size_t{0}));
            if (after != taken.end() && after->first < window.end) continue;
            if (after != taken.begin() && (after - 1)->second > window.begin) continue;
            taken.insert(after, {window.begin, window.end});
            chosen.push_back(window);
        }
        return chosen;
    }

    Passage passage(const Window& window) {
        schema::ReadGuard::still_alive();
        Passage passage;
        const std::size_t heading = bounds_.heading_of(window.begin);
        if (heading != std::string::npos) {
            passage.anchor = record_.headings[heading].anchor;
            trail(heading, passage.headings);
        }
        std::vector<Match> whole;  // without phrases that continue after the passage
        std::copy_if(matches_.begin() + static_cast<std::ptrdiff_t>(window.first_match),
                     matches_.begin() + static_cast<std::ptrdiff_t>(window.last_match),
                     std::back_inserter(whole),
                     [&](const Match& match) { return match.range.end <= window.end; });
        const std::vector<TextRange> marks =
            merge_marks(text_, whole.data(), whole.data() + whole.size());
        const std::size_t at = marks.empty() ? window.begin : marks.front().begin;
        passage.region = region_at(record_, at);
        const schema::Place place = places_.at(at);
        passage.line = place.line;
        passage.column = place.column;
        passage.utf16_column = place.utf16_column;
        passage.byte_column = place.byte_column;
        passage.end = window.end > window.begin ? places_.end_at(window.end) : place;
        if (with_blocks_) passage.block = blocks_.around(at);
        passage.cut_before = !bounds_.begins(window.begin);
        passage.cut_after = !bounds_.ends(window.end);
        flatten(window, marks, passage);
        if (context_.before > 0 || context_.after > 0)
            passage.context = context_of(record_, {window.begin, window.end}, context_, lines_);
        return passage;
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

    /// Makes one line of the window: white space becomes one blank, a bar separates table cells,
    /// and marks move with the text.
    void flatten(const Window& window, const std::vector<TextRange>& marks,
                 Passage& passage) const {
        auto mark = marks.begin();
        passage.marks = marks;
        auto moved = passage.marks.begin();
        for (std::size_t at = window.begin; at < window.end;) {
            if (mark != marks.end() && mark->begin == at) moved->begin = passage.text.size();
            const char c = text_[at];
            if (c == ' ' || c == '\n' || c == '\t') {
                std::size_t next = at;
                bool cell = false;
                for (; next < window.end &&
                       (text_[next] == ' ' || text_[next] == '\n' || text_[next] == '\t');
                     ++next)
                    cell = cell || text_[next] == '\t';
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

    const schema::NoteRecord& record_;
    std::string_view text_;
    const PassageBounds bounds_;
    const bool with_blocks_;
    const ContextLines context_;
    const std::vector<MarkPattern>& patterns_;
    std::vector<Match> matches_;
    std::vector<bool> in_address_;  // for each match
    double coverage_ = 0;           // what each pattern adds to a score besides its weight
    schema::PlaceFinder places_;
    BlockFinder blocks_;
    TextParts lines_;
};

}  // namespace

Passages choose_passages(const schema::NoteRecord& record, const MarkFinder& finder,
                         std::size_t most, bool blocks, ContextLines context) {
    return Chooser(record, finder.patterns(), finder.in_text(record), blocks, context).choose(most);
}

Passages passages_at(const schema::NoteRecord& record, const std::vector<TextRange>& places,
                     std::size_t most, bool blocks, ContextLines context) {
    if (places.empty()) return {};
    const std::vector<MarkPattern> pattern(1);
    std::vector<Match> matches;
    for (const TextRange& place : places) {
        const auto position = static_cast<std::uint32_t>(2 * matches.size());  // no neighbours
        matches.push_back({place, position, position, 0});
    }
    return Chooser(record, pattern, std::move(matches), blocks, context).choose(most);
}

}  // namespace assay::query
