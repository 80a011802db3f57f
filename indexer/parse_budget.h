// Limits the memory of all threads that parse notes. Each note takes a share of a common budget
// while it is parsed.
#pragma once

#include <cstddef>

namespace assay::indexer {

/// The share of a note of `bytes` bytes. The constructor waits until all notes together are within
/// max_bytes_parsed_at_once, or until there is no other note.
class ParseShare {
public:
    explicit ParseShare(std::size_t bytes);
    ParseShare(const ParseShare&) = delete;
    ParseShare& operator=(const ParseShare&) = delete;
    ~ParseShare();

private:
    std::size_t bytes_;
};

}  // namespace assay::indexer
