// The file descriptor that answers go to. It remembers why a write failed.
#pragma once

#include <array>
#include <streambuf>

namespace assay::cli {

/// Writes to `file` and leaves it open. Writes nothing after the first failure, so that the output
/// has no gaps.
class OutputFile final : public std::streambuf {
public:
    explicit OutputFile(int file);
    ~OutputFile() override { sync(); }
    OutputFile(const OutputFile&) = delete;
    OutputFile& operator=(const OutputFile&) = delete;

    /// Returns errno of the first write that failed; 0 = none failed. Flush first: what is still in
    /// the buffer has not been written.
    int error() const { return error_; }

private:
    int_type overflow(int_type character) override;
    int sync() override;

    int file_;
    int error_ = 0;
    std::array<char, 16384> buffer_;
};

}  // namespace assay::cli
