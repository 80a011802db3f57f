// The Markdown of a note, as read.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "indexer/note/excess_signs.h"
#include "indexer/note/inline_fields.h"
#include "indexer/schema/fields.h"
#include "indexer/schema/note_record.h"

namespace assay::indexer {

/// A stretch of the plain text that is also indexed under its own field: heading, quote or code.
/// Half-open, in bytes.
struct Scope {
    schema::Field field;
    std::uint32_t begin = 0, end = 0;
};

/// What a body contains besides prose, for has:table and so on.
struct Features {
    bool table = false, image = false, link = false, footnote = false, task = false, math = false;
};

struct MarkdownText {
    std::string text;                       // see NoteRecord::text
    std::vector<schema::Heading> headings;  // by offset
    std::vector<schema::Segment> segments;  // by offset
    std::vector<Scope> scopes;  // by end; none is empty, and those of one field are disjoint
    std::vector<schema::Stretch> tables;  // by begin, disjoint; none is empty
    Features features;
    std::vector<std::string> tags;     // inline #tags, as written, without '#', in order
    std::vector<schema::Link> links;   // by text.begin
    std::vector<std::string> anchors;  // ids of HTML, and "^block"
    std::vector<InlineField> fields;   // by line of the file
    std::vector<Excess> excess;        // what is read as text; by line of the file
};

}  // namespace assay::indexer
