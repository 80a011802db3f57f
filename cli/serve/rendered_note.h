// Markdown -> HTML for the page. Nothing of a note becomes markup by itself: every element is
// written here, text is escaped, raw HTML is shown as text or, if the caller wants it, filtered
// (raw_html.h), and an address is one that the caller returns.
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

/// A link as the page shows it.
struct ShownLink {
    std::string address;  // empty = it leads nowhere, and only its text is shown
    std::string_view class_name;
    std::string remark;  // what is wrong with it
    bool is_outside = false;
};

/// Where links of a note lead. Each function gets the target as written.
struct NoteLinks {
    std::function<ShownLink(schema::LinkKind kind, std::string_view target)> link;
    /// Returns the address of a picture; empty if there is none.
    std::function<std::string(schema::LinkKind kind, std::string_view target)> picture;
};

struct NoteMarkdown {
    std::string_view body;                  // UTF-8, lines end in '\n'
    std::uint32_t first_line = 1;           // of the body in the file
    std::vector<query::TextRange> marks;    // bytes of `body`
    std::vector<schema::Heading> headings;  // with their lines in the file
    std::set<std::string> tags;             // folded: a #tag in the text becomes a link
    std::string id_prefix;                  // of every id: empty for the note itself
    std::string title;      // RenderedNote::heading is the first block if that is this title
    bool raw_html = false;  // passed on, filtered
};

/// A note or a section to be shown in the place of an embed.
struct EmbeddedNote {
    std::size_t offset = 0;     // of RenderedNote::html
    std::string target;         // as written: "note#heading"
    bool in_paragraph = false;  // within <p>, which must be closed before a block and opened after
};

struct RenderedNote {
    std::string html;
    std::string heading, heading_id;     // the inside of a heading that is the title; empty = none
    std::vector<EmbeddedNote> embedded;  // by offset
    std::size_t marks = 0;               // their ids are m1, m2, ...
};

RenderedNote render_note(const NoteMarkdown& note, const NoteLinks& links);

}  // namespace assay::cli
