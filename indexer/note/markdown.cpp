#include "indexer/note/markdown.h"

#include <utility>

#include "indexer/note/attribute_list.h"
#include "indexer/note/cmark_tree.h"
#include "indexer/note/markdown_tidy.h"
#include "indexer/note/markdown_tree.h"
#include "indexer/note/obsidian.h"
#include "indexer/note/plain_text.h"
#include "indexer/note/shield.h"
#include "indexer/text/limits.h"
#include "indexer/text/one_line.h"

namespace assay::indexer {
namespace {

/// Returns the lines as written, for a note without a tree.
MarkdownText render_lines(const ShieldedBody& source, std::uint32_t first_line,
                          std::vector<schema::Stretch>& literal) {
    PlainText out(source, first_line);
    MarkdownText note;
    for (std::uint32_t line = 1; line <= out.line_count(); ++line) {
        const std::size_t size = out.source_line(line).size();
        out.separate(size == 0 ? 2 : 1);
        out.append_written({line, 0}, size);
    }
    note.text = out.take_text();
    note.segments = out.take_segments();
    literal = out.take_literal();
    return note;
}

/// Returns the ids that attribute lists give: {#id}, { #block}.
std::vector<std::string> attribute_ids(std::string_view body) {
    std::vector<std::string> ids;
    for (std::size_t at = body.find('{'); at != body.npos; at = body.find('{', at + 1)) {
        std::string_view id;
        if (attribute_list(body.substr(at), &id) > 0 && !id.empty() &&
            ids.size() < text::max_anchors)
            ids.push_back(text::one_line(id));
    }
    return ids;
}

}  // namespace

MarkdownText read_markdown(std::string_view body, std::uint32_t first_line, bool mdx) {
    ShieldedBody source = shield(body, mdx);
    std::vector<schema::Stretch> literal;
    std::vector<std::uint32_t> attributes;
    MarkdownText note;
    if (cmark_node* const document = parse_markdown(source.markdown())) {
        note = render_tree(document, source, first_line, literal, attributes);
    } else {
        source.excess.push_back(
            {1, "too many signs of Markdown, all of it read as text", "split the note"});
        note = render_lines(source, first_line, literal);
        note.fields = std::move(source.fields);
    }
    forget_tree();
    std::erase_if(note.fields, [](const InlineField& field) { return field.key.empty(); });
    for (InlineField& field : note.fields) field.line += first_line - 1;
    note.excess = std::move(source.excess);
    for (Excess& each : note.excess) each.line += first_line - 1;
    for (std::string& id : attribute_ids(body)) note.anchors.push_back(std::move(id));
    if (source.has_template) note.anchors.emplace_back(schema::any_anchor);
    read_obsidian(note, literal, attributes);
    tidy(note);
    return note;
}

}  // namespace assay::indexer
