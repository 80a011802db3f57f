// The values of one facet, as numbers by note. Internal to query/.
#pragma once

#include <xapian.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "query/values/search_result.h"

namespace assay::query {

/// Counts notes by their values. A note counts once for each of its values, and once for each value
/// that these are nested in. The values of a note are given once; later counts only add numbers, so
/// a column is worth keeping for the next search.
class FacetColumn {
public:
    using Fold = std::string (*)(std::string_view written);

    /// Values with the same folded form count as one. `separator` separates a nested value from
    /// what it is nested in; 0: nothing is nested.
    FacetColumn(Fold fold, char separator) : fold_(fold), separator_(separator) {}

    FacetColumn(FacetColumn&&) = default;  // a copy would look its values up in the first
    FacetColumn& operator=(FacetColumn&&) = default;

    char separator() const { return separator_; }

    /// True if the values of `note` are known.
    bool knows(Xapian::docid note) const { return list_of(note) != 0; }

    /// Sets the values of a note that is not known yet, as they are written. Values that are empty
    /// or longer than text::max_counted_value_bytes do not count.
    void set(Xapian::docid note, const std::vector<std::string_view>& written);

    /// Does the same with the values of `other`, which must be known.
    void set_as(Xapian::docid note, Xapian::docid other);

    /// Returns the counts over `notes`, each value as it is most often written in them: most notes
    /// first, ties by value. Notes that are not known have no values.
    std::vector<FacetCount> counts(const std::vector<Xapian::docid>& notes);

private:
    using ValueId = std::uint32_t;     // one for all spellings that fold to the same
    using SpellingId = std::uint32_t;  // index into texts_, value_of_, next_ and ranks_
    static constexpr SpellingId none = UINT32_MAX;

    static constexpr std::size_t notes_in_block = 512;
    using Block = std::array<std::uint32_t, notes_in_block>;

    std::uint32_t list_of(Xapian::docid note) const {
        const std::size_t block = note / notes_in_block;
        return block < lists_.size() && lists_[block] ? (*lists_[block])[note % notes_in_block] : 0;
    }
    void set_list(Xapian::docid note, std::uint32_t begin);
    const std::vector<SpellingId>& spellings_of(std::string_view written);
    SpellingId spelling(const std::string& folded, std::string_view text);
    void update_ranks();

    Fold fold_;
    char separator_;
    std::deque<std::string> texts_;  // a deque, because written_ refers to them
    std::vector<ValueId> value_of_;
    std::vector<SpellingId> next_;      // of the same value; none after the last
    std::vector<SpellingId> first_;     // by value
    std::vector<SpellingId> order_;     // sorted by text; the first ranks_.size() spellings
    std::vector<std::uint32_t> ranks_;  // places in order_
    std::unordered_map<std::string, ValueId> values_;  // folded
    std::unordered_map<std::string_view, std::vector<SpellingId>>
        written_;  // the value and those it is nested in
    std::vector<std::unique_ptr<Block>>
        lists_;  // by note: where its list begins; 0: not known. In blocks, because a search of few
                 // matches in many notes needs few of them
    std::vector<std::uint32_t> entries_{0};  // lists: a length, and that many spellings
};

}  // namespace assay::query
