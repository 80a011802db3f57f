#include "indexer/markdown.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>

#include <algorithm>
#include <memory>
#include <unordered_map>

#include "indexer/html_text.h"
#include "indexer/obsidian.h"
#include "indexer/plain_text.h"
#include "indexer/schema/unicode.h"

namespace assay {
namespace {

struct CmarkFree {
    void operator()(cmark_parser* parser) const noexcept { cmark_parser_free(parser); }
    void operator()(cmark_node* node) const noexcept { cmark_node_free(node); }
    void operator()(cmark_iter* iter) const noexcept { cmark_iter_free(iter); }
};
using ParserPtr = std::unique_ptr<cmark_parser, CmarkFree>;
using NodePtr = std::unique_ptr<cmark_node, CmarkFree>;
using IterPtr = std::unique_ptr<cmark_iter, CmarkFree>;

NodePtr parse(std::string_view body) {
    cmark_gfm_core_extensions_ensure_registered();  // guarded by a lock of its own
    const ParserPtr parser(cmark_parser_new(CMARK_OPT_FOOTNOTES | CMARK_OPT_UNSAFE | CMARK_OPT_SOURCEPOS));
    for (const char* name : {"table", "strikethrough", "autolink", "tasklist"})
        if (cmark_syntax_extension* extension = cmark_find_syntax_extension(name))
            cmark_parser_attach_syntax_extension(parser.get(), extension);
    cmark_parser_feed(parser.get(), body.data(), body.size());
    return NodePtr(cmark_parser_finish(parser.get()));
}

/// A C string of cmark; some of its nodes have none.
std::string_view view(const char* text) { return text == nullptr ? std::string_view() : std::string_view(text); }

/// GitHub's anchors: lower case, only letters, digits, '-', '_' and blanks, which become '-'; "-1", "-2" … when taken.
class Anchors {
public:
    std::string make(std::string_view heading) {
        std::string anchor;
        const std::string folded = lower_case(heading);
        for (std::size_t at = 0; at < folded.size();) {
            const unicode::CodePoint point = unicode::decode(folded, at);
            const unicode::Class kind = unicode::classify(point.value);
            if (point.value == ' ') anchor.push_back('-');
            else if (point.value == '-' || point.value == '_' || kind == unicode::Class::letter || kind == unicode::Class::digit || kind == unicode::Class::unspaced || kind == unicode::Class::joiner)
                anchor.append(folded, at, point.size);
            at += point.size;
        }
        const unsigned seen = seen_[anchor]++;
        return seen == 0 ? anchor : anchor + "-" + std::to_string(seen);
    }

private:
    static std::string lower_case(std::string_view text) { return unicode::fold_case(text); }
    std::unordered_map<std::string, unsigned> seen_;
};

/// Walks the tree once and writes the text.
class Renderer {
public:
    Renderer(std::string_view body, std::uint32_t first_line) : out_(body, first_line), html_(body, out_), first_line_(first_line) {}

    MarkdownText render(cmark_node* document) {
        const IterPtr iter(cmark_iter_new(document));
        for (cmark_event_type event = cmark_iter_next(iter.get()); event != CMARK_EVENT_DONE; event = cmark_iter_next(iter.get())) {
            cmark_node* node = cmark_iter_get_node(iter.get());
            if (event == CMARK_EVENT_ENTER) enter(node);
            else leave(node);
        }
        note_.text = out_.take_text();
        note_.segments = out_.take_segments();
        trim_end();
        return std::move(note_);
    }

private:
    /// White space at the end goes, and nothing points behind the end: the last heading may be empty.
    void trim_end() {
        while (!note_.text.empty() && (note_.text.back() == '\n' || note_.text.back() == ' ')) note_.text.pop_back();
        const auto end = static_cast<std::uint32_t>(note_.text.size());
        for (Heading& heading : note_.headings) heading.offset = std::min(heading.offset, end);
        for (Scope& scope : note_.scopes) scope = {scope.field, std::min(scope.begin, end), std::min(scope.end, end)};
        while (!note_.segments.empty() && note_.segments.back().offset >= end) note_.segments.pop_back();
    }

    static std::uint32_t line_of(cmark_node* node) { return static_cast<std::uint32_t>(std::max(cmark_node_get_start_line(node), 0)); }
    static std::size_t at_of(cmark_node* node) { return static_cast<std::size_t>(std::max(cmark_node_get_start_column(node) - 1, 0)); }

    void enter(cmark_node* node) {
        const cmark_node_type type = cmark_node_get_type(node);
        if ((type & CMARK_NODE_TYPE_MASK) == CMARK_NODE_TYPE_BLOCK) lost_places_ = false;
        if (type == CMARK_NODE_PARAGRAPH) out_.separate(in_tight_item(node) ? 1 : 2);
        else if (type == CMARK_NODE_LIST) out_.separate(cmark_node_get_type(cmark_node_parent(node)) == CMARK_NODE_ITEM ? 1 : 2);
        else if (type == CMARK_NODE_ITEM) out_.separate(1);
        else if (type == CMARK_NODE_HEADING || type == CMARK_NODE_BLOCK_QUOTE) open_scope(2);
        else if (type == CMARK_NODE_THEMATIC_BREAK || type == CMARK_NODE_FOOTNOTE_DEFINITION) out_.separate(2);
        else if (type == CMARK_NODE_CODE_BLOCK) code_block(node);
        else if (type == CMARK_NODE_HTML_BLOCK) html_block(node);
        else if (type == CMARK_NODE_TEXT) literal(node);
        else if (type == CMARK_NODE_CODE) inline_code(node);
        else if (type == CMARK_NODE_SOFTBREAK) out_.soft_break();
        else if (type == CMARK_NODE_LINEBREAK) hard_break();
        else if (type == CMARK_NODE_HTML_INLINE) html_.read(view(cmark_node_get_literal(node)), line_of(node), at_of(node));
        else if (const std::string_view name = cmark_node_get_type_string(node); name == "table") out_.separate(2);
        else if (name == "table_row" || name == "table_header") out_.separate(1);
        else if (name == "table_cell" && cmark_node_previous(node) != nullptr) out_.append_separator('\t');
    }

