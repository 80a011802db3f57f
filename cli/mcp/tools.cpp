#include "cli/mcp/tools.h"

#include <algorithm>
#include <sstream>
#include <utility>
#include <vector>

#include "cli/mcp/arguments.h"
#include "cli/mcp/hit_list.h"
#include "cli/mcp/note_reading.h"
#include "cli/print/text_printer.h"
#include "query/note_links.h"
#include "query/note_lookup.h"
#include "query/searcher.h"

namespace assay::cli {
namespace {

/// The definition of the tool `name`; null if there is no such tool.
const Json* definition_of(const std::string& name) {
    for (const Json& each : tool_definitions())
        if (each["name"] == name) return &each;
    return nullptr;
}

/// The lines of print() without "assay: ".
template <class Print>
void add_lines(std::vector<std::string>& remarks, Print print) {
    std::ostringstream printed;
    print(printed);
    std::istringstream lines(printed.str());
    constexpr std::string_view program = "assay: ";
    for (std::string line; std::getline(lines, line);)
        remarks.push_back(line.starts_with(program) ? line.substr(program.size()) : line);
}

/// What a reader must know of an answer besides its hits; at most ten lines.
std::vector<std::string> remarks_on(const query::SearchResult& result,
                                    const query::SearchRequest& request, const Session& session) {
    constexpr std::size_t most = 10;
    std::vector<std::string> remarks;
    add_lines(remarks, [&](std::ostream& out) { print_remarks(out, result); });
    if (result.total + result.total_partial == 0)
        add_lines(remarks, [&](std::ostream& out) { print_nothing_found(out, result, request); });
    if (const std::size_t stale = session.stale_notes(); stale > 0)
        remarks.push_back(std::to_string(stale) + " changed notes are not indexed yet");
    if (remarks.size() > most) remarks.resize(most);
    return remarks;
}

query::SearchResult found(Result<query::SearchResult> answer) {
    if (!answer) throw Failure(answer.error());
    return *std::move(answer);
}

std::string note_of(Session& session, const Received& arguments) {
    const std::string given = text_argument(arguments, "note");
    const Result<std::string> path = query::find_note(session.index(), given);
    if (path) return *path;
    throw Failure(path.error().kind == ErrorKind::missing
                      ? query::unknown_note(session.index(), given)
                      : path.error());
}

ToolAnswer search(Session& session, const Received& arguments) {
    query::SearchRequest request;
    request.text = text_argument(arguments, "query");
    request.tags = list_argument(arguments, "tags");
    request.limit = count_argument(arguments, "limit", usual_mcp_hits);
    request.offset = count_argument(arguments, "offset", 0);
    request.plain = flag_argument(arguments, "plain");
    request.partial = query::Partial::fill_page;
    const query::SearchResult result =
        found(query::Searcher(session.index()).search(session.configured(request)));
    return hit_list(result, request, remarks_on(result, request, session));
}

/// A line for the links of the note at `path` that lead to no note.
std::vector<std::string> remarks_on_links(Session& session, const std::string& path) {
    std::string targets;
    for (const query::ResolvedLink& each :
         query::links_of(session.index(), path, session.link_context()))
        if (each.state == query::LinkState::wanted || each.state == query::LinkState::broken)
            targets.append(targets.empty() ? "" : ", ").append(each.link.target);
    if (targets.empty()) return {};
    return {"links to no note: " + targets};
}

ToolAnswer related(Session& session, const Received& arguments) {
    query::SearchRequest request;
    request.limit = usual_mcp_hits;
    request.offset = count_argument(arguments, "offset", 0);
    const std::string path = note_of(session, arguments), kind = text_argument(arguments, "kind");
    const query::SearchRequest configured = session.configured(request);
    query::SearchResult result;
    std::vector<std::string> remarks;
    std::string none = "no note is like " + path;
    if (kind == "links") {
        result = query::linked_notes(session.index(), path, configured);
        remarks = remarks_on_links(session, path);
        none = path + " links to no other note";
    } else if (kind == "backlinks") {
        result = query::backlinks(session.index(), path, configured);
        none = "no other note links to " + path;
    } else if (kind == "mentions") {
        result = query::mentions(session.index(), path, configured);
        none = "no other note names " + path + " without a link";
    } else {
        result = found(query::Searcher(session.index()).related(path, configured));
    }
    if (result.total == 0) remarks.push_back(std::move(none));
    return hit_list(result, request, remarks);
}

ToolAnswer reading_answer(const NoteReading& reading) {
    const std::string lines = reading.last < reading.first
                                  ? "empty"
                                  : "lines " + std::to_string(reading.first) + '-' +
                                        std::to_string(reading.last) + " of " +
                                        std::to_string(reading.count);
    ToolAnswer answer;
    answer.structured = {{"path", reading.path},
                         {"title", shortened(reading.title, 150)},
                         {"line", reading.first},
                         {"last_line", reading.last},
                         {"lines", reading.count}};
    const bool ends = reading.next.empty();
    answer.structured["next_line"] = ends ? Json(nullptr) : Json(std::stoul(reading.next));
    answer.structured["next"] = ends ? Json(nullptr) : Json(reading.next);
    answer.structured["text"] = reading.text;
    answer.text = shortened(reading.path, 300) + ", " + lines + '\n' + reading.text;
    if (!ends) answer.text += "more: lines " + reading.next + '\n';
    return answer;
}

ToolAnswer read(Session& session, const Received& arguments) {
    constexpr std::size_t usual_bytes = 20'000;
    ReadingRequest request{note_of(session, arguments), text_argument(arguments, "anchor"),
                           text_argument(arguments, "lines"),
                           count_argument(arguments, "max_bytes", usual_bytes)};
    ToolAnswer answer = reading_answer(read_lines(session, request));
    while (result_bytes(answer) > max_result_bytes) {
        request.most_bytes -= request.most_bytes / 10;  // JSON writes some characters with several
        answer = reading_answer(read_lines(session, request));
    }
    return answer;
}

ToolAnswer tags(Session& session, const Received& arguments) {
    query::SearchRequest request;
    request.text = text_argument(arguments, "query");
    request.limit = 0;
    request.partial = query::Partial::fill_page;
    request.facets = {"tag"};
    const query::SearchResult result =
        found(query::Searcher(session.index()).search(session.configured(request)));
    const std::vector<query::FacetCount>& counts = result.facets.front().counts;
    std::string text;
    for (const std::string& remark : remarks_on(result, request, session))
        text += shortened(remark, 300) + '\n';
    ToolAnswer answer;
    Json list = Json::array();
    std::size_t bytes = text.size() + 300;
    for (const query::FacetCount& tag : counts) {
        const std::string line = std::to_string(tag.count) + ' ' + shortened(tag.value, 1'000);
        Json item{{"tag", tag.value}, {"notes", tag.count}};
        bytes += one_line(item).size() + line.size() + 4;
        if (bytes > usual_result_bytes - 200 && !list.empty()) break;
        list.push_back(std::move(item));
        text += line + '\n';
    }
    const std::size_t more = counts.size() - list.size();
    if (more > 0)
        text += "more: " + std::to_string(more) + " tags with fewer notes; query \"#" +
                shortened(counts.front().value, 100) + "\" counts those of its notes\n";
    answer.structured = {{"total", counts.size()}, {"more", more}, {"tags", std::move(list)}};
    answer.text = std::move(text);
    if (counts.empty() && answer.text.empty()) answer.text = "no tags\n";
    return answer;
}

using Tool = ToolAnswer (*)(Session&, const Received&);

Tool tool_called(const std::string& name) {
    if (name == "search") return search;
    if (name == "read") return read;
    if (name == "tags") return tags;
    return related;
}

}  // namespace

bool is_tool(const std::string& name) { return definition_of(name) != nullptr; }

ToolAnswer call_tool(const std::string& name, const Received& arguments, const OpenSession& open) {
    if (const std::optional<Error> wrong =
            wrong_argument(arguments, (*definition_of(name))["inputSchema"]))
        return failed_answer(*wrong);
    try {
        Session session = open();
        return tool_called(name)(session, arguments);
    } catch (const Failure& failure) {
        return failed_answer(failure.error());
    }
}

}  // namespace assay::cli
