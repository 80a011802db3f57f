#include "indexer/schema/doc_lengths.h"

#include <algorithm>

namespace assay::schema {
namespace {

constexpr std::size_t bytes_each = DocLengths::bytes_each;
constexpr Xapian::docid notes_in_block = DocLengths::notes_in_block;

std::string key_of(std::size_t block) { return "lengths " + std::to_string(block); }
std::size_t block_of(Xapian::docid document) { return document / notes_in_block; }
std::size_t place_of(Xapian::docid document) { return document % notes_in_block * bytes_each; }

}  // namespace

void write_doc_lengths(Xapian::WritableDatabase& database, std::vector<Xapian::docid> changed) {
    std::sort(changed.begin(), changed.end());
    for (auto note = changed.begin(); note != changed.end();) {
        const std::size_t number = block_of(*note);
        std::string block = database.get_metadata(key_of(number));
        for (; note != changed.end() && block_of(*note) == number; ++note) {
            const Xapian::termcount stored =
                std::min(database.get_doclength(*note), DocLengths::too_long - 1) + 1;
            block.resize(std::max(block.size(), place_of(*note) + bytes_each));
            block[place_of(*note)] = static_cast<char>(stored & 0xFFU);
            block[place_of(*note) + 1] = static_cast<char>(stored >> 8U);
        }
        database.set_metadata(key_of(number), block);
    }
}

void DocLengths::read(std::size_t block) {
    if (block >= blocks_.size()) blocks_.resize(block + 1);
    blocks_[block] = database_.get_metadata(key_of(block));
    blocks_[block].resize(notes_in_block * bytes_each);
}

Xapian::termcount DocLengths::unusual(Xapian::docid document, Xapian::termcount stored) const {
    if (stored == 0) throw Xapian::DatabaseCorruptError("the length of a note is missing");
    return database_.get_doclength(document);
}

}  // namespace assay::schema
