// The frames of a stream: one line each, of bounded length.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>

namespace assay::cli {

/// Bytes of a frame. The rest of a longer one is read and thrown away.
inline constexpr std::size_t max_frame_bytes = 1U << 20U;

struct InputFrame {
    std::string text;       // without the line end; empty if too long
    bool too_long = false;  // more than max_frame_bytes
};

class FrameReader {
public:
    /// Reads from the file descriptor `file` and leaves it open.
    explicit FrameReader(int file) : file_(file) {}

    /// Waits for the next line that is not blank. A last line needs no line end. Returns nullopt at
    /// the end of the input, and if it cannot be read.
    std::optional<InputFrame> next();

private:
    int file_;
    std::array<char, 65536> chunk_;
    std::size_t begin_ = 0, end_ = 0;  // what of chunk_ is not yet taken
};

}  // namespace assay::cli
