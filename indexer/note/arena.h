// Memory for one parse, allocated in large blocks and released all at once, because a syntax tree
// has thousands of nodes.
#pragma once

#include <cstddef>
#include <vector>

namespace assay::indexer {

/// Throws std::bad_alloc beyond its bound, or if there is no memory. C code calls it: Debian
/// compiles C with the tables that let exceptions pass through.
class Arena {
public:
    Arena() = default;
    Arena(const Arena&) = delete;
    Arena& operator=(const Arena&) = delete;
    ~Arena();

    /// Sets how many bytes may be allocated until `clear`.
    void bound(std::size_t bytes) noexcept { bound_ = bytes; }
    /// Returns zeroed memory, aligned for any type.
    void* allocate(std::size_t bytes);
    /// Does the same as realloc. `memory` is from this arena, or nullptr.
    void* resize(void* memory, std::size_t bytes);
    /// Releases everything that was allocated. Keeps a little memory for the next parse.
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

}  // namespace assay::indexer
