// Any text as the body of a note, Markdown with the signs of Obsidian or MDX -> text whose parts
// lie in it and in the file.
#include <algorithm>
#include <cstdint>
#include <string>

#include "indexer/note/encoding.h"
#include "indexer/note/markdown.h"
#include "indexer/text/unicode.h"
#include "tests/fuzz/require.h"

using assay::fuzz::is_boundary;
using assay::fuzz::require;
using assay::fuzz::require_shown;

namespace {

constexpr std::uint32_t first_line = 7;

void check(std::string_view body, bool mdx) {
    const assay::indexer::MarkdownText read = assay::indexer::read_markdown(body, first_line, mdx);
    const std::string& text = read.text;
    const auto last_line =
        first_line + static_cast<std::uint32_t>(std::count(body.begin(), body.end(), '\n'));
    require_shown(text, "the text is UTF-8 that a terminal may see");
    std::size_t last = 0;
    for (const assay::schema::Heading& heading : read.headings) {
        require(heading.offset >= last && heading.offset <= text.size() &&
                    is_boundary(text, heading.offset),
                "headings are in order");
        require(std::string_view(text).substr(heading.offset).starts_with(heading.text),
                "a heading is where it says");
        require(heading.line >= first_line && heading.line <= last_line, "on a line of the file");
        last = heading.offset;
    }
    last = 0;
    for (const assay::schema::Segment& segment : read.segments) {
        require(segment.offset >= last && segment.offset <= text.size() &&
                    is_boundary(text, segment.offset),
                "segments are in order");
        require(segment.line >= first_line && segment.line <= last_line && segment.column >= 1,
                "in the file");
        last = segment.offset;
    }
    std::uint32_t scope_end = 0;
    for (const assay::indexer::Scope& scope : read.scopes) {
        require(scope.begin < scope.end && scope.end <= text.size() && scope.end >= scope_end,
                "scopes lie in the text, by end");
        require(is_boundary(text, scope.begin) && is_boundary(text, scope.end),
                "and cut no character");
        scope_end = scope.end;
    }
    std::uint32_t table_end = 0;
    for (const assay::schema::Stretch& table : read.tables) {
        require(table.begin >= table_end && table.begin < table.end && table.end <= text.size(),
                "tables lie in the text, apart");
        table_end = table.end;
    }
    for (const std::string& tag : read.tags)
        require(!tag.empty() && tag.front() != '#' && assay::unicode::is_valid(tag),
                "a tag has a name");
    for (const assay::indexer::InlineField& field : read.fields)
        require(!field.key.empty() && field.line >= first_line && field.line <= last_line,
                "a field has a key and a line of the file");
    const assay::indexer::MarkdownText again = assay::indexer::read_markdown(body, first_line, mdx);
    require(again.text == text && again.segments == read.segments && again.tags == read.tags,
            "the same body is the same text");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string body =
        assay::indexer::decode_text(std::string_view(reinterpret_cast<const char*>(data), size))
            .text;
    check(body, false);
    check(body, true);
    return 0;
}
