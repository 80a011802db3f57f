// Compact binary records: LEB128 numbers and length-prefixed strings, as stored in document data
// and value slots.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace assay::schema {

class Packer {
public:
    void number(std::uint64_t value) {
        for (; value >= 0x80; value >>= 7U)
            bytes_.push_back(static_cast<char>((value & 0x7FU) | 0x80U));
        bytes_.push_back(static_cast<char>(value));
    }
    void text(std::string_view value) {
        number(value.size());
        bytes_.append(value);
    }
    std::string take() { return std::move(bytes_); }

private:
    std::string bytes_;
};

/// Reads what Packer wrote. After bytes that end too early or are invalid, `ok()` is false and all
/// results are zero or empty, so that a damaged index cannot cause a crash or a huge allocation.
class Unpacker {
public:
    explicit Unpacker(std::string_view bytes) : bytes_(bytes) {}
    std::uint64_t number() {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 64; shift += 7) {
            if (bytes_.empty()) break;
            const auto byte = static_cast<unsigned char>(bytes_.front());
            bytes_.remove_prefix(1);
            value |= static_cast<std::uint64_t>(byte & 0x7FU) << shift;
            if (byte < 0x80) return value;
        }
        return fail(), 0;
    }
    std::uint32_t number32() {
        const std::uint64_t value = number();
        if (value > UINT32_MAX) fail();
        return ok_ ? static_cast<std::uint32_t>(value) : 0;
    }
    /// Returns a count of items of at least one byte each; never more than there are bytes left.
    std::size_t count() {
        const std::uint64_t value = number();
        if (value > bytes_.size()) fail();
        return ok_ ? static_cast<std::size_t>(value) : 0;
    }
    /// Returns a view into the bytes given to the constructor.
    std::string_view text() {
        const std::size_t size = count();
        const std::string_view value = bytes_.substr(0, size);
        bytes_.remove_prefix(size);
        return value;
    }
    bool ok() const { return ok_; }
    bool at_end() const { return bytes_.empty(); }

private:
    void fail() {
        ok_ = false;
        bytes_ = {};
    }
    std::string_view bytes_;
    bool ok_ = true;
};

}  // namespace assay::schema
