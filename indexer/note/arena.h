// Memory for one parse, given back all at once: a tree of thousands of nodes is neither built nor
// freed piece by piece.
#pragma once

#include <cstddef>
#include <vector>

namespace assay {

/// Throws std::bad_alloc beyond its bound, and without memory. C code calls it: Debian builds C
/// with the tables that an exception needs to pass through.
class Arena {
public:
    Arena() = default;
    Arena(const Arena&) = delete;
    Arena& operator=(const Arena&) = delete;
    ~Arena();

    /// Bytes that may be allocated from now until `clear`.
    void bound(std::size_t bytes) noexcept { bound_ = bytes; }
    /// Zeroed, aligned for everything.
    void* allocate(std::size_t bytes);
    /// As realloc. `memory` is from this arena, or null.
    void* resize(void* memory, std::size_t bytes);
    /// Ends the life of all that was allocated; a little memory is kept for the next parse.
    void clear() noexcept;

    static constexpr std::size_t unbounded = static_cast<std::size_t>(-1);

private:
    struct Block {
        char* memory;
        std::size_t size;
    };
    std::vector<Block> blocks_;
    std::size_t used_ = 0;  // bytes of the last block
    std::size_t held_ = 0;  // bytes of all blocks
    std::size_t bound_ = unbounded;
};

}  // namespace assay
