// Where the answer goes: a file descriptor that remembers why it could not be written.
#pragma once

#include <array>
#include <streambuf>

namespace assay {

/// Writes to `file`, which stays open. After the first failure nothing more is written, so that
/// what is there has no gaps.
class OutputFile : public std::streambuf {
public:
    explicit OutputFile(int file);
    ~OutputFile() override { sync(); }
    OutputFile(const OutputFile&) = delete;
    OutputFile& operator=(const OutputFile&) = delete;

    /// errno of the first write that failed; 0 = none did. What is still in the buffer has not been
    /// tried: flush first.
    int error() const { return error_; }

protected:
    int_type overflow(int_type character) override;
    int sync() override;

private:
    int file_;
    int error_ = 0;
    std::array<char, 16384> buffer_;
};

}  // namespace assay
