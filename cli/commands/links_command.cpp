#include <algorithm>
#include <optional>
#include <ostream>
#include <set>
#include <sstream>

#include "cli/commands/commands.h"
#include "cli/commands/exit_code.h"
#include "cli/commands/fresh_session.h"
#include "cli/commands/hit_list.h"
#include "cli/print/links_printer.h"
#include "cli/session/style.h"
#include "cli/terminal/pager.h"
#include "cli/terminal/shown_path.h"
#include "cli/terminal/terminal.h"
#include "query/note_links.h"
#include "query/searcher.h"

namespace assay::cli {
namespace {

/// The first `limit` of a list, and a line on stderr that there are more unless a limit was given.
template <class Each>
void cut(std::vector<Each>& list, const LinksOptions& options, std::ostream& err) {
    const std::size_t all = list.size();
    if (all <= options.request.limit) return;
    list.resize(options.request.limit);
    err << "assay: " << options.request.limit << " of " << all << '\n';
}

void print_path(std::ostream& out, const std::string& path, const LinksOptions& options,
                const ShownPaths& paths) {
    if (options.zero_separated) out << paths.shown_bytes(path) << '\0';
    else out << printable(paths.shown(path)) << '\n';
}

/// Prints links in the form that was asked for. `path_of`: what -l prints of a link.
template <class PathOf>
void print_list(std::ostream& out, const std::vector<query::ResolvedLink>& links,
                const LinksOptions& options, const LinksHead& head, Session& session,
                PathOf path_of) {
    const std::optional<Template> form = link_template(options.line_template);
    const ShownPaths paths(session.root());
    if (options.json) return print_json_links(out, head, links, paths);
    if (options.json_lines) return print_json_lines(out, links, paths);
    const indexer::Config& config = session.config();
    const TextStyle style = detect_style(options, config.hyperlink, session.root());
    std::ostringstream text;
    if (options.paths_only) {
        std::set<std::string> listed;
        for (const query::ResolvedLink& link : links)
            if (const std::string path = path_of(link); !path.empty() && listed.insert(path).second)
                print_path(text, path, options, paths);
    } else if (form) {
        print_template(text, links, *form, style);
    } else {
        print_links(text, links, style);
    }
    if (options.zero_separated) out << text.str();
    else show_paged(out, text.str(), style, {config.pager, options.no_pager});
}

int print_outgoing(const LinksOptions& options, std::ostream& out, std::ostream& err) {
    auto [session, name] = choose_note(options.note, options, err);
    std::vector<query::ResolvedLink> links =
        query::links_of(session.index(), name.path, session.link_context());
    const bool found = !links.empty();
    cut(links, options, err);
    print_list(out, links, options, {session.root().string(), "outgoing", name.path}, session,
               [](const query::ResolvedLink& link) {
                   return link.state == query::LinkState::note ? link.path : std::string();
               });
    if (!found && !options.json) err << "assay: " << printable(name.path) << " has no links\n";
    return found ? exit_ok : exit_nothing;
}

int print_broken(const LinksOptions& options, std::ostream& out, std::ostream& err) {
    Session session = fresh_session(options, err);
    std::vector<query::ResolvedLink> links =
        query::broken_links(session.index(), session.link_context());
    const bool found = !links.empty();
    cut(links, options, err);
    print_list(out, links, options, {session.root().string(), "broken", {}}, session,
               [](const query::ResolvedLink& link) { return link.from; });
    if (!found && !options.json) err << "assay: no link is broken\n";
    return found ? exit_ok : exit_nothing;
}

int print_wanted(const LinksOptions& options, std::ostream& out, std::ostream& err) {
    Session session = fresh_session(options, err);
    std::vector<query::WantedNote> notes =
        query::wanted_notes(session.index(), session.link_context());
    const bool found = !notes.empty();
    cut(notes, options, err);
    const indexer::Config& config = session.config();
    const TextStyle style = detect_style(options, config.hyperlink, session.root());
    if (options.json) {
        print_json_wanted(out, {session.root().string(), "wanted", {}}, notes);
    } else if (options.json_lines) {
        print_json_lines(out, notes);
    } else if (options.paths_only) {
        std::set<std::string> listed;  // the notes with such links
        for (const query::WantedNote& note : notes)
            listed.insert(note.from.begin(), note.from.end());
        for (const std::string& path : listed) print_path(out, path, options, style.paths);
    } else {
        std::ostringstream text;
        print_wanted(text, notes, style);
        show_paged(out, text.str(), style, {config.pager, options.no_pager});
    }
    if (!found && !options.json) err << "assay: every link to a note has its note\n";
    return found ? exit_ok : exit_nothing;
}

int print_graph(const LinksOptions& options, std::ostream& out, std::ostream& err) {
    Session session = fresh_session(options, err);
    const query::LinkGraph graph = query::link_graph(session.index(), session.link_context());
    const ShownPaths paths(session.root());
    if (options.dot) print_dot(out, graph);
    else if (options.json) print_json_graph(out, {session.root().string(), "graph", {}}, graph);
    else if (options.json_lines) print_json_lines(out, graph);
    else print_graph(out, graph, paths);
    return graph.edges.empty() ? exit_nothing : exit_ok;
}

/// Lists the notes that a filter of the query language finds.
int print_found(const std::string& filter, const std::string& list, const std::string& nothing,
                const LinksOptions& options, std::ostream& out, std::ostream& err) {
    Session session = fresh_session(options, err);
    query::SearchRequest request = session.configured(options.request);
    request.text = filter;
    request.passages = 0;
    Result<query::SearchResult> found = query::Searcher(session.index()).search(request);
    if (!found) throw Failure(found.error());
    const HitList form{options, options, options.limit_given};
    print_hits(out, err, *found, form, {session.root().string(), list, {}}, session);
    if (found->total == 0 && !options.json) err << "assay: " << nothing << '\n';
    return found->total > 0 ? exit_ok : exit_nothing;
}

}  // namespace

int run_command(const LinksOptions& options, std::ostream& out, std::ostream& err) {
    switch (options.list) {
        case LinkList::outgoing: return print_outgoing(options, out, err);
        case LinkList::orphans:
            return print_found("is:orphan", "orphans", "every note is linked from another", options,
                               out, err);
        case LinkList::dead_ends:
            return print_found("is:dead-end", "dead-ends", "every note links to another", options,
                               out, err);
        case LinkList::wanted: return print_wanted(options, out, err);
        case LinkList::broken: return print_broken(options, out, err);
        case LinkList::graph: break;
    }
    return print_graph(options, out, err);
}

}  // namespace assay::cli
