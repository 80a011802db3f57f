// The stretches of a text that may hold certain terms. Cutting a text into words costs ten times as
// much as looking at the beginnings of its words, and most of a note has none of the terms.
// Internal to query/.
#pragma once

#include <array>
#include <bitset>
#include <cstddef>
#include <string_view>

#include "query/values/search_result.h"

namespace assay::query {

/// The first one or two characters of terms, as they may be written in a text.
class Beginnings {
public:
    /// Adds a folded or exact term of the tokenizer.
    void add(std::string_view term);

    /// Returns the first byte in [at, text.size()) at which a term may begin; text.size() if there
    /// is none. A character beyond ASCII may fold to anything, except punctuation.
    std::size_t find(std::string_view text, std::size_t at) const;

    /// True if a term is a sign of ASCII. Whether a sign is a word depends on what is around it.
    bool has_ascii_sign() const { return ascii_sign_; }

private:
    static constexpr std::size_t alphabet = 36;  // letters and digits
    bool may_begin(std::string_view text, std::size_t at) const;

    std::array<bool, 256> first_ = beyond_ascii();  // bytes, in either case
    std::bitset<alphabet * alphabet> pairs_;
    bool ascii_sign_ = false, punctuation_ = false;

    static constexpr std::array<bool, 256> beyond_ascii() {
        std::array<bool, 256> bytes{};
        for (std::size_t byte = 0xC0; byte < bytes.size(); ++byte) bytes[byte] = true;
        return bytes;
    }
};

/// Walks over the stretches of a text in which terms may occur: words between blanks, with all
/// words between them that are near. Tokens, and the differences of their positions, are the same
/// in a stretch as in the whole text, and between tokens of two stretches there is at least one
/// word without a term.
class Candidates {
public:
    /// `most_between`: words without a term between two words of one stretch, at most. Everything
    /// given must outlive it.
    Candidates(std::string_view text, const Beginnings& beginnings, std::size_t most_between)
        : text_(text),
          beginnings_(beginnings),
          most_between_(most_between),
          next_(beginnings.find(text, 0)) {}

    /// Reads the next stretch. Returns false at the end.
    bool next(TextRange& stretch);

private:
    std::string_view text_;
    const Beginnings& beginnings_;
    std::size_t most_between_;
    std::size_t next_;  // where a term may begin, in or after the next stretch
};

}  // namespace assay::query
