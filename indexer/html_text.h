// The text of raw HTML inside Markdown: what a browser would show, without tags, attributes, comments, scripts, styles and SVG.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>

#include "indexer/plain_text.h"

namespace assay {

/// Follows the HTML of one note from piece to piece: an element that hides its text may be opened in one and closed in another.
class HtmlText {
public:
    /// "&eacute;" -> "é"; what is no entity stays as it is.
    using EntityDecoder = std::string (*)(std::string_view entity);

    /// `markdown` is the source that `out` counts lines of.
    HtmlText(std::string_view markdown, PlainText& out, EntityDecoder decode) : markdown_(markdown), out_(out), decode_(decode) {}

    /// Raw HTML that begins at `place`; appends its text to the output.
    void read(std::string_view html, SourcePlace place);

    /// True inside an element whose content is not shown: the Markdown there is not shown either.
    bool hides() const { return !hidden_by_.empty(); }

private:
    void open_or_close(std::string_view tag, std::uint32_t line);
    void append(SourcePlace place, std::size_t size);
    const std::string& decoded(std::string_view entity);

    std::string_view markdown_;
    PlainText& out_;
    EntityDecoder decode_;
    std::unordered_map<std::string, std::string> entities_;  // those met so far
    std::set<std::string> never_closed_;                     // ends that do not follow any more: "</svg"
    std::string hidden_by_;  // name of the element whose end is awaited
};

}  // namespace assay
