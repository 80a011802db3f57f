#include "cli/serve/served_note.h"

#include <algorithm>
#include <utility>

#include "cli/print/site_url.h"
#include "cli/terminal/shown_path.h"
#include "indexer/note/encoding.h"
#include "query/note_links.h"

namespace assay::cli {

ServedName served_name(Session& session, const std::string& given) {
    if (given.empty())
        throw Failure(missing_error("no note is named",
                                    "add note= with its path, the end of its path, or its title"));
    const std::string name = indexer::decode_name(given);
    Result<std::string> whole = query::find_note(session.index(), name);
    if (whole) return {*std::move(whole), {}};
    if (whole.error().kind != ErrorKind::missing) throw Failure(whole.error());
    if (const std::size_t sign = name.rfind('#'); sign != name.npos && sign > 0) {
        Result<std::string> path = query::find_note(session.index(), name.substr(0, sign));
        if (path) return {*std::move(path), name.substr(sign + 1)};
        if (path.error().kind != ErrorKind::missing) throw Failure(path.error());
    }
    throw Failure(query::unknown_note(session.index(), name));
}

ServedNote read_served(Session& session, const ServedName& name, const std::string& mark) {
    query::OpenIndex& index = session.index();
    const std::optional<std::uint64_t> indexed = query::indexed_hash(index, name.path);
    if (!indexed)
        throw Failure(missing_error("there is no note " + name.path, "search for its words"));
    ServedNote note;
    if (Result<indexer::NoteSource> source =
            indexer::read_source(session.root(), note_file_name(session.root(), name.path),
                                 name.path, *indexed, session.config()))
        note.source = *std::move(source);
    query::SearchRequest marked;
    marked.text = mark;
    marked = session.configured(std::move(marked));
    Result<query::NoteText> text =
        note.source && note.source->newer
            ? query::read_note(index, *note.source->newer, name.anchor, marked)
            : query::read_note(index, name.path, name.anchor, marked);
    if (!text) throw Failure(text.error());
    note.text = *std::move(text);
    set_url(note.text.hit, session.config().site_url);
    note.text.hit.file = note_file(session.root(), name.path);
    note.text.backlinks = query::linking_paths(index, name.path, session.link_context());
    note.text.hit.links_in = note.text.backlinks.size();
    note.text.hit.links_out = query::linked_note_count(index, name.path, session.link_context());
    return note;
}

}  // namespace assay::cli
