#include "cli/serve/note_page.h"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

#include "cli/print/line_range.h"
#include "cli/print/source_marks.h"
#include "cli/serve/page_frame.h"
#include "cli/serve/rendered_note.h"
#include "cli/serve/request_parameters.h"
#include "cli/serve/served_note.h"
#include "indexer/schema/link_target.h"
#include "indexer/text/limits.h"
#include "query/language/query_string.h"
#include "query/link_names.h"
#include "query/note_links.h"
#include "query/searcher.h"

namespace assay::cli {
namespace {

std::set<std::string> folded_tags(const query::Hit& hit) {
    std::set<std::string> tags;
    for (const std::string& tag : hit.tags) tags.insert(schema::fold_tag(tag));
    return tags;
}

const std::string& shown_title(const query::Hit& hit) {
    return hit.title.empty() ? hit.path : hit.title;
}

/// Where a link leads, in the form of the page.
ShownLink shown_link(const query::ResolvedLink& link, const std::string& on_page) {
    const auto address_of_note = [&] {
        const std::string anchor = link.anchor.empty() ? "" : "#" + escaped_value(link.anchor);
        if (link.path == on_page) return anchor.empty() ? std::string("#main") : anchor;
        return escaped_path("/note/" + link.path) + anchor;
    };
    switch (link.state) {
        case query::LinkState::note:
            return {
                address_of_note(), schema::is_wiki(link.link.kind) ? "wikilink" : "", {}, false};
        case query::LinkState::wanted: return {{}, "wanted", "not written yet", false};
        case query::LinkState::broken:
            return {link.path.empty() ? std::string() : address_of_note(), "broken", link.reason,
                    false};
        case query::LinkState::attachment: return {{}, "unresolved", "a file: " + link.path, false};
        case query::LinkState::outside: break;
    }
    if (is_web_address(link.link.target)) return {link.link.target, "outside", {}, true};
    return {{}, "unresolved", {}, false};
}

class NotePage {
public:
    /// `path`: of the note that the page is about.
    NotePage(const SessionPool::Loan& session, Pictures& pictures, std::string path)
        : session_(session), pictures_(pictures), on_page_(std::move(path)) {}

    /// The HTML of a note or of the lines of one of its sections.
    RenderedNote render(const ServedNote& note, SourcePart part, std::string id_prefix,
                        std::size_t depth) {
        const SourceLines lines(note.source->text);
        const std::uint32_t first = std::max(part.first, note.source->body_line);
        NoteMarkdown markdown;
        markdown.first_line = first;
        markdown.headings = note.text.headings;
        markdown.tags = folded_tags(note.text.hit);
        markdown.id_prefix = std::move(id_prefix);
        markdown.raw_html = session_->config().raw_html;
        if (depth == 0) markdown.title = shown_title(note.text.hit);
        if (first <= part.last) {
            const std::size_t begin = lines.range(first).begin, end = lines.range(part.last).end;
            markdown.body = lines.text().substr(begin, end - begin);
            for (const SourceMark& mark : source_marks(note.text, lines, note.source->body_line))
                if (mark.range.begin >= begin && mark.range.end <= end)
                    markdown.marks.push_back({mark.range.begin - begin, mark.range.end - begin});
        }
        RenderedNote rendered = render_note(markdown, links_of(note));
        put_embedded(rendered, note, depth);
        return rendered;
    }

private:
    /// Where a link of the note leads, by the rules of assay links.
    query::ResolvedLink resolved(const ServedNote& from, schema::LinkKind kind,
                                 std::string_view target) {
        const std::string& path = from.text.hit.path;
        const auto key = std::tuple(path, schema::is_wiki(kind), std::string(target));
        if (const auto known = resolved_.find(key); known != resolved_.end()) return known->second;
        schema::Link link;
        link.kind = kind;
        link.target = target;
        const schema::NoteRecord* const newer =
            from.source && from.source->newer ? &*from.source->newer : nullptr;
        return resolved_
            .emplace(key, session_.facts().link_names(*session_).resolved(session_->index(), path,
                                                                          newer, link))
            .first->second;
    }

