// The text of raw HTML inside Markdown: what a browser would show, without tags, attributes, comments, scripts, styles and SVG.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "indexer/plain_text.h"

namespace assay {

/// Follows the HTML of one note from piece to piece: an element that hides its text may be opened in one and closed in another.
class HtmlText {
public:
    HtmlText(std::string_view body, PlainText& out) : body_(body), out_(out) {}

    /// Raw HTML that begins at byte `at` of source line `line`; appends its text to the output.
    void read(std::string_view html, std::uint32_t line, std::size_t at);

    /// True inside an element whose content is not shown: the Markdown there is not shown either.
    bool hides() const { return !hidden_by_.empty(); }

private:
    void open_or_close(std::string_view tag, std::uint32_t line);
    std::string_view body_;
    PlainText& out_;
    std::string hidden_by_;  // name of the element whose end is awaited
};

}  // namespace assay
