#include "cli/serve/note_page.h"

#include <algorithm>
#include <optional>

#include "cli/print/line_range.h"
#include "cli/print/source_marks.h"
#include "cli/serve/page_frame.h"
#include "cli/serve/rendered_note.h"
#include "cli/serve/request_parameters.h"
#include "cli/serve/served_note.h"
#include "indexer/text/limits.h"
#include "query/searcher.h"

namespace assay::cli {
namespace {

std::set<std::string> folded_tags(const query::Hit& hit) {
    std::set<std::string> tags;
    for (const std::string& tag : hit.tags) tags.insert(schema::fold_tag(tag));
    return tags;
}

std::string unescaped_target(std::string_view target) {
    const Result<WebAddress> read =
        read_address("/" + std::string(target.substr(0, target.find('#'))));
    return read ? read->path.substr(1) : std::string(target);
}

class NotePage {
public:
    NotePage(Session& session, Pictures& pictures) : session_(session), pictures_(pictures) {}

    /// The HTML of a note or of the lines of one of its sections.
    RenderedNote render(const ServedNote& note, SourcePart part, std::string id_prefix,
                        std::size_t depth) {
        const std::string& path = note.text.hit.path;
        const SourceLines lines(note.source->text);
        const std::uint32_t first = std::max(part.first, note.source->body_line);
        NoteMarkdown markdown;
        markdown.first_line = first;
        markdown.headings = note.text.headings;
        markdown.tags = folded_tags(note.text.hit);
        markdown.id_prefix = std::move(id_prefix);
        if (first <= part.last) {
            const std::size_t begin = lines.range(first).begin, end = lines.range(part.last).end;
            markdown.body = lines.text().substr(begin, end - begin);
            for (const SourceMark& mark : source_marks(note.text, lines, note.source->body_line))
                if (mark.range.begin >= begin && mark.range.end <= end)
                    markdown.marks.push_back({mark.range.begin - begin, mark.range.end - begin});
        }
        RenderedNote rendered = render_note(markdown, links_of(path));
        put_embedded(rendered, path, depth);
        return rendered;
    }

private:
    NoteLinks links_of(const std::string& path) {
        return {
            [path](std::string_view target) {
                return written_address("/goto", {{"note", std::string(target)}, {"from", path}});
            },
            [path](std::string_view target) -> std::string {
                if (target.starts_with('#')) return "#" + escaped_value(target.substr(1));
                const std::optional<std::string> to = path_from(path, unescaped_target(target));
                if (!to) return {};
                const std::size_t sign = target.find('#');
                return written_address(
                    "/goto",
                    {{"note", *to + (sign == target.npos ? std::string()
                                                         : std::string(target.substr(sign)))},
                     {"from", path}});
            },
            [this, path](std::string_view target) -> std::string {
                const std::string found =
                    pictures_.find(unescaped_target(target), path, session_.config());
                return found.empty() ? std::string() : escaped_path("/picture/" + found);
            }};
    }

    void put_embedded(RenderedNote& rendered, const std::string& path, std::size_t depth) {
        constexpr std::size_t most_levels = 3;
        for (auto each = rendered.embedded.rbegin(); each != rendered.embedded.rend(); ++each) {
            Html html;
            const std::string address =
                written_address("/goto", {{"note", each->target}, {"from", path}});
            std::string inside;
            if (depth < most_levels && embedded_ < text::max_embedded_notes)
                inside = embedded_note(each->target, path, depth);
            if (inside.empty()) {
                write_link(html, address, each->target, "wikilink");
            } else {
                html.raw(each->in_paragraph ? "</p>" : "")
                    .raw("<section class=\"embedded\"")
                    .attribute("aria-label", each->target)
                    .raw("><p class=\"source\">");
                write_link(html, address, each->target, "wikilink");
                html.raw("</p>")
                    .raw(inside)
                    .raw("</section>")
                    .raw(each->in_paragraph ? "<p dir=\"auto\">" : "");
            }
            rendered.html.insert(each->offset, html.take());
        }
    }

    /// Empty if there is no such note, or it cannot be shown here.
    std::string embedded_note(const std::string& target, const std::string& from,
                              std::size_t depth) {
        ++embedded_;
        try {
            const ServedName name = linked_name(session_, target, from);
            if (name.path == from) return {};
            const ServedNote note = read_served(session_, name, "");
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

    Session& session_;
    Pictures& pictures_;
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
        write_link(html, escaped_path("/note/" + hit.path),
                   hit.title.empty() ? hit.path : hit.title);
        html.raw("</li>");
    }
    html.raw("</ul></section>");
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
    const std::string title = hit.title.empty() ? hit.path : hit.title;
    std::size_t marks = 0;
    Html article;
    if (note.source && note.source->text.size() <= text::max_rendered_bytes) {
        const SourceLines lines(note.source->text);
        RenderedNote rendered =
            NotePage(*session, pictures).render(note, note_part(note.text, lines, false), "", 0);
        marks = rendered.marks;
        article.raw(rendered.html);
    } else {
        article.raw("<pre class=\"plain\">");
        write_marked(article, note.text.text, note.text.marks);
        article.raw("</pre>");
    }
    Html html;
    html.raw("<div class=\"reading\"><article lang=\"")
        .text(hit.lang.empty() ? "und" : hit.lang)
        .raw("\"><h1 dir=\"auto\">")
        .text(title)
        .raw("</h1>");
    write_about(html, hit, can_open);
    if (mistake) html.raw("<p class=\"mistake\">").text(mistake->message).raw("</p>");
    write_marks_bar(html, marks, query, address);
    write_front_matter(html, note);
    html.raw("<div class=\"note\">")
        .raw(article.take())
        .raw("</div></article><aside aria-label=\"About this note\">");
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

HttpResponse goto_note(SessionPool& pool, const WebAddress& address) {
    refuse_unknown(address, {"note", "from"});
    const SessionPool::Loan session = pool.borrow();
    const ServedName name =
        linked_name(*session, std::string(address.value("note")), address.value("from"));
    HttpResponse response{303, {}, {}};
    response.headers.emplace_back(
        "Location", escaped_path("/note/" + name.path) +
                        (name.anchor.empty() ? "" : "#" + escaped_value(name.anchor)));
    return response;
}

}  // namespace assay::cli
