#include "cli/serve/rendered_note.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <memory>

#include "cli/serve/html.h"
#include "cli/serve/obsidian_tokens.h"
#include "cli/serve/web_address.h"
#include "indexer/note/cmark_tree.h"
#include "indexer/note/excess_signs.h"
#include "indexer/text/unicode.h"

namespace assay::cli {
namespace {

using Kind = ObsidianToken::Kind;

/// Callouts of Obsidian; any other type looks like a note.
constexpr std::array<std::string_view, 14> callout_types{
    "note",    "abstract", "info",   "todo", "tip",     "success", "question",
    "warning", "failure",  "danger", "bug",  "example", "quote",   "important"};

/// True for an address outside the page that a reader may follow.
bool is_web_address(std::string_view target) {
    std::string scheme(target.substr(0, std::min(target.find(':'), target.size())));
    std::transform(scheme.begin(), scheme.end(), scheme.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return target.size() > scheme.size() &&
           (scheme == "http" || scheme == "https" || scheme == "mailto");
}

bool has_scheme(std::string_view target) {
    const std::size_t end = target.find_first_of(":/?#");
    return end != target.npos && target[end] == ':';
}

/// Image names of Obsidian's embeds.
bool is_picture(std::string_view target) {
    constexpr std::array<std::string_view, 8> endings{".png", ".jpg",  ".jpeg", ".gif",
                                                      ".svg", ".webp", ".avif", ".bmp"};
    const std::string name = unicode::fold(target.substr(0, target.find('#')));
    return std::any_of(endings.begin(), endings.end(),
                       [&](std::string_view ending) { return name.ends_with(ending); });
}

bool is_tag_byte(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
           c == '_' || c == '/' || static_cast<unsigned char>(c) >= 0x80;
}

class Renderer {
public:
    Renderer(const NoteMarkdown& note, const NoteLinks& links)
        : note_(note), links_(links), source_(cover_obsidian(note.body, note.marks)) {
        for (const schema::Heading& heading : note.headings)
            anchors_.emplace(heading.line, heading.anchor);
    }

    RenderedNote run() {
        std::string covered;
        indexer::cover_excess(source_.text, covered);
        cmark_node* const document =
            indexer::parse_markdown(covered.empty() ? source_.text : covered);
        if (document == nullptr) {
            out_.raw("<pre>").text(note_.body).raw("</pre>");
        } else {
            const std::unique_ptr<cmark_iter, decltype(&cmark_iter_free)> walk(
                cmark_iter_new(document), cmark_iter_free);
            for (cmark_event_type event = cmark_iter_next(walk.get()); event != CMARK_EVENT_DONE;
                 event = cmark_iter_next(walk.get())) {
                cmark_node* const node = cmark_iter_get_node(walk.get());
                if (event == CMARK_EVENT_ENTER) enter(node);
                else leave(node);
            }
        }
        indexer::forget_tree();
        close_footnotes();
        result_.html = out_.take();
        return std::move(result_);
    }

private:
    static std::string_view literal(cmark_node* node) {
        return indexer::view(cmark_node_get_literal(node));
    }

    // ---- Text ----

    /// Writes text with its marks and highlights, each as elements of this stretch alone, so that
    /// the elements around it may begin and end anywhere.
    void piece(std::string_view text, bool in_code) {
        if (text.empty() || in_picture_ > 0) return;
        if (in_mark_) {
            out_.raw("<mark class=\"found\"");
            if (!mark_has_id_)
                out_.attribute("id", note_.id_prefix + "m" + std::to_string(++result_.marks));
            mark_has_id_ = true;
            out_.raw(">");
        }
        if (highlighted_) out_.raw("<span class=\"highlight\">");
        if (in_code || note_.tags.empty()) out_.text(text);
        else with_tags(text);
        if (highlighted_) out_.raw("</span>");
        if (in_mark_) out_.raw("</mark>");
    }

    void with_tags(std::string_view text) {
        std::size_t done = 0;
        for (std::size_t at = text.find('#'); at != text.npos; at = text.find('#', at + 1)) {
            const bool begins = at == 0 || text[at - 1] == ' ' || text[at - 1] == '(';
            std::size_t end = at + 1;
            while (end < text.size() && is_tag_byte(text[end])) ++end;
            const std::string tag(text.substr(at + 1, end - at - 1));
            if (!begins || in_link_ > 0 || !note_.tags.contains(schema::fold_tag(tag))) continue;
            out_.text(text.substr(done, at - done))
                .raw("<a class=\"tag\"")
                .attribute("href", written_address("/", {{"tag", tag}}))
                .raw(">")
                .text(text.substr(at, end - at))
                .raw("</a>");
            done = end;
        }
        out_.text(text.substr(done));
    }

    void text(std::string_view given, bool in_code) {
        std::size_t begin = 0, at = 0;
        const auto flush = [&](std::size_t size) {
            piece(given.substr(begin, at - begin), in_code);
            at += size;
            begin = at;
        };
        while (at < given.size()) {
            const std::string_view three = given.substr(at, token_begin.size());
            if (three == mark_begin || three == mark_end) {
                flush(three.size());
                in_mark_ = three == mark_begin;
                mark_has_id_ = false;
            } else if (three == token_begin) {
                flush(0);
                const std::size_t end = std::min(given.find(token_end, at), given.size());
                std::size_t number = source_.tokens.size();
                std::from_chars(given.data() + at + three.size(), given.data() + end, number);
                if (number < source_.tokens.size()) token(source_.tokens[number], in_code);
                at = begin = std::min(end + token_end.size(), given.size());
            } else {
                ++at;
            }
        }
        flush(0);
    }

    void token(const ObsidianToken& token, bool in_code) {
        if (in_code) return piece(token.written, true);
        switch (token.kind) {
            case Kind::link: return wikilink(token);
            case Kind::embed: return embed(token);
            case Kind::math:
                out_.raw("<code class=\"math\">");
                piece(token.written, true);
                out_.raw("</code>");
                return;
            case Kind::comment: return;
            case Kind::highlight: highlighted_ = !highlighted_; return;
            case Kind::callout: return;  // read by the quote
            case Kind::block_id:
                out_.raw("<span")
                    .attribute("id", note_.id_prefix + "^" + token.target)
                    .raw("></span>");
                return;
        }
    }

    static std::string shown_target(const std::string& target) {
        const std::size_t sign = target.find('#');
        if (sign == target.npos) return target;
        if (sign > 0 && target.find("#^") == sign) return target.substr(0, sign);
        return target.substr(0, sign) + (sign > 0 ? " › " : "") + target.substr(sign + 1);
    }

    void wikilink(const ObsidianToken& token) {
        const std::string shown = token.shown.empty() ? shown_target(token.target) : token.shown;
        const std::string address = in_link_ > 0 ? "" : links_.wikilink(token.target);
        if (address.empty()) out_.raw("<span class=\"unresolved\">");
        else out_.raw("<a class=\"wikilink\"").attribute("href", address).raw(">");
        ++in_link_;
        piece(shown, false);
        --in_link_;
        out_.raw(address.empty() ? "</span>" : "</a>");
    }

    void embed(const ObsidianToken& token) {
        if (is_picture(token.target)) {
            const bool is_size = !token.shown.empty() &&
                                 token.shown.find_first_not_of("0123456789x") == token.shown.npos;
            picture(links_.picture(token.target), is_size ? token.target : token.shown,
                    is_size ? token.shown.substr(0, token.shown.find('x')) : "", token.target);
        } else if (in_paragraph_ && in_link_ == 0) {
            result_.embedded.push_back({out_.written().size(), token.target, is_loose_});
        } else {
            wikilink(token);
        }
    }

    void picture(const std::string& address, std::string_view alternative, const std::string& width,
                 std::string_view name) {
        if (address.empty()) {
            out_.raw("<span class=\"unresolved\">")
                .text(alternative.empty() ? name : alternative)
                .raw("</span>");
            return;
        }
        out_.raw("<img loading=\"lazy\"").attribute("src", address).attribute("alt", alternative);
        if (!width.empty() && width.size() <= 4) out_.attribute("width", width);
        out_.raw(">");
    }

    // ---- Elements ----

    bool is_tight(cmark_node* paragraph) const {
        cmark_node* const item = cmark_node_parent(paragraph);
        cmark_node* const list = item == nullptr ? nullptr : cmark_node_parent(item);
        return list != nullptr && cmark_node_get_type(list) == CMARK_NODE_LIST &&
               cmark_node_get_list_tight(list) != 0;
    }

    const ObsidianToken* callout_of(cmark_node* quote) const {
        cmark_node* const paragraph = cmark_node_first_child(quote);
        if (paragraph == nullptr || cmark_node_get_type(paragraph) != CMARK_NODE_PARAGRAPH)
            return nullptr;
        cmark_node* const first = cmark_node_first_child(paragraph);
        if (first == nullptr || cmark_node_get_type(first) != CMARK_NODE_TEXT) return nullptr;
        const std::string_view text = literal(first);
        if (!text.starts_with(token_begin)) return nullptr;
        std::size_t number = source_.tokens.size();
        std::from_chars(text.data() + token_begin.size(), text.data() + text.size(), number);
        return number < source_.tokens.size() && source_.tokens[number].kind == Kind::callout
                   ? &source_.tokens[number]
                   : nullptr;
    }

    void enter(cmark_node* node) {
        switch (cmark_node_get_type(node)) {
            case CMARK_NODE_PARAGRAPH:
                if (title_of_ == cmark_node_parent(node) && cmark_node_previous(node) == nullptr)
                    out_.raw("<p class=\"callout-title\">");
                else if (!is_tight(node)) out_.raw("<p dir=\"auto\">");
                break;
            case CMARK_NODE_HEADING: heading(node); break;
            case CMARK_NODE_BLOCK_QUOTE: quote(node); break;
            case CMARK_NODE_LIST:
                if (cmark_node_get_list_type(node) == CMARK_ORDERED_LIST) {
                    out_.raw("<ol");
                    if (const int start = cmark_node_get_list_start(node); start != 1)
                        out_.attribute("start", std::to_string(start));
                    out_.raw(">");
                } else {
                    out_.raw("<ul>");
                }
                break;
            case CMARK_NODE_CODE_BLOCK: code_block(node); break;
            case CMARK_NODE_HTML_BLOCK: raw_html(literal(node), true); break;
            case CMARK_NODE_HTML_INLINE: raw_html(literal(node), false); break;
            case CMARK_NODE_THEMATIC_BREAK: out_.raw("<hr>"); break;
            case CMARK_NODE_FOOTNOTE_DEFINITION: footnote(); break;
            case CMARK_NODE_TEXT: {
                cmark_node* const parent = cmark_node_parent(node);
                in_paragraph_ = cmark_node_get_type(parent) == CMARK_NODE_PARAGRAPH;
                is_loose_ = in_paragraph_ && !is_tight(parent);
                text(literal(node), false);
                break;
            }
            case CMARK_NODE_SOFTBREAK: line_break("\n", node); break;
            case CMARK_NODE_LINEBREAK: line_break(in_picture_ > 0 ? " " : "<br>\n", node); break;
            case CMARK_NODE_CODE:
                out_.raw("<code>");
                text(literal(node), true);
                out_.raw("</code>");
                break;
            case CMARK_NODE_EMPH: out_.raw("<em>"); break;
            case CMARK_NODE_STRONG: out_.raw("<strong>"); break;
            case CMARK_NODE_LINK: link(node); break;
            case CMARK_NODE_IMAGE: image(node); break;
            case CMARK_NODE_FOOTNOTE_REFERENCE: footnote_reference(node); break;
            default: extension(node, true);
        }
    }

    void leave(cmark_node* node) {
        switch (cmark_node_get_type(node)) {
            case CMARK_NODE_PARAGRAPH:
                if (title_of_ == cmark_node_parent(node)) {
                    title_of_ = nullptr;
                    out_.raw("</p>\n");
                } else {
                    out_.raw(is_tight(node) ? "\n" : "</p>\n");
                }
                highlighted_ = false;
                break;
            case CMARK_NODE_HEADING:
                out_.raw("</h").number(heading_level(node)).raw(">\n");
                highlighted_ = false;
                break;
            case CMARK_NODE_BLOCK_QUOTE: out_.raw("</blockquote>\n"); break;
            case CMARK_NODE_LIST:
                out_.raw(cmark_node_get_list_type(node) == CMARK_ORDERED_LIST ? "</ol>\n"
                                                                              : "</ul>\n");
                break;
            case CMARK_NODE_FOOTNOTE_DEFINITION: out_.raw("</li>\n"); break;
            case CMARK_NODE_EMPH: out_.raw("</em>"); break;
            case CMARK_NODE_STRONG: out_.raw("</strong>"); break;
            case CMARK_NODE_LINK:
                --in_link_;
                out_.raw(link_is_open_.back() ? "</a>" : "</span>");
                link_is_open_.pop_back();
                break;
            case CMARK_NODE_IMAGE: image_end(node); break;
            default: extension(node, false);
        }
    }

    /// The title of the page is its only heading of the first level.
    static std::size_t heading_level(cmark_node* node) {
        return static_cast<std::size_t>(std::min(cmark_node_get_heading_level(node) + 1, 6));
    }

    void heading(cmark_node* node) {
        out_.raw("<h").number(heading_level(node));
        const std::uint32_t line =
            note_.first_line - 1 +
            source_.line(static_cast<std::uint32_t>(std::max(cmark_node_get_start_line(node), 0)));
        if (const auto anchor = anchors_.find(line); anchor != anchors_.end())
            out_.attribute("id", note_.id_prefix + anchor->second);
        out_.raw(" dir=\"auto\">");
    }

    void quote(cmark_node* node) {
        const ObsidianToken* const callout = callout_of(node);
        if (callout == nullptr) {
            out_.raw("<blockquote>");
            return;
        }
        const std::string type = unicode::fold(callout->target);
        const bool is_known =
            std::find(callout_types.begin(), callout_types.end(), type) != callout_types.end();
        out_.raw("<blockquote class=\"callout callout-")
            .raw(is_known ? std::string_view(type) : "note")
            .raw("\">");
        title_of_ = node;
    }

    /// The first line of a callout is its title.
    void line_break(std::string_view otherwise, cmark_node* node) {
        cmark_node* const paragraph = cmark_node_parent(node);
        if (title_of_ != nullptr && cmark_node_parent(paragraph) == title_of_) {
            title_of_ = nullptr;
            out_.raw("</p>\n<p dir=\"auto\">");
        } else {
            out_.raw(otherwise);
        }
    }

    void code_block(cmark_node* node) {
        const std::string info = source_.undone(indexer::view(cmark_node_get_fence_info(node)));
        out_.raw("<pre tabindex=\"0\"><code");
        if (!info.empty()) out_.attribute("data-language", info.substr(0, info.find(' ')));
        out_.raw(">");
        text(literal(node), true);
        out_.raw("</code></pre>\n");
    }

    void raw_html(std::string_view html, bool is_block) {
        const std::string written = source_.undone(html);
        const std::size_t end = written.find_last_not_of(" \n");
        if (written.starts_with("<!--") && end != written.npos &&
            written.substr(0, end + 1).ends_with("-->"))
            return;
        out_.raw(is_block ? "<pre class=\"html\" tabindex=\"0\">" : "<code class=\"html\">");
        text(html, true);
        out_.raw(is_block ? "</pre>\n" : "</code>");
    }

    void link(cmark_node* node) {
        const std::string target = source_.undone(indexer::view(cmark_node_get_url(node)));
        ++in_link_;
        std::string address;
        const bool is_outside = is_web_address(target);
        if (in_link_ == 1)
            address = is_outside ? target : has_scheme(target) ? "" : links_.relative(target);
        link_is_open_.push_back(!address.empty());
        if (address.empty()) {
            out_.raw("<span class=\"unresolved\">");
            return;
        }
        out_.raw("<a").attribute("href", address);
        if (is_outside) out_.raw(" rel=\"noopener noreferrer nofollow\" class=\"outside\"");
        out_.raw(">");
    }

    // An image may have elements in its description; of them only the text counts.
    void image(cmark_node*) {
        if (in_picture_++ == 0) std::swap(out_, behind_);
    }

    void image_end(cmark_node* node) {
        if (--in_picture_ > 0) return;
        std::swap(out_, behind_);
        behind_.take();
        const std::string target = source_.undone(indexer::view(cmark_node_get_url(node)));
        std::string description;
        const std::unique_ptr<cmark_iter, decltype(&cmark_iter_free)> walk(cmark_iter_new(node),
                                                                           cmark_iter_free);
        for (cmark_event_type event = cmark_iter_next(walk.get()); event != CMARK_EVENT_DONE;
             event = cmark_iter_next(walk.get()))
            if (event == CMARK_EVENT_ENTER && cmark_iter_get_node(walk.get()) != node)
                description += source_.undone(literal(cmark_iter_get_node(walk.get())));
        // ![alt|200](x.png)
        std::string width;
        if (const std::size_t bar = description.rfind('|');
            bar != description.npos && bar + 1 < description.size() &&
            description.find_first_not_of("0123456789", bar + 1) == description.npos) {
            width = description.substr(bar + 1);
            description.resize(bar);
        }
        if (is_web_address(target)) {  // not loaded: nothing of a note asks another machine
            out_.raw("<a class=\"outside\" rel=\"noopener noreferrer nofollow\"")
                .attribute("href", target)
                .raw(">")
                .text(description.empty() ? target : description)
                .raw("</a>");
            return;
        }
        picture(has_scheme(target) ? "" : links_.picture(target), description, width, target);
    }

    void footnote_reference(cmark_node* node) {
        const std::string number(literal(node));
        if (number.empty() || number.find_first_not_of("0123456789") != number.npos) return;
        const std::string id = note_.id_prefix + "fn" + number;
        out_.raw("<sup><a");
        if (referred_.insert(number).second)
            out_.attribute("id", note_.id_prefix + "fnref" + number);
        out_.attribute("href", "#" + id)
            .attribute("aria-label", "Footnote " + number)
            .raw(">")
            .text(number)
            .raw("</a></sup>");
    }

    void footnote() {
        if (footnotes_++ == 0)
            out_.raw("<section class=\"footnotes\" aria-label=\"Footnotes\"><ol>\n");
        const std::string number = std::to_string(footnotes_);
        out_.raw("<li")
            .attribute("id", note_.id_prefix + "fn" + number)
            .raw("><a class=\"back\"")
            .attribute("href", "#" + note_.id_prefix + "fnref" + number)
            .attribute("aria-label", "Back to footnote " + number)
            .raw(">↩</a> ");
    }

    void close_footnotes() {
        if (footnotes_ > 0) out_.raw("</ol></section>\n");
    }

    void extension(cmark_node* node, bool enters) {
        const std::string_view type = indexer::type_name(node);
        if (type == "strikethrough") {
            out_.raw(enters ? "<del>" : "</del>");
        } else if (type == "table") {
            if (enters) {
                alignments_ = indexer::alignments_of(node);
                out_.raw(
                    "<div class=\"table\" tabindex=\"0\" role=\"region\" "
                    "aria-label=\"Table\"><table>");
            } else {
                out_.raw("</table></div>\n");
            }
        } else if (type == "table_header" || type == "table_row") {
            in_header_ = enters && type == "table_header";
            column_ = 0;
            out_.raw(enters ? "<tr>" : "</tr>\n");
        } else if (type == "table_cell") {
            if (!enters) {
                out_.raw(in_header_ ? "</th>" : "</td>");
                return;
            }
            out_.raw(in_header_ ? "<th scope=\"col\"" : "<td");
            const char alignment = column_ < alignments_.size() ? alignments_[column_] : '\0';
            ++column_;
            if (alignment == 'c') out_.raw(" class=\"center\"");
            if (alignment == 'r') out_.raw(" class=\"right\"");
            out_.raw(" dir=\"auto\">");
        } else if (cmark_node_get_type(node) == CMARK_NODE_ITEM || type == "tasklist") {
            if (!enters) {
                out_.raw("</li>\n");
            } else if (type == "tasklist") {
                const bool done = indexer::is_done_task(node);
                out_.raw("<li class=\"task\"><span role=\"img\"")
                    .attribute("aria-label", done ? "Done" : "To do")
                    .raw(" class=\"box\">")
                    .raw(done ? "☑" : "☐")
                    .raw("</span> ");
            } else {
                out_.raw("<li dir=\"auto\">");
            }
        }
    }

    const NoteMarkdown& note_;
    const NoteLinks& links_;
    const TokenText source_;
    std::map<std::uint32_t, std::string> anchors_;  // by the line of the heading
    Html out_, behind_;
    RenderedNote result_;
    bool in_mark_ = false, mark_has_id_ = false, highlighted_ = false;
    int in_link_ = 0, in_picture_ = 0;
    bool in_paragraph_ = false, is_loose_ = false;  // of the text that is being written
    std::vector<bool> link_is_open_;
    cmark_node* title_of_ = nullptr;  // the callout whose title is being written
    std::size_t footnotes_ = 0;
    std::set<std::string> referred_;
    std::string alignments_;
    std::size_t column_ = 0;
    bool in_header_ = false;
};

}  // namespace

RenderedNote render_note(const NoteMarkdown& note, const NoteLinks& links) {
    return Renderer(note, links).run();
}

}  // namespace assay::cli
