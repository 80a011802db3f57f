#include "indexer/note/markdown_tree.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "indexer/note/cmark_tree.h"
#include "indexer/note/html_text.h"
#include "indexer/note/inline_places.h"
#include "indexer/note/link_title.h"
#include "indexer/note/plain_text.h"
#include "indexer/text/one_line.h"

namespace assay::indexer {
namespace {

struct IterFree {
    void operator()(cmark_iter* iter) const noexcept { cmark_iter_free(iter); }
};
using IterPtr = std::unique_ptr<cmark_iter, IterFree>;

/// Walks the tree once and writes the text.
class Renderer {
public:
    Renderer(const ShieldedBody& source, std::uint32_t first_line)
        : out_(source, first_line),
          places_(out_),
          html_(source.markdown(), out_, decode_entity),
          first_line_(first_line) {
        note_.features.math = !source.math.empty();
        note_.features.link = source.has_link;
        note_.features.image = source.has_picture;
    }

    MarkdownText render(cmark_node* document, std::vector<InlineField> fields) {
        note_.fields = std::move(fields);
        for (cmark_node* block : top_blocks(document)) {
            const IterPtr iter(cmark_iter_new(block));
            for (cmark_event_type event = cmark_iter_next(iter.get()); event != CMARK_EVENT_DONE;
                 event = cmark_iter_next(iter.get())) {
                cmark_node* node = cmark_iter_get_node(iter.get());
                if (event == CMARK_EVENT_ENTER) enter(node);
                else leave(node);
            }
        }
        note_.text = out_.take_text();
        note_.segments = out_.take_segments();
        note_.tables = out_.take_tables();
        note_.anchors = html_.take_ids();
        return std::move(note_);
    }

    std::vector<schema::Stretch> take_literal() { return out_.take_literal(); }
    /// Returns where in the text an attribute list begins, directly after its element; in order.
    std::vector<std::uint32_t> take_attributes() { return std::move(attributes_); }

private:
    /// True if an address in running text is not at `place`. cmark reports it without the offset of
    /// its block, one byte early, or not at all; which of these depends on its version.
    bool is_misplaced(cmark_node* node, const SourcePlace& place) {
        if (cmark_node_get_type(node) != CMARK_NODE_TEXT ||
            cmark_node_get_type(cmark_node_parent(node)) != CMARK_NODE_LINK)
            return false;
        const std::string_view address = view(cmark_node_get_literal(node)),
                               source = out_.source_line(place.line);
        constexpr std::size_t beginning = 4;  // "http", "www.": further on may be &amp;
        return view(cmark_node_get_url(cmark_node_parent(node))).ends_with(address) &&
               !source.substr(std::min(place.at, source.size()))
                    .starts_with(address.substr(0, beginning));
    }

    static std::size_t at_of(cmark_node* node) {
        return static_cast<std::size_t>(std::max(cmark_node_get_start_column(node) - 1, 0));
    }
    SourcePlace place_of(cmark_node* node) {
        const std::uint32_t line = line_of(node);
        if (unplaced_line_ == 0) {
            if (line == 0) return out_.cursor();
            const SourcePlace place = places_.place(line, at_of(node));
            return is_misplaced(node, place) ? out_.cursor() : place;
        }
        return places_.place(unplaced_line_ + line,
                             unplaced_at_ + static_cast<std::size_t>(
                                                std::max(cmark_node_get_start_column(node), 0)));
    }