    /// The address of a picture; empty for another file.
    std::string picture_address(const query::ResolvedLink& link) {
        return link.state == query::LinkState::attachment &&
                       pictures_.has(link.path, session_->config())
                   ? escaped_path("/picture/" + link.path)
                   : std::string();
    }

    NoteLinks links_of(const ServedNote& note) {
        return {[this, &note](schema::LinkKind kind, std::string_view target) {
                    const query::ResolvedLink link = resolved(note, kind, target);
                    if (std::string picture = picture_address(link); !picture.empty())
                        return ShownLink{std::move(picture), {}, {}, false};
                    return shown_link(link, on_page_);
                },
                [this, &note](schema::LinkKind kind, std::string_view target) {
                    return picture_address(resolved(note, kind, target));
                }};
    }

    void put_embedded(RenderedNote& rendered, const ServedNote& note, std::size_t depth) {
        constexpr std::size_t most_levels = 3;
        for (auto each = rendered.embedded.rbegin(); each != rendered.embedded.rend(); ++each) {
            Html html;
            const query::ResolvedLink link = resolved(note, schema::LinkKind::embed, each->target);
            const ShownLink shown = shown_link(link, on_page_);
            std::string inside;
            if (depth < most_levels && embedded_ < text::max_embedded_notes)
                inside = embedded_note(link, depth);
            const auto write_source = [&] {
                if (!shown.address.empty()) {
                    write_link(html, shown.address, each->target, shown.class_name);
                } else {
                    html.raw("<span")
                        .attribute("class", shown.class_name)
                        .attribute("title", shown.remark)
                        .raw(">")
                        .text(each->target)
                        .raw("<span class=\"hidden\"> (")
                        .text(shown.remark)
                        .raw(")</span></span>");
                }
            };
            if (inside.empty()) {
                write_source();
            } else {
                html.raw(each->in_paragraph ? "</p>" : "")
                    .raw("<section class=\"embedded\"")
                    .attribute("aria-label", each->target)
                    .raw("><p class=\"source\">");
                write_source();
                html.raw("</p>")
                    .raw(inside)
                    .raw("</section>")
                    .raw(each->in_paragraph ? "<p dir=\"auto\">" : "");
            }
            rendered.html.insert(each->offset, html.take());
        }
    }

    /// Empty if there is no such note, or it cannot be shown here.
    std::string embedded_note(const query::ResolvedLink& link, std::size_t depth) {
        if (link.state != query::LinkState::note || link.path == link.from) return {};
        ++embedded_;
        try {
            const ServedName name{link.path, link.anchor.starts_with('^') ? "" : link.anchor};
            const ServedNote note = read_served(*session_, name, "");
            if (!note.source) return {};
            const SourceLines lines(note.source->text);
            const SourcePart part = note_part(note.text, lines, !name.anchor.empty());
            constexpr std::size_t most_bytes = 64U << 10U;
            if (part.last >= part.first &&
                lines.range(part.last).end - lines.range(part.first).begin > most_bytes)
                return {};
            return render(note, part, "e" + std::to_string(embedded_) + "-", depth + 1).html;
        } catch (const Failure&) {
            return {};  // a link instead, which says what is wrong
        }
    }

