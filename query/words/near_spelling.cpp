#include "query/words/near_spelling.h"

#include <algorithm>
#include <cstdint>
#include <tuple>
#include <utility>

#include "indexer/text/unicode.h"

namespace assay::query {
namespace {

/// Keeps the rows of the distance matrix of each wanted word for the beginning of the current term.
class Walk {
public:
    explicit Walk(const std::vector<WantedSpelling>& wanted) : found(wanted.size()) {
        std::size_t size = 0;
        for (const WantedSpelling& each : wanted) {
            words_.push_back({unicode::code_points(each.folded), each.edits, size});
            size += words_.back().points.size() + 1;
        }
        row_size_ = size;
        levels_.push_back({0, 0, {}, std::vector<std::uint8_t>(size)});
        Level& root = levels_.front();
        for (std::size_t i = 0; i < words_.size(); ++i) {
            root.alive.push_back(i);
            for (std::size_t j = 0; j <= words_[i].points.size(); ++j)
                root.rows[words_[i].at + j] =
                    static_cast<std::uint8_t>(std::min(j, words_[i].edits + 1));
        }
    }

    /// Returns the length in bytes of the shortest beginning of `term` that no wanted word is near
    /// to; 0 if some word may be near to all of it.
    std::size_t follow(const std::string& term) {
        std::size_t level = 0, at = 0;
        for (; level + 1 <= depth_ && at < term.size(); ++level) {
            const Level& next = levels_[level + 1];
            const unicode::CodePoint point = unicode::decode(term, at);
            if (next.point != point.value) break;
            at = next.end;
        }
        depth_ = level;
        if (depth_ > 0 && levels_[depth_].alive.empty()) return at;
        while (at < term.size()) {
            const unicode::CodePoint point = unicode::decode(term, at);
            at += point.size;
            push(point.value, at);
            if (levels_[depth_].alive.empty()) return at;
        }
        return 0;
    }

    /// Returns the wanted words that the last term is near to, with the number of edits.
    template <class Use>
    void near(Use use) const {
        const Level& last = levels_[depth_];
        for (const std::size_t i : last.alive) {
            const std::size_t edits = last.rows[words_[i].at + words_[i].points.size()];
            if (edits > 0 && edits <= words_[i].edits) use(i, edits);
        }
    }

    std::vector<std::vector<NearSpelling>> found;

private:
    struct Wanted {
        std::vector<char32_t> points;
        std::size_t edits;
        std::size_t at;  // where its row begins in the rows of a level
    };
    struct Level {
        char32_t point;
        std::size_t end;                 // bytes of the term up to here
        std::vector<std::size_t> alive;  // words that have a beginning near to this one
        std::vector<std::uint8_t> rows;
    };

    void push(char32_t point, std::size_t end) {
        ++depth_;
        if (levels_.size() == depth_)
            levels_.push_back({0, 0, {}, std::vector<std::uint8_t>(row_size_)});
        Level& level = levels_[depth_];
        const Level& above = levels_[depth_ - 1];
        const Level* two_above = depth_ > 1 ? &levels_[depth_ - 2] : nullptr;
        level.point = point;
        level.end = end;
        level.alive.clear();
        for (const std::size_t i : above.alive) {
            const Wanted& word = words_[i];
            const std::size_t length = word.points.size(), far = word.edits + 1;
            // Cells further than `edits` from the diagonal are too far in any case.
            const std::size_t first = depth_ > word.edits ? depth_ - word.edits : 0,
                              last = std::min(length, depth_ + word.edits);
            std::uint8_t* row = &level.rows[word.at];
            const std::uint8_t* up = &above.rows[word.at];
            if (first > length) continue;
            std::size_t best = far;
            if (first > 0) row[first - 1] = static_cast<std::uint8_t>(far);
            for (std::size_t j = first; j <= last; ++j) {
                std::size_t cell = std::min(far, static_cast<std::size_t>(up[j]) + 1);
                if (j > 0) {
                    cell = std::min(
                        {cell, static_cast<std::size_t>(row[j - 1]) + 1,
                         static_cast<std::size_t>(up[j - 1]) + (word.points[j - 1] != point)});
                    if (j > 1 && two_above != nullptr && word.points[j - 2] == point &&
                        word.points[j - 1] == above.point)
                        cell = std::min(
                            cell, static_cast<std::size_t>(two_above->rows[word.at + j - 2]) + 1);
                }
                row[j] = static_cast<std::uint8_t>(std::min(cell, far));
                best = std::min(best, cell);
            }
            for (std::size_t j = last + 1; j <= std::min(length, last + 2); ++j)
                row[j] = static_cast<std::uint8_t>(far);
            // The minimum of a row never falls by more than a swap gives back, which the row above
            // accounts for.
            if (best <= word.edits) level.alive.push_back(i);
        }
    }

    std::vector<Wanted> words_;
    std::size_t row_size_ = 0;
    std::vector<Level> levels_;
    std::size_t depth_ = 0;  // how many levels belong to the last term
};

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

}  // namespace

bool is_folded_word(const std::string& term) {
    const auto first = static_cast<unsigned char>(term.front());
    if (first == '.' || first == '@' || (first >= 'A' && first <= 'Z')) return false;
    return is_ascii(term) || unicode::fold(term) == term;
}

std::vector<std::vector<NearSpelling>> near_spellings(const Xapian::Database& database,
                                                      const std::vector<WantedSpelling>& wanted) {
    if (wanted.empty()) return {};
    constexpr unsigned steps_before_skip = 8;  // a step costs about a tenth of a skip
    Walk walk(wanted);
    const auto end = database.allterms_end();
    auto term = database.allterms_begin();
    while (term != end) {
        const std::string candidate = *term;
        if (candidate.front() >= 'A' && candidate.front() <= 'Z') {  // fields
            term.skip_to("[");
            continue;
        }
        const std::size_t dead = walk.follow(candidate);
        if (dead == 0) {
            walk.near([&](std::size_t i, std::size_t edits) {
                if (is_folded_word(candidate))
                    walk.found[i].push_back({candidate, edits, term.get_termfreq()});
            });
            ++term;
            continue;
        }
        std::string beyond = candidate.substr(0, dead);
        const std::string beginning = beyond;
        unsigned steps = 0;
        for (++term; term != end && steps < steps_before_skip && (*term).starts_with(beginning);
             ++term)
            ++steps;
        if (steps < steps_before_skip || term == end) continue;
        beyond.back() = static_cast<char>(static_cast<unsigned char>(beyond.back()) +
                                          1);  // no byte of UTF-8 is FF
        term.skip_to(beyond);
    }
    for (std::vector<NearSpelling>& near : walk.found)
        std::sort(near.begin(), near.end(), [](const NearSpelling& a, const NearSpelling& b) {
            return std::tuple(a.edits, b.notes, a.term) < std::tuple(b.edits, a.notes, b.term);
        });
    return std::move(walk.found);
}

}  // namespace assay::query