    void enter(cmark_node* node) {
        switch (cmark_node_get_type(node)) {
            case CMARK_NODE_TEXT: text(node); break;
            case CMARK_NODE_CODE: inline_code(node); break;
            case CMARK_NODE_SOFTBREAK:
            case CMARK_NODE_LINEBREAK: line_break(node); break;
            case CMARK_NODE_HTML_INLINE: inline_html(node); break;
            case CMARK_NODE_PARAGRAPH:
                out_.separate(in_tight_item(node) ? 1 : 2);
                begin_block(node);
                break;
            case CMARK_NODE_HEADING:
                open_scope(2);
                begin_block(node);
                break;
            case CMARK_NODE_BLOCK_QUOTE:
                open_scope(2);
                ++quotes_;
                break;
            case CMARK_NODE_LIST:
                out_.separate(cmark_node_get_type(cmark_node_parent(node)) == CMARK_NODE_ITEM ? 1
                                                                                              : 2);
                break;
            case CMARK_NODE_ITEM:
                out_.separate(1);
                note_.features.task =
                    note_.features.task || view(cmark_node_get_type_string(node)) == "tasklist";
                break;
            case CMARK_NODE_FOOTNOTE_DEFINITION: note_.features.footnote = true; [[fallthrough]];
            case CMARK_NODE_THEMATIC_BREAK: out_.separate(2); break;
            case CMARK_NODE_CODE_BLOCK: code_block(node); break;
            case CMARK_NODE_HTML_BLOCK: html_block(node); break;
            case CMARK_NODE_LINK:
                note_.features.link = true;
                enter_link(node);
                break;
            case CMARK_NODE_IMAGE:
                note_.features.image = true;
                enter_link(node);
                break;
            case CMARK_NODE_FOOTNOTE_REFERENCE: note_.features.footnote = true; break;
            case CMARK_NODE_EMPH:
            case CMARK_NODE_STRONG: break;
            default: extension_node(node);
        }
    }

    void extension_node(cmark_node* node) {
        const std::string_view name = cmark_node_get_type_string(node);
        if (name == "strikethrough") out_.part_words();
        else if (name == "table") note_.features.table = true, open_scope(2);
        else if (name == "table_header") table_header(node);
        else if (name == "table_row") table_row(node);
        else if (name == "table_cell") table_cell(node);
    }

    /// A paragraph directly before a table is counted as part of the header's line.
    void table_header(cmark_node* row) {
        out_.separate(1);
        unplaced_line_ = 0;
        const std::uint32_t line = line_of(row);
        const auto last = static_cast<std::uint32_t>(
            std::max(cmark_node_get_end_line(cmark_node_parent(row)), 0));
        places_.begin_block(line, at_of(row), last, quotes_);
        cmark_node* cell = cmark_node_first_child(row);
        row_ = cell == nullptr ? SourcePlace{line, 0} : places_.place(line, at_of(cell));
        row_reported_ = cell == nullptr ? 0 : at_of(cell);
    }

    /// The columns of a row are counted from the indent of the header.
    void table_row(cmark_node* row) {
        out_.separate(1);
        row_ = {line_of(row), places_.content_begin(line_of(row))};
        row_reported_ = at_of(row);
    }

    void table_cell(cmark_node* cell) {
        if (cmark_node_previous(cell) != nullptr) out_.append_separator('\t');
        const std::size_t offset = at_of(cell) - std::min(at_of(cell), row_reported_);
        out_.move_cursor({row_.line, row_.at + offset});
        places_.begin_cell(at_of(cell), out_.cursor());
    }

    void leave(cmark_node* node) {
        switch (cmark_node_get_type(node)) {
            case CMARK_NODE_HEADING:
                if (html_.hides()) {
                    open_.pop_back();
                    break;
                }
                note_.headings.push_back(
                    {open_.back(),
                     first_line_ + line_of(node) - 1,
                     static_cast<std::uint8_t>(cmark_node_get_heading_level(node)),
                     {},
                     {}});
                close_scope(schema::Field::heading);
                write_titles();
                break;
            case CMARK_NODE_BLOCK_QUOTE:
                close_scope(schema::Field::quote);
                --quotes_;
                break;
            case CMARK_NODE_LINK:
            case CMARK_NODE_IMAGE: leave_link(node); break;
            case CMARK_NODE_PARAGRAPH: write_titles(); break;
            case CMARK_NODE_EMPH:
            case CMARK_NODE_STRONG: note_attributes(node); break;
            case CMARK_NODE_LIST: break;
            default: leave_extension_node(node);
        }
    }

    void leave_extension_node(cmark_node* node) {
        const std::string_view name = cmark_node_get_type_string(node);
        if (name == "strikethrough") out_.part_words();
        if (name != "table") return;
        out_.note_table(open_.back());
        open_.pop_back();
        write_titles();
    }

