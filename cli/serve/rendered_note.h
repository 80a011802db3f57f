// Markdown -> HTML for the page. Nothing of a note becomes markup by itself: every element is
// written here, text is escaped, raw HTML is shown as text, and an address is one of http, https
// and mailto, or what the caller returns.
#pragma once

#include <cstddef>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/schema/note_record.h"
#include "query/values/search_result.h"

namespace assay::cli {

/// Where links of a note lead; each gets the target as written and returns an address of the page,
/// or an empty text if there is none.
struct NoteLinks {
    std::function<std::string(std::string_view target)> wikilink;  // [[target]]
    std::function<std::string(std::string_view target)> relative;  // [x](target)
    std::function<std::string(std::string_view target)> picture;   // ![](target), ![[target]]
};

struct NoteMarkdown {
    std::string_view body;                  // UTF-8, lines end in '\n'
    std::uint32_t first_line = 1;           // of the body in the file
    std::vector<query::TextRange> marks;    // bytes of `body`
    std::vector<schema::Heading> headings;  // with their lines in the file
    std::set<std::string> tags;             // folded: a #tag in the text becomes a link
    std::string id_prefix;                  // of every id: empty for the note itself
};

/// A note or a section to be shown in the place of an embed.
struct EmbeddedNote {
    std::size_t offset = 0;     // of RenderedNote::html
    std::string target;         // as written: "note#heading"
    bool in_paragraph = false;  // within <p>, which must be closed before a block and opened after
};

struct RenderedNote {
    std::string html;
    std::vector<EmbeddedNote> embedded;  // by offset
    std::size_t marks = 0;               // their ids are m1, m2, ...
};

RenderedNote render_note(const NoteMarkdown& note, const NoteLinks& links);

}  // namespace assay::cli
