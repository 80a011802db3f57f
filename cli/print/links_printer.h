// Where links lead, as text and as JSON.
#pragma once

#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "cli/print/template.h"
#include "cli/terminal/columns.h"
#include "cli/terminal/shown_path.h"
#include "cli/terminal/terminal.h"
#include "query/values/link_result.h"
#include "query/values/search_result.h"

namespace assay::cli {

/// Returns the --template of `assay links`; nullopt if it is not given.
std::optional<Template> link_template(const std::optional<std::string>& given);

/// On a terminal, prints the links by where they lead: notes, attachments, other places, notes to
/// be, broken ones. Otherwise prints one line a link: "path:line:column: target → where".
void print_links(std::ostream& out, const std::vector<query::ResolvedLink>& links,
                 const TextStyle& style);
void print_template(std::ostream& out, const std::vector<query::ResolvedLink>& links,
                    const Template& line, const TextStyle& style);

/// Prints a line for each: how many links, the target, and the notes with them.
void print_wanted(std::ostream& out, const std::vector<query::WantedNote>& notes,
                  const TextStyle& style);

/// Prints a line for each edge: two paths with a tab between.
void print_graph(std::ostream& out, const query::LinkGraph& graph, const ShownPaths& paths);

/// Prints the graph in the language of Graphviz.
void print_dot(std::ostream& out, const query::LinkGraph& graph);

/// What the object of `assay links --json` says besides its links.
struct LinksHead {
    std::string root, list;  // "outgoing", "wanted", "broken"
    std::string note;        // path; empty for a list of the corpus
};
void print_json_links(std::ostream& out, const LinksHead& head,
                      const std::vector<query::ResolvedLink>& links, const ShownPaths& paths);
void print_json_wanted(std::ostream& out, const LinksHead& head,
                       const std::vector<query::WantedNote>& notes);
void print_json_graph(std::ostream& out, const LinksHead& head, const query::LinkGraph& graph);

/// Prints one link, note or edge a line, as in the object.
void print_json_lines(std::ostream& out, const std::vector<query::ResolvedLink>& links,
                      const ShownPaths& paths);
void print_json_lines(std::ostream& out, const std::vector<query::WantedNote>& notes);
void print_json_lines(std::ostream& out, const query::LinkGraph& graph);

/// Prints hits as `assay backlinks`, `mentions` and `links --orphans` do: `head.list` is the name
/// of the object, or of the list of `links`.
void print_json_hits(std::ostream& out, const LinksHead& head, const query::SearchResult& result,
                     OffsetUnit unit);

}  // namespace assay::cli
