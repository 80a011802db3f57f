// Wraps messages at the width of the terminal, between words.
#pragma once

#include <cstddef>
#include <iosfwd>
#include <streambuf>
#include <string>

namespace assay::cli {

/// Passes lines on to `out`. Breaks a line wider than `columns`; the rest of it is indented.
class WrappedLines final : public std::streambuf {
public:
    WrappedLines(std::ostream& out, std::size_t columns) : out_(out), columns_(columns) {}
    ~WrappedLines() override { sync(); }
    WrappedLines(const WrappedLines&) = delete;
    WrappedLines& operator=(const WrappedLines&) = delete;

private:
    int_type overflow(int_type character) override;
    int sync() override;

    std::ostream& out_;
    std::size_t columns_;
    std::string line_;  // so far
};

}  // namespace assay::cli
