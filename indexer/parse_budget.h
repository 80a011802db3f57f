// Bounds the memory of all threads that read notes: each note takes its share of a budget while it
// is read.
#pragma once

#include <cstddef>

namespace assay {

/// A note of `bytes` being read, in this process. Waits until it and the others are within
/// max_bytes_parsed_at_once, or it is alone.
class ParseShare {
public:
    explicit ParseShare(std::size_t bytes);
    ParseShare(const ParseShare&) = delete;
    ParseShare& operator=(const ParseShare&) = delete;
    ~ParseShare();

private:
    std::size_t bytes_;
};

}  // namespace assay
