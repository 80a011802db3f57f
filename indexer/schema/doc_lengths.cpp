#include "indexer/schema/doc_lengths.h"

#include <algorithm>

namespace assay::schema {
namespace {

constexpr std::size_t bytes_each = 2;  // low byte first
constexpr Xapian::docid notes_in_block =
    8192;  // 16 KB: the most that a change of one note rewrites
// The stored number is the length plus one; 0 means no length.
constexpr Xapian::termcount too_long = (1U << 16U) - 1;  // for two bytes; Xapian is asked instead

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
                std::min(database.get_doclength(*note), too_long - 1) + 1;
            block.resize(std::max(block.size(), place_of(*note) + bytes_each));
            block[place_of(*note)] = static_cast<char>(stored & 0xFFU);
            block[place_of(*note) + 1] = static_cast<char>(stored >> 8U);
        }
        database.set_metadata(key_of(number), block);
    }
}

Xapian::termcount DocLengths::of(Xapian::docid document) {
    const std::size_t number = block_of(document);
    if (number >= blocks_.size()) blocks_.resize(number + 1);
    std::string& block = blocks_[number];
    if (block.empty()) {
        block = database_.get_metadata(key_of(number));
        block.resize(notes_in_block * bytes_each);
    }
    const auto byte = [&](std::size_t at) {
        return static_cast<Xapian::termcount>(
            static_cast<unsigned char>(block[place_of(document) + at]));
    };
    const Xapian::termcount stored = byte(0) | byte(1) << 8U;
    if (stored == 0) throw Xapian::DatabaseCorruptError("the length of a note is missing");
    return stored == too_long ? database_.get_doclength(document) : stored - 1;
}

}  // namespace assay::schema