    void leave(cmark_node* node) {
        const cmark_node_type type = cmark_node_get_type(node);
        if (type == CMARK_NODE_HEADING) {
            note_.headings.push_back({open_.back(), first_line_ + line_of(node) - 1, static_cast<std::uint8_t>(cmark_node_get_heading_level(node)), {}, {}});
            close_scope(Field::heading);
        } else if (type == CMARK_NODE_BLOCK_QUOTE) {
            close_scope(Field::quote);
        }
    }

    void open_scope(std::size_t line_ends) {
        out_.separate(line_ends);
        open_.push_back(out_.size());
    }
    void close_scope(Field field) {
        note_.scopes.push_back({field, open_.back(), out_.size()});
        open_.pop_back();
    }

    static bool in_tight_item(cmark_node* paragraph) {
        cmark_node* parent = cmark_node_parent(paragraph);
        return cmark_node_get_type(parent) == CMARK_NODE_ITEM && cmark_node_get_list_tight(cmark_node_parent(parent)) != 0;
    }

    void literal(cmark_node* node) {
        const std::string_view text = view(cmark_node_get_literal(node));
        if (html_.hides()) return;
        if (line_of(node) != 0 && !lost_places_) out_.append_literal(text, line_of(node), at_of(node));
        else out_.append_literal(text, out_.cursor_line(), out_.cursor_at());
    }

    void inline_code(cmark_node* node) {
        open_.push_back(out_.size());
        literal(node);
        close_scope(Field::code);
    }

    void hard_break() {
        // Behind a backslash at the end of a line cmark goes on counting in that line, up to the end of the paragraph.
        lost_places_ = lost_places_ || out_.source_line(out_.cursor_line()).ends_with('\\');
        out_.soft_break();  // moves the cursor to the next line
        out_.separate(1);
    }

    /// Block literals hold whole lines, each the end of its source line.
    template <class Use>
    void each_line(std::string_view text, std::uint32_t line, Use use) {
        for (std::size_t begin = 0; begin < text.size(); ++line) {
            const std::size_t end = std::min(text.find('\n', begin), text.size());
            const std::string_view content = text.substr(begin, end - begin);
            const std::string_view source = out_.source_line(line);
            use(content, line, source.size() >= content.size() ? source.size() - content.size() : 0);
            begin = end + 1;
        }
    }

    void code_block(cmark_node* node) {
        if (html_.hides()) return;
        open_scope(2);
        int length = 0, offset = 0;
        char fence = 0;
        const bool fenced = cmark_node_get_fenced(node, &length, &offset, &fence) != 0;
        each_line(view(cmark_node_get_literal(node)), line_of(node) + (fenced ? 1 : 0), [&](std::string_view content, std::uint32_t line, std::size_t at) {
            out_.append(content, line, at);
            out_.append_separator('\n');
        });
        close_scope(Field::code);
    }

    void html_block(cmark_node* node) {
        out_.separate(2);
        const std::string_view text = view(cmark_node_get_literal(node));
        const std::string_view first = text.substr(0, text.find('\n'));
        const std::string_view source = out_.source_line(line_of(node));
        html_.read(text, line_of(node), source.size() >= first.size() ? source.size() - first.size() : 0);
    }

    PlainText out_;
    HtmlText html_;
    std::uint32_t first_line_;
    MarkdownText note_;
    std::vector<std::uint32_t> open_;  // where the open scopes begin
    bool lost_places_ = false;         // the places that cmark reports in this paragraph are wrong
};

void name_headings(MarkdownText& note) {
    Anchors anchors;
    std::size_t next = 0;
    for (const Scope& scope : note.scopes) {
        if (scope.field != Field::heading) continue;
        Heading& heading = note.headings[next++];
        heading.text = note.text.substr(scope.begin, scope.end - scope.begin);
        heading.anchor = anchors.make(heading.text);
    }
}

}  // namespace

MarkdownText read_markdown(std::string_view body, std::uint32_t first_line) {
    std::string without_zeros;
    if (body.find('\0') != body.npos) {
        // cmark makes U+FFFD of them; another control character is as long and left out like all of them.
        without_zeros = body;
        std::replace(without_zeros.begin(), without_zeros.end(), '\0', '\x01');
        body = without_zeros;
    }
    const NodePtr document = parse(body);
    MarkdownText note = Renderer(body, first_line).render(document.get());
    note.features = find_features(document.get(), body);
    read_obsidian(note);
    name_headings(note);
    return note;
}

}  // namespace assay
