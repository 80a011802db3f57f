#include "cli/print/links_printer.h"

#include <algorithm>
#include <array>
#include <ostream>
#include <set>
#include <string_view>

#include "cli/print/json_parts.h"
#include "cli/terminal/text_layout.h"
#include "indexer/text/unicode.h"

namespace assay::cli {
namespace {

using query::LinkState;
using query::ResolvedLink;

constexpr std::array<std::string_view, query::link_states> headings{
    "notes", "attachments", "elsewhere", "notes to be", "broken"};

/// Returns what is said of the place a link leads to.
std::string where(const ResolvedLink& link, const ShownPaths& paths) {
    std::string text;
    switch (link.state) {
        case LinkState::note:
        case LinkState::attachment: text = "→ " + printable(paths.shown(link.path)); break;
        case LinkState::outside: break;
        case LinkState::wanted: text = "(no such note yet)"; break;
        case LinkState::broken: text = "(broken: " + printable(link.reason) + ")"; break;
    }
    if (link.by == query::FoundBy::title || link.by == query::FoundBy::alias ||
        link.by == query::FoundBy::permalink || link.by == query::FoundBy::name)
        text.append(" (by its ").append(query::name_of(link.by)).append(")");
    if (link.ambiguous) text += " (ambiguous: the nearest of several)";
    return text;
}

std::string place(const ResolvedLink& link) {
    return std::to_string(link.link.line) + ":" + std::to_string(link.link.column);
}

Json to_json(const ResolvedLink& link, const ShownPaths& paths) {
    return {
        {"from", link.from},
        {"file", file_or_null(paths.file(link.from))},
        {"line", link.link.line},
        {"column", link.link.column},
        {"kind", query::name_of(link.link.kind)},
        {"target", link.link.target},
        {"label", link.link.label},
        {"state", query::name_of(link.state)},
        {"path", or_null(link.path)},
        {"title", or_null(link.title)},
        {"by", link.by == query::FoundBy::nothing ? Json(nullptr) : Json(query::name_of(link.by))},
        {"ambiguous", link.ambiguous},
        {"reason", or_null(link.reason)},
        {"nearest", or_null(link.nearest)}};
}

Json to_json(const query::WantedNote& note) {
    return {{"target", note.target}, {"links", note.links}, {"from", note.from}};
}

Json to_json(const query::LinkGraph::Node& node) {
    return {{"path", node.path},
            {"title", node.title},
            {"links_in", node.links_in},
            {"links_out", node.links_out}};
}

Json to_json(const query::LinkGraph& graph, const query::LinkGraph::Edge& edge) {
    Json kinds = Json::array();
    for (const schema::LinkKind kind : edge.kinds) kinds.push_back(query::name_of(kind));
    return {{"from", graph.nodes[edge.from].path},
            {"to", graph.nodes[edge.to].path},
            {"kinds", std::move(kinds)},
            {"links", edge.links}};
}

/// Returns the object with its lists, all of them empty.
Json begin_object(const LinksHead& head, std::size_t total,
                  OffsetUnit unit = OffsetUnit::codepoints) {
    Json json = json_object("links");
    json["root"] = head.root;
    json["list"] = head.list;
    json["note"] = or_null(head.note);
    json["total"] = total;
    json["offsets"] = to_json(unit);
    for (const char* list : {"links", "hits", "wanted", "nodes", "edges"})
        json[list] = Json::array();
    return json;
}

struct LinkName {
    std::string_view name;
    std::string (*value)(const ResolvedLink&, const ShownPaths&);
};

constexpr std::array link_names{
    LinkName{"file", [](const ResolvedLink& link,
                        const ShownPaths& paths) { return paths.file(link.from); }},
    LinkName{"path", [](const ResolvedLink& link,
                        const ShownPaths& paths) { return paths.shown_bytes(link.from); }},
    LinkName{"note", [](const ResolvedLink& link, const ShownPaths&) { return link.from; }},
    LinkName{"line", [](const ResolvedLink& link,
                        const ShownPaths&) { return std::to_string(link.link.line); }},
    LinkName{"column", [](const ResolvedLink& link,
                          const ShownPaths&) { return std::to_string(link.link.column); }},
    LinkName{"kind", [](const ResolvedLink& link,
                        const ShownPaths&) { return std::string(query::name_of(link.link.kind)); }},
    LinkName{"target",
             [](const ResolvedLink& link, const ShownPaths&) { return link.link.target; }},
    LinkName{"label", [](const ResolvedLink& link, const ShownPaths&) { return link.link.label; }},
    LinkName{"state", [](const ResolvedLink& link,
                         const ShownPaths&) { return std::string(query::name_of(link.state)); }},
    LinkName{"to", [](const ResolvedLink& link, const ShownPaths&) { return link.path; }},
    LinkName{"title", [](const ResolvedLink& link, const ShownPaths&) { return link.title; }},
    LinkName{"by", [](const ResolvedLink& link,
                      const ShownPaths&) { return std::string(query::name_of(link.by)); }},
    LinkName{"reason", [](const ResolvedLink& link, const ShownPaths&) { return link.reason; }},
};

void print_state(std::ostream& out, const std::vector<ResolvedLink>& links, LinkState state,
                 const TextStyle& style) {
    const Palette palette(style.color);
    const auto count = std::count_if(links.begin(), links.end(),
                                     [&](const ResolvedLink& link) { return link.state == state; });
    if (count == 0) return;
    out << palette.title(std::string(headings[static_cast<std::size_t>(state)])) << ' '
        << palette.faint(std::to_string(count)) << '\n';
    for (const ResolvedLink& link : links) {
        if (link.state != state) continue;
        const std::string shown = printable(link.link.target) +
                                  (where(link, style.paths).empty() ? "" : " ") +
                                  where(link, style.paths);
        const std::string at = place(link);
        const std::size_t used = at.size() + 3;
        out << ' ' << palette.faint(at) << "  "
            << fit(shown, style.width - std::min(style.width, used)) << '\n';
    }
}

}  // namespace

std::optional<Template> link_template(const std::optional<std::string>& given) {
    if (!given) return std::nullopt;
    std::vector<std::string_view> names;
    for (const LinkName& each : link_names) names.push_back(each.name);
    return Template(*given, names);
}

void print_links(std::ostream& out, const std::vector<ResolvedLink>& links,
                 const TextStyle& style) {
    const bool of_one = std::all_of(links.begin(), links.end(), [&](const ResolvedLink& link) {
        return link.from == links.front().from;
    });
    if (style.terminal && of_one) {
        for (std::size_t state = 0; state < query::link_states; ++state)
            print_state(out, links, static_cast<LinkState>(state), style);
        return;
    }
    for (const ResolvedLink& link : links) {
        const std::string leads = where(link, style.paths);
        out << printable(style.paths.shown(link.from)) << ':' << place(link) << ": "
            << printable(link.link.target) << (leads.empty() ? "" : " ") << leads << '\n';
    }
}

void print_template(std::ostream& out, const std::vector<ResolvedLink>& links, const Template& line,
                    const TextStyle& style) {
    for (const ResolvedLink& link : links)
        out << line.filled([&](std::string_view name) {
            const auto row = std::find_if(link_names.begin(), link_names.end(),
                                          [&](const LinkName& each) { return each.name == name; });
            std::string value = row->value(link, style.paths);
            const bool names_file = name == "file" || name == "path" || name == "note";
            if (style.terminal || !names_file) return printable(value);
            if (line.has_line_end())
                std::replace_if(
                    value.begin(), value.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
            return value;
        });
}

void print_wanted(std::ostream& out, const std::vector<query::WantedNote>& notes,
                  const TextStyle& style) {
    for (const query::WantedNote& note : notes) {
        std::string from;
        for (const std::string& path : note.from)
            from.append(from.empty() ? "" : ", ").append(printable(style.paths.shown(path)));
        const std::string line =
            std::to_string(note.links) + "\t" + printable(note.target) + "\t" + from;
        if (!style.terminal) {
            out << line << '\n';
            continue;
        }
        const std::string count = std::to_string(note.links);
        const std::string padded =
            std::string(4 - std::min<std::size_t>(4, count.size()), ' ') + count;
        out << padded << "  "
            << fit(printable(note.target) + "  " + from,
                   style.width - std::min(style.width, padded.size() + 2))
            << '\n';
    }
}

void print_graph(std::ostream& out, const query::LinkGraph& graph, const ShownPaths& paths) {
    for (const query::LinkGraph::Edge& edge : graph.edges)
        out << printable(paths.shown(graph.nodes[edge.from].path)) << '\t'
            << printable(paths.shown(graph.nodes[edge.to].path)) << '\n';
}

void print_dot(std::ostream& out, const query::LinkGraph& graph) {
    const auto quoted = [](const std::string& text) {
        std::string escaped = "\"";
        for (const char c : printable(text)) {
            if (c == '"' || c == '\\') escaped.push_back('\\');
            escaped.push_back(c);
        }
        return escaped + "\"";
    };
    out << "digraph notes {\n";
    for (const query::LinkGraph::Node& node : graph.nodes)
        out << "  " << quoted(node.path) << " [label=" << quoted(node.title) << "];\n";
    for (const query::LinkGraph::Edge& edge : graph.edges)
        out << "  " << quoted(graph.nodes[edge.from].path) << " -> "
            << quoted(graph.nodes[edge.to].path) << ";\n";
    out << "}\n";
}

void print_json_links(std::ostream& out, const LinksHead& head,
                      const std::vector<ResolvedLink>& links, const ShownPaths& paths) {
    Json json = begin_object(head, links.size());
    for (const ResolvedLink& link : links) json["links"].push_back(to_json(link, paths));
    print_json_value(out, json, 2);
}

void print_json_wanted(std::ostream& out, const LinksHead& head,
                       const std::vector<query::WantedNote>& notes) {
    Json json = begin_object(head, notes.size());
    for (const query::WantedNote& note : notes) json["wanted"].push_back(to_json(note));
    print_json_value(out, json, 2);
}

void print_json_graph(std::ostream& out, const LinksHead& head, const query::LinkGraph& graph) {
    Json json = begin_object(head, graph.edges.size());
    for (const query::LinkGraph::Node& node : graph.nodes) json["nodes"].push_back(to_json(node));
    for (const query::LinkGraph::Edge& edge : graph.edges)
        json["edges"].push_back(to_json(graph, edge));
    print_json_value(out, json, 2);
}

void print_json_lines(std::ostream& out, const std::vector<ResolvedLink>& links,
                      const ShownPaths& paths) {
    for (const ResolvedLink& link : links) print_json_value(out, to_json(link, paths), -1);
}

void print_json_lines(std::ostream& out, const std::vector<query::WantedNote>& notes) {
    for (const query::WantedNote& note : notes) print_json_value(out, to_json(note), -1);
}

void print_json_lines(std::ostream& out, const query::LinkGraph& graph) {
    for (const query::LinkGraph::Edge& edge : graph.edges)
        print_json_value(out, to_json(graph, edge), -1);
}

void print_json_hits(std::ostream& out, const LinksHead& head, const query::SearchResult& result,
                     OffsetUnit unit) {
    Json json;
    if (head.note.empty()) {
        json = begin_object(head, result.total, unit);
    } else {
        json = json_object(head.list);
        json["root"] = head.root;
        json["note"] = head.note;
        json["total"] = result.total;
        json["offsets"] = to_json(unit);
        json["hits"] = Json::array();
    }
    for (const query::Hit& hit : result.hits) json["hits"].push_back(to_json(hit, unit));
    print_json_value(out, json, 2);
}

}  // namespace assay::cli
