// Messages on a terminal: no line wider than it, broken between words.
#pragma once

#include <cstddef>
#include <iosfwd>
#include <streambuf>
#include <string>

namespace assay {

/// Hands lines on to `out`; what does not fit into `columns` goes on below, a little further in.
class WrappedLines : public std::streambuf {
public:
    WrappedLines(std::ostream& out, std::size_t columns) : out_(out), columns_(columns) {}
    ~WrappedLines() override { sync(); }
    WrappedLines(const WrappedLines&) = delete;
    WrappedLines& operator=(const WrappedLines&) = delete;

protected:
    int_type overflow(int_type character) override;
    int sync() override;

private:
    std::ostream& out_;
    std::size_t columns_;
    std::string line_;  // so far
};

}  // namespace assay
