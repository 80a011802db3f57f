// The text of raw HTML inside Markdown: what a browser would show, without tags, comments, scripts,
// styles and SVG. Of the attributes, alt is the text of a picture, and title is text as that of a
// Markdown link is.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "indexer/note/plain_text.h"

namespace assay {

/// Follows the HTML of one note from piece to piece: an element that hides its text may be opened
/// in one and closed in another.
class HtmlText {
public:
    /// "&eacute;" -> "é"; what is no entity stays as it is.
    using EntityDecoder = std::string (*)(std::string_view entity);

    /// `markdown` is the source that `out` counts lines of.
    HtmlText(std::string_view markdown, PlainText& out, EntityDecoder decode)
        : markdown_(markdown), out_(out), decode_(decode) {}

    /// Raw HTML that begins at `place`; appends its text to the output.
    void read(std::string_view html, SourcePlace place);

    /// True inside an element whose content is not shown: the Markdown there is not shown either.
    bool hides() const { return !hidden_by_.empty(); }

    /// The titles of links and pictures met so far, each in a line of its own. They wait until the
    /// block ends, as the sentence around them goes on.
    void write_titles();

private:
    /// A stretch of the source, in one line.
    struct Piece {
        SourcePlace place;
        std::size_t size;
    };
    using Value = std::vector<Piece>;

    void open_or_close(std::string_view tag, std::uint32_t line);
    void open_or_close_table(bool closes);
    void read_attributes(std::string_view tag, SourcePlace place);
    void append_value(const Value& value);
    void append(SourcePlace place, std::size_t size);
    const std::string& decoded(std::string_view entity);

    std::string_view markdown_;
    PlainText& out_;
    EntityDecoder decode_;
    std::unordered_map<std::string, std::string> entities_;  // those met so far
    std::set<std::string> never_closed_;  // ends that do not follow any more: "</svg"
    std::vector<Value> titles_;
    std::vector<std::uint32_t> tables_;  // where the open ones begin
    std::string hidden_by_;              // name of the element whose end is awaited
};

}  // namespace assay