    const SessionPool::Loan& session_;
    Pictures& pictures_;
    const std::string on_page_;
    std::map<std::tuple<std::string, bool, std::string>, query::ResolvedLink>
        resolved_;  // by the note, whether it is Obsidian's, and the target
    std::size_t embedded_ = 0;
};

void write_about(Html& html, const query::Hit& hit, bool can_open) {
    html.raw("<p class=\"about\">");
    if (hit.created) html.raw("Created <time>").text(hit.created->substr(0, 10)).raw("</time>, ");
    html.raw("changed <time>")
        .text(hit.updated.substr(0, 10))
        .raw("</time>, ")
        .text(counted(hit.words, "word", "words"));
    if (!hit.lang.empty()) html.raw(", ").text(hit.lang);
    html.raw(". <bdi class=\"path\">").text(hit.path).raw("</bdi>");
    for (const std::string& tag : hit.tags) {
        html.raw(" ");
        write_link(html, written_address("/", {{"tag", tag}}), "#" + tag, "tag");
    }
    html.raw("</p>");
    if (!hit.url.empty())
        html.raw("<p class=\"about\"><a rel=\"noopener noreferrer\" class=\"outside\"")
            .attribute("href", hit.url)
            .raw(">")
            .text(hit.url)
            .raw("</a></p>");
    if (can_open)
        html.raw(
                "<form id=\"open\" method=\"post\" action=\"/open\"><input type=\"hidden\" "
                "name=\"note\"")
            .attribute("value", hit.path)
            .raw(
                "><input type=\"hidden\" name=\"line\" value=\"1\"><button>Open in the "
                "editor</button></form>");
}

void write_marks_bar(Html& html, std::size_t marks, const std::string& query,
                     const WebAddress& address) {
    if (query.empty()) return;
    html.raw("<div id=\"marks\" role=\"group\" aria-label=\"Places found\"")
        .attribute("data-marks", std::to_string(marks))
        .raw("><span id=\"place\">")
        .text(counted(marks, "place", "places"))
        .raw("</span> for <q>")
        .text(query)
        .raw("</q> ");
    if (marks > 0)
        html.raw("<a class=\"button\" id=\"previous\" href=\"#m")
            .number(marks)
            .raw(
                "\" aria-label=\"Previous place\">↑</a> <a class=\"button\" id=\"next\" "
                "href=\"#m1\" aria-label=\"Next place\">↓</a> ");
    html.raw("<a class=\"button\" id=\"clear\"")
        .attribute("href", escaped_path(address.path))
        .raw(" aria-label=\"Take the marks away\">×</a></div>");
}

void write_outline(Html& html, const std::vector<schema::Heading>& headings) {
    if (headings.size() < 2) return;
    html.raw(
        "<nav class=\"outline\" aria-labelledby=\"outline\"><h2 id=\"outline\">Outline</h2><ol>");
    for (const schema::Heading& heading : headings)
        html.raw("<li class=\"level-")
            .number(heading.level)
            .raw("\"><a")
            .attribute("href", "#" + escaped_value(heading.anchor))
            .raw(">")
            .text(heading.text)
            .raw("</a></li>");
    html.raw("</ol></nav>");
}

void write_notes(Html& html, const std::vector<query::Hit>& hits, std::string_view title,
                 std::string_view id) {
    if (hits.empty()) return;
    html.raw("<section aria-labelledby=\"")
        .raw(id)
        .raw("\"><h2 id=\"")
        .raw(id)
        .raw("\">")
        .raw(title)
        .raw("</h2><ul>");
    for (const query::Hit& hit : hits) {
        html.raw("<li>");
        write_link(html, escaped_path("/note/" + hit.path), shown_title(hit));
        html.raw("</li>");
    }
    html.raw("</ul></section>");
}

/// Writes notes with the passages in which they link to this one, or name it. `filter`: of the
/// query language, for those that are not shown.
void write_linking(Html& html, const query::SearchResult& notes, const std::string& title,
                   const std::string& id, const std::string& filter) {
    if (notes.hits.empty()) return;
    html.raw("<section class=\"linking\"")
        .attribute("aria-labelledby", id)
        .raw("><h2")
        .attribute("id", id)
        .raw(">")
        .text(title)
        .raw(" <span class=\"count\">")
        .number(notes.total)
        .raw("</span></h2><ul>");
    for (const query::Hit& hit : notes.hits) {
        const std::string address = escaped_path("/note/" + hit.path);
        html.raw("<li dir=\"auto\">");
        write_link(html, address, shown_title(hit));
        for (const query::Passage& passage : hit.passages) write_passage(html, passage, address);
        if (hit.more_passages > 0)
            html.raw("<p class=\"more\">")
                .text(counted(hit.more_passages, "more place", "more places"))
                .raw("</p>");
        html.raw("</li>");
    }
    html.raw("</ul>");
    if (notes.total > notes.hits.size()) {
        html.raw("<p>");
        write_link(html, written_address("/", {{"q", filter}}),
                   "All " + counted(notes.total, "note", "notes"));
        html.raw("</p>");
    }
    html.raw("</section>");
}

void write_linking_notes(Html& html, Session& session, const std::string& path) {
    query::SearchRequest request;
    request.limit = 20;
    request.passages = 3;
    request = session.configured(std::move(request));
    const auto filter = [&](const char* name) {
        return name + query::written_value(path, query::QueryNode::Kind::linked);
    };
    write_linking(html, query::backlinks(session.index(), path, request), "Backlinks", "backlinks",
                  filter("links:"));
    write_linking(html, query::mentions(session.index(), path, request), "Mentions", "mentions",
                  filter("mentions:"));
}

void write_front_matter(Html& html, const ServedNote& note) {
    if (!note.source || note.source->body_line <= 1) return;
    const SourceLines lines(note.source->text);
    const std::uint32_t last = std::min(note.source->body_line - 1, lines.count());
    if (last == 0) return;
    html.raw("<details class=\"front-matter\"><summary>Front matter</summary><pre tabindex=\"0\">")
        .text(lines.text().substr(0, lines.range(last).end))
        .raw("</pre></details>");
}

}  // namespace

HttpResponse note_page(SessionPool& pool, Pictures& pictures, const WebAddress& address,
                       bool can_open) {
    refuse_unknown(address, {"q"});
    const SessionPool::Loan session = pool.borrow();
    const std::string query(address.value("q"));
    const ServedName name{address.path.substr(std::string_view("/note/").size()), {}};
    std::optional<Error> mistake;
    ServedNote note;
    try {
        note = read_served(*session, name, query);
    } catch (const Failure& failure) {
        if (failure.error().kind != ErrorKind::query) throw;
        mistake = failure.error();
        note = read_served(*session, name, "");
    }
    const query::Hit& hit = note.text.hit;
    const std::string& title = shown_title(hit);
    std::string heading, heading_id;
    std::size_t marks = 0;
    Html article;
    if (note.source && note.source->text.size() <= text::max_rendered_bytes) {
        const SourceLines lines(note.source->text);
        RenderedNote rendered = NotePage(session, pictures, hit.path)
                                    .render(note, note_part(note.text, lines, false), "", 0);
        marks = rendered.marks;
        heading = std::move(rendered.heading);
        heading_id = std::move(rendered.heading_id);
        article.raw(rendered.html);
    } else {
        article.raw("<pre class=\"plain\">");
        write_marked(article, note.text.text, note.text.marks);
        article.raw("</pre>");
    }
    Html html;
    html.raw("<div class=\"reading\"><div><article")
        .attribute("lang", hit.lang.empty() ? "und" : hit.lang)
        .raw("><h1 dir=\"auto\"");
    if (!heading_id.empty()) html.attribute("id", heading_id);
    html.raw(">");
    if (heading.empty()) html.text(title);
    else html.raw(heading);
    html.raw("</h1>");
    write_about(html, hit, can_open);
    if (mistake) html.raw("<p class=\"mistake\">").text(mistake->message).raw("</p>");
    write_marks_bar(html, marks, query, address);
    write_front_matter(html, note);
    html.raw("<div class=\"note\">").raw(article.take()).raw("</div></article>");
    write_linking_notes(html, *session, hit.path);
    html.raw("</div><aside aria-label=\"About this note\">");
    write_outline(html, note.text.headings);
    query::SearchRequest similar;
    similar.limit = 6;
    similar.passages = 0;
    if (const Result<query::SearchResult> related =
            query::Searcher(session->index())
                .related(hit.path, session->configured(std::move(similar))))
        write_notes(html, related->hits, "Related", "related");
    html.raw("</aside></div>");
    return framed({title, query, {}, pool.problem(), "note"}, html.take());
}

}  // namespace assay::cli
