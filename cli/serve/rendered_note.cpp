#include "cli/serve/rendered_note.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <memory>
#include <optional>
#include <utility>

#include "cli/serve/html.h"
#include "cli/serve/obsidian_tokens.h"
#include "cli/serve/raw_html.h"
#include "cli/serve/web_address.h"
#include "indexer/note/cmark_tree.h"
#include "indexer/note/excess_signs.h"
#include "indexer/note/html_entity.h"
#include "indexer/text/unicode.h"

namespace assay::cli {
namespace {

using Kind = ObsidianToken::Kind;

/// Callouts of Obsidian; any other type looks like a note.
constexpr std::array<std::string_view, 14> callout_types{
    "note",    "abstract", "info",   "todo", "tip",     "success", "question",
    "warning", "failure",  "danger", "bug",  "example", "quote",   "important"};

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

/// Returns a text of HTML with its entities decoded; none becomes a sign of ours.
std::string decoded(std::string_view html) {
    std::string text;
    std::size_t done = 0;
    for (std::size_t at = html.find('&'); at != html.npos; at = html.find('&', at + 1)) {
        const std::string_view entity = indexer::html_entity_at(html, at);
        if (entity.empty()) continue;
        text.append(html.substr(done, at - done));
        const std::string character = indexer::decode_entity(entity);
        const bool is_ours = character.starts_with("\xEF\xB7") && character.size() == 3 &&
                             static_cast<unsigned char>(character[2]) >= 0x90 &&
                             static_cast<unsigned char>(character[2]) <= 0xAF;
        text.append(is_ours ? "\uFFFD" : character);
        done = at + entity.size();
    }
    return text.append(html.substr(done));
}

class Renderer {
public:
    Renderer(const NoteMarkdown& note, const NoteLinks& links)
        : note_(note), links_(links), source_(cover_obsidian(note.body, note.marks)) {
        for (const schema::Heading& heading : note.headings)
            headings_.emplace(heading.line, &heading);
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
                if (event == CMARK_EVENT_ENTER) {
                    enter(node);
                    if (!is_leaf(node)) parts_.push_back({node, {}});
                } else {
                    end_part(node);
                    leave(node);
                }
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

    // ---- Parts, each with the elements of raw HTML that are open in it ----

    static bool is_leaf(cmark_node* node) {
        switch (cmark_node_get_type(node)) {
            case CMARK_NODE_HTML_BLOCK:
            case CMARK_NODE_THEMATIC_BREAK:
            case CMARK_NODE_CODE_BLOCK:
            case CMARK_NODE_TEXT:
            case CMARK_NODE_SOFTBREAK:
            case CMARK_NODE_LINEBREAK:
            case CMARK_NODE_CODE:
            case CMARK_NODE_HTML_INLINE: return true;
            default: return false;
        }
    }

    void end_part(cmark_node* node) {
        while (!parts_.empty()) {
            const bool is_it = parts_.back().node == node;
            parts_.back().open.close_all(out_);
            parts_.pop_back();
            if (is_it) return;
        }
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
            case Kind::link: return wikilink(token, schema::LinkKind::wikilink);
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

    /// Begins a link to the target, and returns what ends it.
    std::string begin_link(schema::LinkKind kind, const std::string& target) {
        const bool is_nested = in_link_++ > 0;
        const ShownLink link =
            is_nested ? ShownLink{{}, "unresolved", {}} : links_.link(kind, target);
        const std::string_view element = link.address.empty() ? "span" : "a";
        out_.raw("<").raw(element);
        if (!link.class_name.empty()) out_.attribute("class", link.class_name);
        if (!link.address.empty()) out_.attribute("href", link.address);
        if (link.is_outside) out_.raw(" rel=\"noopener noreferrer nofollow\"");
        if (!link.remark.empty()) out_.attribute("title", link.remark);
        out_.raw(">");
        Html end;
        if (!link.remark.empty())
            end.raw("<span class=\"hidden\"> (").text(link.remark).raw(")</span>");
        end.raw("</").raw(element).raw(">");
        return end.take();
    }

    void end_link(std::string_view end) {
        --in_link_;
        out_.raw(end);
    }

    void wikilink(const ObsidianToken& token, schema::LinkKind kind) {
        const std::string end = begin_link(kind, token.target);
        piece(token.shown.empty() ? shown_target(token.target) : token.shown, false);
        end_link(end);
    }

    void embed(const ObsidianToken& token) {
        if (is_picture(token.target)) {
            const bool is_size = !token.shown.empty() &&
                                 token.shown.find_first_not_of("0123456789x") == token.shown.npos;
            picture(links_.picture(schema::LinkKind::embed, token.target),
                    is_size ? token.target : token.shown,
                    is_size ? token.shown.substr(0, token.shown.find('x')) : "", token.target);
        } else if (in_paragraph_ && in_link_ == 0) {
            parts_.back().open.close_all(out_);
            result_.embedded.push_back({out_.written().size(), token.target, is_loose_});
        } else {
            wikilink(token, schema::LinkKind::embed);
        }
    }

    void picture(const std::string& address, std::string_view alternative, const std::string& width,
                 std::string_view name) {
        if (address.empty()) {
            out_.raw("<span class=\"broken\" title=\"no such picture\">")
                .text(alternative.empty() ? name : alternative)
                .raw("<span class=\"hidden\"> (no such picture)</span></span>");
            return;
        }
        out_.raw("<img").attribute("src", address).attribute("alt", alternative);
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
                highlighted_ = false;
                if (is_title_) {
                    is_title_ = false;
                    result_.heading = out_.take();
                    out_ = std::move(before_);
                    break;
                }
                out_.raw("</h").number(heading_level(node)).raw(">\n");
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
                end_link(link_ends_.back());
                link_ends_.pop_back();
                break;
            case CMARK_NODE_IMAGE: image_end(node); break;
            default: extension(node, false);
        }
    }

    /// The title of the page is its only heading of the first level. If the note has that heading,
    /// the levels below it are as in the note.
    std::size_t heading_level(cmark_node* node) const {
        const int level = cmark_node_get_heading_level(node);
        return static_cast<std::size_t>(std::clamp(title_level_ == 1 ? level : level + 1, 2, 6));
    }

    void heading(cmark_node* node) {
        const std::uint32_t line =
            note_.first_line - 1 +
            source_.line(static_cast<std::uint32_t>(std::max(cmark_node_get_start_line(node), 0)));
        const auto known = headings_.find(line);
        const schema::Heading* const heading = known == headings_.end() ? nullptr : known->second;
        const std::string id = heading == nullptr ? "" : note_.id_prefix + heading->anchor;
        is_title_ = heading != nullptr && !note_.title.empty() &&
                    cmark_node_previous(node) == nullptr &&
                    cmark_node_get_type(cmark_node_parent(node)) == CMARK_NODE_DOCUMENT &&
                    unicode::fold(heading->text) == unicode::fold(note_.title);
        if (is_title_) {
            result_.heading_id = id;
            title_level_ = cmark_node_get_heading_level(node);
            before_ = std::exchange(out_, Html());
            return;
        }
        out_.raw("<h").number(heading_level(node));
        if (!id.empty()) out_.attribute("id", id);
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
            parts_.back().open.close_all(out_);
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
        if (note_.raw_html && (is_block ? has_tag(html) : tag(html, true) == html.size())) {
            if (is_block) html_block(html);
            return;
        }
        out_.raw(is_block ? "<pre class=\"html\" tabindex=\"0\">" : "<code class=\"html\">");
        text(html, true);
        out_.raw(is_block ? "</pre>\n" : "</code>");
    }

    std::string html_value(std::string_view written) const {
        return decoded(source_.undone(written));
    }

    bool has_tag(std::string_view html) const {
        for (std::size_t at = html.find('<'); at != html.npos; at = html.find('<', at + 1))
            if (read_tag(html.substr(at), false, [](std::string_view) { return std::string(); }))
                return true;
        return false;
    }

    void html_block(std::string_view html) {
        in_paragraph_ = is_loose_ = false;
        std::size_t done = 0;
        const auto flush = [&](std::size_t end) {
            if (end > done) text(decoded(html.substr(done, end - done)), false);
            done = end;
        };
        for (std::size_t at = html.find('<'); at != html.npos; at = html.find('<', at)) {
            std::size_t size = 0;
            flush(at);
            if (html.substr(at).starts_with("<!--")) {
                const std::size_t end = html.find("-->", at + 4);
                if (end != html.npos) size = end + 3 - at;
            } else {
                size = tag(html.substr(at), false);
            }
            if (size > 0) done = at + size;
            at += std::max<std::size_t>(size, 1);
        }
        flush(html.size());
        out_.raw("\n");
    }

    /// Writes the tag that `html` begins with, if the page may have it. Returns its size in bytes,
    /// otherwise 0.
    std::size_t tag(std::string_view html, bool within_line) {
        const std::optional<HtmlTag> read = read_tag(
            html, within_line, [this](std::string_view value) { return html_value(value); });
        if (!read || parts_.empty() || in_picture_ > 0) return 0;
        OpenElements& open = parts_.back().open;
        if (read->closes) return open.close(read->name, out_) ? read->size : 0;
        if (read->name == "img") {
            std::string width(read->value("width"));
            show_image(std::string(read->value("src")), read->value("alt"), width);
            return read->size;
        }
        if (read->is_void) {
            write_tag(out_, *read);
            return read->size;
        }
        std::string end = "</" + read->name + ">";
        if (read->name == "a" && !read->value("href").empty()) {
            if (in_link_ > 0) return 0;
            Html before = std::exchange(out_, Html());
            end = begin_link(schema::LinkKind::markdown, std::string(read->value("href")));
            --in_link_;  // it may be closed far away, or never
            std::swap(out_, before);
            if (!open.open(read->name, end)) return 0;
            out_.raw(before.take());
            return read->size;
        }
        if (!open.open(read->name, end)) return 0;
        write_tag(out_, *read);
        return read->size;
    }

    void link(cmark_node* node) {
        link_ends_.push_back(begin_link(schema::LinkKind::markdown,
                                        source_.undone(indexer::view(cmark_node_get_url(node)))));
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
        show_image(target, description, width);
    }

    void show_image(const std::string& target, std::string_view description,
                    const std::string& width) {
        if (is_web_address(target)) {  // not loaded: nothing of a note asks another machine
            out_.raw("<a class=\"outside\" rel=\"noopener noreferrer nofollow\"")
                .attribute("href", target)
                .raw(">")
                .text(description.empty() ? std::string_view(target) : description)
                .raw("</a>");
            return;
        }
        picture(has_scheme(target) ? "" : links_.picture(schema::LinkKind::image, target),
                description, width, target);
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
        if (footnotes_++ == 0) {
            if (!parts_.empty()) parts_.back().open.close_all(out_);
            out_.raw("<section class=\"footnotes\" aria-label=\"Footnotes\"><ol>\n");
        }
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
    std::map<std::uint32_t, const schema::Heading*> headings_;  // by their lines
    Html out_, behind_;
    Html before_;            // what was written before the title, while that is written
    bool is_title_ = false;  // of the heading that is being written
    int title_level_ = 0;    // of the heading that is the title; 0 = none is
    struct Part {
        cmark_node* node;
        OpenElements open;
    };
    std::vector<Part> parts_;  // what the walk is in, outermost first
    RenderedNote result_;
    bool in_mark_ = false, mark_has_id_ = false, highlighted_ = false;
    int in_link_ = 0, in_picture_ = 0;
    bool in_paragraph_ = false, is_loose_ = false;  // of the text that is being written
    std::vector<std::string> link_ends_;
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
