// Memory for one parse, given back all at once: a tree of thousands of nodes is neither built nor freed piece by piece.
#pragma once

#include <cstddef>
#include <vector>

namespace assay {

/// Never throws, as C code calls it: without memory the process is aborted.
class Arena {
public:
    Arena() = default;
    Arena(const Arena&) = delete;
    Arena& operator=(const Arena&) = delete;
    ~Arena();

    /// Zeroed, aligned for everything.
    void* allocate(std::size_t bytes) noexcept;
    /// As realloc. `memory` is from this arena, or null.
    void* resize(void* memory, std::size_t bytes) noexcept;
    /// Ends the life of all that was allocated; a little memory is kept for the next parse.
    void clear() noexcept;

private:
    struct Block {
        char* memory;
        std::size_t size;
    };
    std::vector<Block> blocks_;
    std::size_t used_ = 0;  // bytes of the last block
};

}  // namespace assay
