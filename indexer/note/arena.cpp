#include "indexer/note/arena.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <new>

namespace assay::indexer {
namespace {

constexpr std::size_t first_block = 1U << 18U;  // 256 KiB: the tree of a usual note
constexpr std::size_t most_block = 1U << 22U;   // 4 MiB, unless a single piece is larger
constexpr std::size_t alignment = alignof(std::max_align_t);
constexpr std::size_t header = alignment;  // before each piece: its size in bytes

std::size_t size_of(const char* memory) {
    std::size_t size = 0;
    std::memcpy(&size, memory - header, sizeof size);
    return size;
}

}  // namespace

Arena::~Arena() {
    for (const Block& block : blocks_) std::free(block.memory);
}

void* Arena::allocate(std::size_t bytes) {
    const std::size_t size = (bytes + alignment - 1) / alignment * alignment;
    const std::size_t needed = size + header;
    if (needed < bytes) throw std::bad_alloc();
    if (blocks_.empty() || blocks_.back().size - used_ < needed) {
        const std::size_t block = std::max(
            needed, blocks_.empty() ? first_block : std::min(2 * blocks_.back().size, most_block));
        if (block > bound_ - std::min(bound_, held_)) throw std::bad_alloc();
        blocks_.reserve(blocks_.size() + 1);
        char* memory = static_cast<char*>(std::malloc(block));
        if (memory == nullptr) throw std::bad_alloc();
        blocks_.push_back({memory, block});
        held_ += block;
        used_ = 0;
    }
    char* const piece = blocks_.back().memory + used_ + header;
    std::memcpy(piece - header, &size, sizeof size);
    std::memset(piece, 0, size);
    used_ += needed;
    return piece;
}

void* Arena::resize(void* memory, std::size_t bytes) {
    if (memory == nullptr) return allocate(bytes);
    char* const piece = static_cast<char*>(memory);
    const std::size_t size = size_of(piece);
    if (bytes <= size) return memory;
    // The last piece can grow in place.
    const Block& last = blocks_.back();
    if (piece + size == last.memory + used_ && bytes - size <= last.size - used_) {
        const std::size_t grown =
            std::min((bytes + alignment - 1) / alignment * alignment, size + last.size - used_);
        used_ += grown - size;
        std::memcpy(piece - header, &grown, sizeof grown);
        return memory;
    }
    void* const moved = allocate(bytes);
    std::memcpy(moved, memory, size);
    return moved;
}

void Arena::clear() noexcept {
    while (blocks_.size() > 1) {
        std::free(blocks_.back().memory);
        blocks_.pop_back();
    }
    used_ = 0;
    if (!blocks_.empty() && blocks_.front().size > most_block) {
        std::free(blocks_.front().memory);
        blocks_.clear();
    }
    held_ = blocks_.empty() ? 0 : blocks_.front().size;
    bound_ = unbounded;
}

}  // namespace assay::indexer
