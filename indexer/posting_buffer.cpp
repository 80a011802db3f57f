#include "indexer/posting_buffer.h"

#include <functional>

namespace assay::indexer {

void PostingBuffer::add(std::string_view term, Xapian::termpos position, Xapian::termcount wdf) {
    Entry* const entry = entry_of(term);
    if (entry == nullptr) return;
    entry->wdf += wdf;
    const auto place = static_cast<std::uint32_t>(places_.size());
    places_.push_back({position, none});
    if (entry->first == none) entry->first = place;
    else places_[entry->last].next = place;
    entry->last = place;
}

void PostingBuffer::add_without_position(std::string_view term, Xapian::termcount wdf) {
    if (Entry* const entry = entry_of(term)) entry->wdf += wdf;
}

void PostingBuffer::write(Xapian::Document& document) const {
    std::string term;
    for (const Entry& entry : entries_) {
        term.assign(term_of(entry));
        if (entry.first == none) {
            document.add_term(term, entry.wdf);
            continue;
        }
        Xapian::termcount wdf = entry.wdf;  // the first posting carries all of it
        for (std::uint32_t place = entry.first; place != none; place = places_[place].next) {
            document.add_posting(term, places_[place].position, wdf);
            wdf = 0;
        }
    }
}

void PostingBuffer::clear() {
    terms_.clear();
    entries_.clear();
    places_.clear();
    slots_.assign(fewest_slots, none);
    cut_ = false;
}

PostingBuffer::Entry* PostingBuffer::entry_of(std::string_view term) {
    const std::size_t hash = std::hash<std::string_view>{}(term);
    for (std::size_t slot = hash % slots_.size();; slot = (slot + 1) % slots_.size()) {
        if (slots_[slot] == none) {
            if (entries_.size() == most_terms_) {
                cut_ = true;
                return nullptr;
            }
            if (2 * entries_.size() >= slots_.size()) {
                grow();
                return entry_of(term);
            }
            slots_[slot] = static_cast<std::uint32_t>(entries_.size());
            entries_.push_back({hash, terms_.size(), term.size(), 0, none, none});
            terms_.append(term);
            return &entries_.back();
        }
        Entry& entry = entries_[slots_[slot]];
        if (entry.hash == hash && term_of(entry) == term) return &entry;
    }
}

void PostingBuffer::grow() {
    slots_.assign(2 * slots_.size(), none);
    for (std::uint32_t i = 0; i < entries_.size(); ++i) {
        std::size_t slot = entries_[i].hash % slots_.size();
        while (slots_[slot] != none) slot = (slot + 1) % slots_.size();
        slots_[slot] = i;
    }
}

}  // namespace assay::indexer