    /// Notes where a link begins. The first text in it tells: cmark reports <address> without the
    /// offset of its block, and a label of several lines on its last one.
    void enter_link(cmark_node* node) {
        OpenLink link{out_.size(), {}, false};
        cmark_node* first = node;
        std::size_t labels = 1;  // [ before it: of this link, and of those in it
        while (cmark_node* const child = cmark_node_first_child(first)) {
            first = child;
            const cmark_node_type type = cmark_node_get_type(child);
            labels += type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE;
        }
        if (line_of(first) != 0) {
            SourcePlace place = place_of(first);
            const std::string_view source = out_.source_line(place.line);
            place.at = std::min(place.at, source.size());
            const bool is_address =
                cmark_node_get_type(first) == CMARK_NODE_TEXT &&
                view(cmark_node_get_url(node)).ends_with(view(cmark_node_get_literal(first)));
            std::size_t bracket = place.at;
            for (std::size_t i = 0; i < labels && first != node && bracket != source.npos; ++i)
                bracket = source.substr(0, bracket).rfind('[');
            if (is_address && (place.at == 0 || source[place.at - 1] != '[')) {
                if (place.at > 0 && source[place.at - 1] == '<') --place.at;
            } else if (bracket != source.npos) {
                place.at = bracket;
                link.is_bracket = true;
                if (place.at > 0 && source[place.at - 1] == '!' &&
                    cmark_node_get_type(node) == CMARK_NODE_IMAGE)
                    --place.at;
            }
            link.place = out_.place_in_file(place);
        }
        links_.push_back(link);
    }

    void leave_link(cmark_node* node) {
        note_link(node);
        note_attributes(node);
        // The destination may be on the next line. The place of one in '<' and '>' is reported
        // wrongly.
        cmark_node* child = cmark_node_first_child(node);
        const int line = cmark_node_get_end_line(node), column = cmark_node_get_end_column(node);
        if (unplaced_line_ != 0 || line <= 0 || column <= 0 ||
            (child != nullptr && at_of(node) >= at_of(child)))
            return;
        const SourcePlace end =
            places_.place(static_cast<std::uint32_t>(line), static_cast<std::size_t>(column));
        if (const char* const title = cmark_node_get_title(node);
            title != nullptr && *title != 0 && !html_.hides()) {
            if (const auto place = link_title_place(out_, title, end))
                titles_.push_back({title, *place});
        }
    }

    /// Keeps the link that ends here. An address in a template is not known, data is no address.
    void note_link(cmark_node* node) {
        const OpenLink open = links_.back();
        links_.pop_back();
        std::optional<std::string> url = destination(node);
        if (html_.hides() || !url || url->empty() || url->starts_with("data:")) return;
        const std::string_view text = out_.text();
        std::size_t begin = std::min<std::size_t>(open.begin, text.size());
        while (begin < text.size() && (text[begin] == ' ' || text[begin] == '\n')) ++begin;
        schema::Link link;
        link.kind = cmark_node_get_type(node) == CMARK_NODE_IMAGE ? schema::LinkKind::image
                    : open.is_bracket                             ? schema::LinkKind::markdown
                                                                  : schema::LinkKind::address;
        // [label]([[target|other label]]), as a plugin publishes a link in parentheses.
        if (url->starts_with("[[") && url->ends_with("]]")) {
            link.kind = schema::LinkKind::wikilink;
            *url = url->substr(2, url->size() - 4);
            url->resize(std::min(url->find('|'), url->size()));
            while (url->ends_with('\\')) url->pop_back();
        }
        link.target = text::one_line(*url);
        link.text = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(text.size())};
        link.line = open.place.line;
        link.column = open.place.column;
        note_.links.push_back(std::move(link));
    }

