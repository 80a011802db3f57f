// What the target of a link says by itself: an address, or a path and an anchor; and the terms by
// which a note is found that another note's link names. Where the link leads depends on the other
// notes, and is decided in query/links/.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/schema/note_record.h"

namespace assay::schema {

/// How the path of a target begins.
enum class LinkBase : std::uint8_t {
    outside,  // not a path: an address with a scheme, as in https://example.org or mailto:a@b.org
    self,     // no path: the note that the link is in
    root,     // "/a/b": from the root of the corpus, or of the site
    dots,     // "./a" or "../a": from the folder of the note
    plain,    // "a/b"
};

struct LinkTarget {
    LinkBase base = LinkBase::plain;
    std::string path;    // link_path(), with ".." at its beginning only
    std::string anchor;  // after '#', decoded; empty = none
};

/// True for links whose targets Obsidian reads ([[…]]); the others are URLs.
bool is_wiki(LinkKind kind);

/// Takes the target of a link apart.
LinkTarget link_target(LinkKind kind, std::string_view written);

/// Returns a path as links are compared: %20 and other escapes decoded, "." and ".." resolved as
/// far as possible, each name folded (fold_path), and the last without the ending of a note (.md,
/// .markdown, .mdx).
std::string link_path(std::string_view path);

/// Returns the folder of a link_path, or of a path; empty for the root.
std::string_view folder_of(std::string_view path);

/// Returns `path` seen from `folder`, both link_path; nullopt when it leaves the root.
std::optional<std::string> joined_path(std::string_view folder, std::string_view path);

/// Returns the last name of a path.
std::string_view last_name(std::string_view path);

/// Returns the host of an address, in lower case; empty unless it is http or https.
std::string host_of(std::string_view address);

/// Returns the address without "https://" or another scheme; a path as it is.
std::string_view without_scheme(std::string_view address);

/// What a link_term says of the notes that have it. Names are last names of a link_path.
enum class LinkTerm : char {
    wiki = 'w',      // a link of Obsidian with this name
    relative = 'm',  // a link of Markdown with this name
    root = 'a',      // likewise, that begins with '/'
    host = 'h',      // a link to an address at this host
    anchored = '#',  // a link with an anchor; no name
};

/// Returns the term of notes that have such a link. `name` is hashed to 48 bits, because many names
/// are long and each would be stored twice: whoever needs to be sure compares the links themselves.
std::string link_term(LinkTerm what, std::string_view name);

/// Returns the term of notes whose file has this name, hashed likewise.
std::string link_name_term(std::string_view name);

/// Returns the last names, folded (link_path), of the permalink of a note and of its aliases.
std::vector<std::string> other_link_names(std::string_view permalink,
                                          const std::vector<std::string>& aliases);

/// Returns the term of notes that have `name` among other_link_names.
std::string other_link_name_term(std::string_view name);

}  // namespace assay::schema
