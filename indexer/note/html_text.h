// The text of raw HTML inside Markdown: what a browser would show, without tags, comments, scripts,
// styles and SVG. The attribute alt is the text of an image, and title is text as in Markdown
// links.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "indexer/note/plain_text.h"

namespace assay::indexer {

/// Reads the pieces of HTML in one note. An element that hides its text may open in one piece and
/// close in another.
class HtmlText {
public:
    /// "&eacute;" -> "é"; other text is unchanged.
    using EntityDecoder = std::string (*)(std::string_view entity);

    /// `markdown` is the source whose lines `out` counts.
    HtmlText(std::string_view markdown, PlainText& out, EntityDecoder decode)
        : markdown_(markdown), out_(out), decode_(decode) {}

    /// Appends the text of raw HTML that begins at `place`.
    void read(std::string_view html, SourcePlace place);

    /// True inside an element whose content is not shown. Markdown in it is not shown either.
    bool hides() const { return !hidden_by_.empty(); }

    /// Returns the values of id= and name= of the tags so far: what a link may lead to.
    std::vector<std::string> take_ids() { return std::move(ids_); }

    /// Appends the titles of the links and images so far, each on its own line. Called at the end
    /// of a block, because the sentence around a link continues after it.
    void write_titles();

private:
    /// A stretch of the source within one line.
    struct Piece {
        SourcePlace place;
        std::size_t size;
    };
    using Value = std::vector<Piece>;

    void open_or_close(std::string_view tag, std::uint32_t line);
    void open_or_close_table(bool closes);
    void note_ids(std::string_view tag);
    void read_attributes(std::string_view tag, SourcePlace place);
    void append_value(const Value& value);
    void append(SourcePlace place, std::size_t size);
    const std::string& decoded(std::string_view entity);

    std::string_view markdown_;
    PlainText& out_;
    EntityDecoder decode_;
    std::unordered_map<std::string, std::string> entities_;  // those met so far
    std::set<std::string> never_closed_;  // closing tags that do not occur again: "</svg"
    std::vector<Value> titles_;
    std::vector<std::string> ids_;
    std::vector<std::uint32_t> tables_;  // where the open ones begin
    std::string hidden_by_;              // name of the open element that hides its content
};

}  // namespace assay::indexer