    /// Returns the destination of a link as written, without escapes; nullopt if a template makes
    /// it. What the shield covered is read from the body, if it can be found on the last line.
    std::optional<std::string> destination(cmark_node* node) {
        const std::string_view url = view(cmark_node_get_url(node));
        if (url.find(',') == url.npos) return std::string(url);
        constexpr std::string_view covered_tag = ",,,,,";  // "{{x}}"
        const int line = cmark_node_get_end_line(node), column = cmark_node_get_end_column(node);
        if (unplaced_line_ == 0 && line > 0 && column > 0) {
            const SourcePlace end =
                places_.place(static_cast<std::uint32_t>(line), static_cast<std::size_t>(column));
            const std::string_view source = out_.source_line(end.line);
            constexpr std::size_t slack = 200;  // for a title
            const std::size_t last = std::min(end.at, source.size()),
                              first = last - std::min(last, url.size() + slack),
                              found = source.substr(first, last - first).rfind(url);
            if (found != source.npos) {
                const std::string written(out_.written({end.line, first + found}, url.size()));
                const bool is_template = written != url && (written.find("{{") != written.npos ||
                                                            written.find("{%") != written.npos);
                return is_template ? std::nullopt : std::optional(written);
            }
        }
        return url.find(covered_tag) != url.npos ? std::nullopt : std::optional(std::string(url));
    }

    /// Writes the titles of the block below it, each on its own line, because the sentence around a
    /// link continues after it.
    void write_titles() {
        for (const Title& title : std::exchange(titles_, {})) {
            if (out_.has_just(title.text)) continue;
            out_.separate(1);
            const std::uint32_t written = out_.size();
            SourcePlace place = title.place;
            for (std::size_t begin = 0; begin < title.text.size(); ++place.line) {
                const std::size_t end = std::min(title.text.find('\n', begin), title.text.size());
                if (begin > 0)
                    out_.soft_break(place = {place.line, places_.content_begin(place.line)});
                out_.append_text(std::string_view(title.text).substr(begin, end - begin), place);
                begin = end + 1;
            }
            out_.note_literal(written);
        }
        html_.write_titles();
    }

    /// Records an attribute list that follows directly: "[x](y){.class}".
    void note_attributes(cmark_node* node) {
        cmark_node* next = cmark_node_next(node);
        if (next == nullptr || cmark_node_get_type(next) != CMARK_NODE_TEXT ||
            !view(cmark_node_get_literal(next)).starts_with('{') || html_.hides())
            return;
        attributes_.push_back(out_.size());
    }

    void open_scope(std::size_t line_ends) {
        out_.separate(line_ends);
        open_.push_back(out_.size());
    }
    /// Closes the scope without spaces at its end, which may be removed at the end of the line.
    void close_scope(schema::Field field) {
        const auto end = static_cast<std::uint32_t>(out_.text().find_last_not_of(" \t") + 1);
        note_.scopes.push_back({field, std::min(open_.back(), end), end});
        open_.pop_back();
    }

    static bool in_tight_item(cmark_node* paragraph) {
        cmark_node* parent = cmark_node_parent(paragraph);
        return cmark_node_get_type(parent) == CMARK_NODE_ITEM &&
               cmark_node_get_list_tight(cmark_node_parent(parent)) != 0;
    }

    void begin_block(cmark_node* node) {
        const std::uint32_t line = line_of(node);
        const auto last = static_cast<std::uint32_t>(std::max(cmark_node_get_end_line(node), 0));
        unplaced_line_ = 0;
        begins_quote_ = quotes_ > 0 && cmark_node_previous(node) == nullptr &&
                        cmark_node_get_type(cmark_node_parent(node)) == CMARK_NODE_BLOCK_QUOTE;
        if (line == 0) {
            begin_unplaced_block(cmark_node_next(node));
            return;
        }
        places_.begin_block(line, at_of(node), last, quotes_);
        out_.move_cursor({line, at_of(node)});
        if (last > line && out_.source_line(line)
                               .substr(std::min(at_of(node), out_.source_line(line).size()))
                               .starts_with('['))
            skip_definitions(node, line, last);
    }

    /// Begins a paragraph directly before a table: cmark gives its place to the table, and counts
    /// its lines from 0.
    void begin_unplaced_block(cmark_node* table) {
        if (table == nullptr || line_of(table) == 0) return;
        unplaced_line_ = line_of(table);
        unplaced_at_ = at_of(table);
        const auto last = static_cast<std::uint32_t>(std::max(cmark_node_get_end_line(table), 0));
        places_.begin_block(unplaced_line_, unplaced_at_, last, quotes_);
        out_.move_cursor({unplaced_line_, unplaced_at_});
    }

