// Any bytes -> a note whose parts lie in its text, that survives packing and indexing.
#include <algorithm>
#include <cstdint>
#include <string>

#include "indexer/document_builder.h"
#include "indexer/note/note.h"
#include "tests/fuzz/require.h"

using assay::fuzz::is_boundary;
using assay::fuzz::require;
using assay::fuzz::require_shown;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    assay::indexer::Note note = assay::indexer::read_note("folder/note.md", bytes, 1'700'000'000);
    const assay::schema::NoteRecord& record = note.record;
    const std::string& text = record.text;
    require_shown(text, "the text is UTF-8 that a terminal may see");
    require_shown(record.title, "the title is UTF-8 that a terminal may see");
    for (const std::string& tag : record.tags) {
        require_shown(tag, "a tag is UTF-8 that a terminal may see");
        require(!assay::schema::fold_tag(tag).empty(), "a tag has a name");
    }
    const auto lines =
        1 + static_cast<std::size_t>(std::count_if(bytes.begin(), bytes.end(),
                                                   [](char c) { return c == '\n' || c == '\r'; }));
    std::size_t last = 0;
    for (const assay::schema::Heading& heading : record.headings) {
        require(heading.offset >= last && heading.offset <= text.size() &&
                    is_boundary(text, heading.offset),
                "headings are in order");
        require(std::string_view(text).substr(heading.offset).starts_with(heading.text),
                "a heading is where it says");
        require(heading.line >= 1 && heading.line <= lines, "a heading is on a line of the file");
        require(heading.level >= 1 && heading.level <= 6, "a heading has a level");
        last = heading.offset;
    }
    last = 0;
    for (const assay::schema::Segment& segment : record.segments) {
        require(segment.offset >= last && segment.offset <= text.size() &&
                    is_boundary(text, segment.offset),
                "segments are in order");
        require(segment.line >= 1 && segment.line <= lines && segment.column >= 1,
                "a segment is in the file");
        require(segment.more_utf16 <= segment.more_bytes,
                "no column is greater in UTF-16 than in bytes");
        last = segment.offset;
    }
    for (const assay::indexer::Scope& scope : note.scopes) {
        require(scope.begin <= scope.end && scope.end <= text.size(), "scopes lie in the text");
        require(is_boundary(text, scope.begin) && is_boundary(text, scope.end),
                "scopes end with code points");
    }
    std::uint32_t table_end = 0;
    for (const assay::schema::Stretch& table : record.tables) {
        require(table.begin >= table_end && table.begin < table.end && table.end <= text.size(),
                "tables lie in the text, apart");
        table_end = table.end;
    }
    for (const assay::Error& problem : note.problems) {
        require(problem.where && problem.where->line <= lines,
                "a problem is on a line of the file");
        require(!problem.message.empty() && problem.message.find('\n') == std::string::npos,
                "a message is one line");
        require_shown(problem.message, "a message is UTF-8 that a terminal may see");
    }
    const auto again = assay::schema::unpack_record(assay::schema::pack(record));
    require(again && *again == record, "packing loses nothing");
    std::vector<assay::Error> problems;
    (void)assay::indexer::build_document(std::move(note), {}, problems);
    return 0;
}
