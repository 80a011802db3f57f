// Where links lead, as plain values.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/schema/note_record.h"

namespace assay::query {

/// What of a corpus the index does not know, and links may lead to.
struct LinkContext {
    std::string site_url;  // base of the permalinks; empty = none
    /// Returns the paths of all files below the root; called once, when a link needs it.
    std::function<std::vector<std::string>()> files;
};

/// Where a link leads.
enum class LinkState : std::uint8_t {
    note,
    attachment,  // a file that is not a note, or a folder
    outside,     // another place than the corpus
    wanted,      // a note that nobody has written yet
    broken,      // nothing, where there should be a file, a heading or a block
};
inline constexpr std::size_t link_states = 5;

/// "note", "attachment", "outside", "wanted", "broken".
std::string_view name_of(LinkState state);

/// By which rule a link was resolved, in the order in which they are tried.
enum class FoundBy : std::uint8_t {
    nothing,
    path,      // from the root
    relative,  // from the folder of the note, or the note itself
    suffix,    // the end of one path
    name,      // the name of one file, though it is in another folder
    title,
    alias,
    permalink,
};
std::string_view name_of(FoundBy by);

/// "wikilink", "embed", "markdown", "image", "address", "property".
std::string_view name_of(schema::LinkKind kind);

/// A link and where it leads.
struct ResolvedLink {
    std::string from;  // path of the note that it is in
    schema::Link link;
    LinkState state = LinkState::outside;
    FoundBy by = FoundBy::nothing;
    bool ambiguous = false;  // several notes have this name, and the nearest was taken
    std::string path;        // of the note or attachment, relative to the root; else empty
    std::string title;       // of the note
    std::string anchor;      // in the note, as Heading::anchor or NoteRecord::anchors; empty = its
                             // beginning
    std::string reason;      // broken: "there is no file nots/rain.md"
    std::string nearest;     // broken: what may have been meant; empty = nothing is near
};

/// A note that is linked to and does not exist.
struct WantedNote {
    std::string target;             // as most often written, without an anchor
    std::size_t links = 0;          // to it
    std::vector<std::string> from;  // paths of the notes with these links, sorted
};

/// All notes, and which link to which.
struct LinkGraph {
    struct Node {
        std::string path, title;
        std::size_t links_in = 0, links_out = 0;  // notes
    };
    struct Edge {
        std::size_t from = 0, to = 0;         // of nodes
        std::vector<schema::LinkKind> kinds;  // of the links between them, each once, in enum order
        std::size_t links = 0;
    };
    std::vector<Node> nodes;  // by path
    std::vector<Edge> edges;  // by from, then to; none from a note to itself
};

}  // namespace assay::query
