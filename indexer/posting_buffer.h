// The postings of one note on their way into a Xapian document.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace assay::indexer {

/// Collects postings and adds them to a document term by term. A Xapian document keeps its terms in
/// a tree and looks up each posting in it. This is faster if the postings of a term follow each
/// other (doc/engine-notes.md, Writing).
class PostingBuffer {
public:
    /// Takes at most `most_terms` different terms. Later ones are left out.
    explicit PostingBuffer(std::size_t most_terms) : most_terms_(most_terms) {}

    /// Adds a position of the term, and `wdf` to its wdf.
    void add(std::string_view term, Xapian::termpos position, Xapian::termcount wdf);

    /// Adds `wdf` to the wdf of the term, without a position.
    void add_without_position(std::string_view term, Xapian::termcount wdf);

    void write(Xapian::Document& document) const;

    /// True if a term was left out.
    bool is_cut() const { return cut_; }

    /// Empties the buffer for the next note. Keeps the memory.
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

}  // namespace assay::indexer