    /// cmark removes link definitions from the beginning of a paragraph, but still reports the
    /// paragraph from there on.
    void skip_definitions(cmark_node* block, std::uint32_t first, std::uint32_t last) {
        cmark_node* leaf = cmark_node_first_child(block);
        if (leaf == nullptr || line_of(leaf) == 0) return;
        const std::string_view source = out_.source_line(first).substr(at_of(block));
        const std::size_t close = source.find("]:");
        if (close == source.npos || (cmark_node_get_type(leaf) == CMARK_NODE_TEXT &&
                                     view(cmark_node_get_literal(leaf)).starts_with('[')))
            return;
        if (cmark_node* next = cmark_node_next(leaf);
            cmark_node_get_type(leaf) == CMARK_NODE_LINK && next != nullptr &&
            cmark_node_get_type(next) == CMARK_NODE_TEXT &&
            view(cmark_node_get_literal(next)).starts_with(':'))
            return;
        while (cmark_node_first_child(leaf) != nullptr) leaf = cmark_node_first_child(leaf);
        const std::size_t offset = at_of(leaf) - std::min(at_of(leaf), at_of(block));
        for (std::uint32_t line = first + 1; line <= last; ++line) {
            if (!out_.may_stand_at(view(cmark_node_get_literal(leaf)),
                                   {line, places_.content_begin(line) + offset}))
                continue;
            places_.skip_lines(line - first);
            return;
        }
    }

    void text(cmark_node* node) {
        if (html_.hides()) return;
        const std::string_view literal = view(cmark_node_get_literal(node));
        SourcePlace place = place_of(node);
        if (!out_.may_stand_at(literal, place)) place = out_.find_behind_cursor(literal);
        out_.append_text(literal, place);
    }

    void inline_code(cmark_node* node) {
        if (html_.hides()) return;
        constexpr std::string_view blanks = " \t\n";
        const std::size_t written = out_.text().find_last_not_of(blanks) + 1;
        const std::size_t begin = out_.size();
        out_.append_verbatim(view(cmark_node_get_literal(node)), place_of(node));
        // Blanks at the beginning of a paragraph were taken away: the code may begin before them.
        const std::string_view text = out_.text();
        const bool moved = text.substr(std::min(written, text.size()), begin - written)
                               .find_first_not_of(blanks) != text.npos;
        const std::size_t first = text.find_first_not_of(blanks, moved ? written : begin);
        if (first == text.npos) return;  // nothing but blanks, which may be taken away too
        open_.push_back(static_cast<std::uint32_t>(moved ? first : begin));
        close_scope(schema::Field::code);
        note_attributes(node);
    }

    void note_html(std::string_view html) {
        const auto has = [html](std::string_view tag) { return html.find(tag) != html.npos; };
        note_.features.image = note_.features.image || has("<img");
        note_.features.link = note_.features.link || has("<a href");
        note_.features.table = note_.features.table || has("<table");
    }

    void inline_html(cmark_node* node) {
        note_html(view(cmark_node_get_literal(node)));
        html_.read(view(cmark_node_get_literal(node)), place_of(node));
        const int end = cmark_node_get_end_line(node);
        if (unplaced_line_ == 0 && end > cmark_node_get_start_line(node))
            (void)places_.place(
                static_cast<std::uint32_t>(end),
                static_cast<std::size_t>(std::max(cmark_node_get_end_column(node), 0)));
    }

    /// A hard break only affects the layout: sentences and phrases continue over it.
    void line_break(cmark_node* node) {
        next_line(node);
        if (ends_callout_title()) out_.separate(1);
    }

    void next_line(cmark_node* line_break) {
        const std::uint32_t line = std::max(out_.cursor().line, places_.line()) + 1;
        const std::size_t begin = places_.content_begin(line);
        out_.soft_break({line, begin});
        cmark_node* next = cmark_node_next(line_break);
        if (next == nullptr || line_of(next) == 0 || unplaced_line_ != 0) return;
        const cmark_node_type type = cmark_node_get_type(next);
        if (type == CMARK_NODE_TEXT || type == CMARK_NODE_EMPH || type == CMARK_NODE_STRONG)
            places_.begin_line(line_of(next), at_of(next), line);
        if (type == CMARK_NODE_CODE) {  // reported after its backticks
            const std::string_view source =
                out_.source_line(line).substr(std::min(begin, out_.source_line(line).size()));
            const std::size_t ticks = std::min(source.find_first_not_of('`'), source.size());
            places_.begin_line(line_of(next), at_of(next) - std::min(at_of(next), ticks), line);
        }
    }

