// The postings of one note on their way into a Xapian document.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace assay {

/// Gathers postings by term and hands them over term by term. A Xapian document keeps its terms in
/// a tree and looks each posting up in it: term by term the path to it stays in the processor's
/// cache. Indexing blog-haacked took some 6 % longer in the order of the text (medians of ten runs
/// in turn, on a noisy machine).
class PostingBuffer {
public:
    /// At most `most_terms` different terms are taken; those that come later are left out.
    explicit PostingBuffer(std::size_t most_terms) : most_terms_(most_terms) {}

    /// A place of the term; its wdf grows by `wdf`.
    void add(std::string_view term, Xapian::termpos position, Xapian::termcount wdf);

    /// The term without a place.
    void add_without_position(std::string_view term, Xapian::termcount wdf);

    void write(Xapian::Document& document) const;

    /// True when a term was left out.
    bool is_cut() const { return cut_; }

    /// For the next note; the memory is kept.
    void clear();

private:
    static constexpr std::uint32_t none = static_cast<std::uint32_t>(-1);
    static constexpr std::size_t fewest_slots = 4096;
    struct Entry {
        std::size_t hash;
        std::size_t begin, size;  // of the term, in terms_
        Xapian::termcount wdf;
        std::uint32_t first, last;  // of its places_; none
    };
    struct Place {
        Xapian::termpos position;
        std::uint32_t next;  // of the same term; none
    };

    std::string_view term_of(const Entry& entry) const {
        return std::string_view(terms_).substr(entry.begin, entry.size);
    }
    Entry* entry_of(std::string_view term);
    void grow();

    std::size_t most_terms_;
    bool cut_ = false;
    std::string terms_;
    std::vector<Entry> entries_;
    std::vector<std::uint32_t> slots_ = std::vector<std::uint32_t>(
        fewest_slots, none);  // of entries_, by hash; at most half of them taken
    std::vector<Place> places_;
};

}  // namespace assay