    /// True if the first line of a callout ends here: "> [!note] Title" is a line of its own.
    bool ends_callout_title() {
        if (!std::exchange(begins_quote_, false)) return false;
        return out_.text().substr(std::min(open_.back(), out_.size())).starts_with("[!");
    }

    /// The literals of blocks consist of whole lines, each the last part of its source line.
    template <class Use>
    void each_line(std::string_view text, std::uint32_t line, Use use) {
        for (std::size_t begin = 0; begin < text.size(); ++line) {
            const std::size_t end = std::min(text.find('\n', begin), text.size());
            const std::string_view content = text.substr(begin, end - begin);
            const std::string_view source = out_.source_line(line);
            use(content,
                SourcePlace{line,
                            source.size() >= content.size() ? source.size() - content.size() : 0});
            begin = end + 1;
        }
    }

    void code_block(cmark_node* node) {
        if (html_.hides()) return;
        open_scope(2);
        int length = 0, offset = 0;
        char fence = 0;
        const bool fenced = cmark_node_get_fenced(node, &length, &offset, &fence) != 0;
        drop_fields(line_of(node),
                    static_cast<std::uint32_t>(std::max(cmark_node_get_end_line(node), 0)));
        each_line(view(cmark_node_get_literal(node)), line_of(node) + (fenced ? 1 : 0),
                  [&](std::string_view content, SourcePlace place) {
                      out_.append_verbatim(content, place);
                      out_.append_separator('\n');
                  });
        close_scope(schema::Field::code);
    }

    /// Drops the inline fields in code.
    void drop_fields(std::uint32_t first, std::uint32_t last) {
        const auto is_before = [](const InlineField& field, std::uint32_t line) {
            return field.line < line;
        };
        const auto begin =
            std::lower_bound(note_.fields.begin(), note_.fields.end(), first, is_before);
        for (auto field = begin; field != note_.fields.end() && field->line <= last; ++field)
            field->key.clear();
    }

    void html_block(cmark_node* node) {
        out_.separate(2);
        const std::string_view text = view(cmark_node_get_literal(node));
        note_html(text);
        const std::string_view first = text.substr(0, text.find('\n'));
        const std::string_view source = out_.source_line(line_of(node));
        html_.read(text, {line_of(node),
                          source.size() >= first.size() ? source.size() - first.size() : 0});
        write_titles();
    }

    struct OpenLink {
        std::uint32_t begin;    // of its text
        schema::Segment place;  // line 0: cmark does not report it
        bool is_bracket;        // [label](…), not an address
    };

    struct Title {
        std::string text;
        SourcePlace place;
    };

    PlainText out_;
    InlinePlaces places_;
    HtmlText html_;
    std::uint32_t first_line_;
    MarkdownText note_;
    std::vector<Title> titles_;    // of links in the block
    std::vector<OpenLink> links_;  // those around the current node
    std::vector<std::uint32_t> attributes_;
    std::vector<std::uint32_t> open_;  // where the open scopes begin
    std::uint32_t quotes_ = 0;         // block quotes around
    bool begins_quote_ = false;        // in the first line of a block quote's first paragraph
    SourcePlace row_;  // of a table: a place in the row, and the byte that cmark reports for it
    std::size_t row_reported_ = 0;
    // Where a paragraph begins whose place cmark does not report; 0: it does.
    std::uint32_t unplaced_line_ = 0;
    std::size_t unplaced_at_ = 0;
};

}  // namespace

MarkdownText render_tree(cmark_node* document, ShieldedBody& source, std::uint32_t first_line,
                         std::vector<schema::Stretch>& literal,
                         std::vector<std::uint32_t>& attributes) {
    Renderer renderer(source, first_line);
    MarkdownText note = renderer.render(document, std::move(source.fields));
    literal = renderer.take_literal();
    attributes = renderer.take_attributes();
    return note;
}

}  // namespace assay::indexer
