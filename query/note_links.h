// Questions about links: where those of a note lead, what links to a note, what names it without a
// link, and lists over all notes.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/schema/note_record.h"
#include "indexer/text/error.h"
#include "query/values/link_result.h"
#include "query/values/search_request.h"
#include "query/values/search_result.h"

namespace Xapian {
class Database;
}

namespace assay::query {

struct OpenIndex;  // open_index.h

/// Returns every link of the note at `path`, in the order of the note. Throws Failure: missing if
/// there is no such note, index.
std::vector<ResolvedLink> links_of(OpenIndex& index, std::string_view path,
                                   const LinkContext& context);

/// Returns the notes that link to the note at `path`, newest first; the passages are around these
/// links, in the order of the note, with the links marked. Uses the page and the passages of
/// `request`. Throws Failure as links_of.
SearchResult backlinks(OpenIndex& index, std::string_view path, const SearchRequest& request);

/// Returns the paths of the notes that link to the note at `path`, sorted. Throws Failure as
/// links_of.
std::vector<std::string> linking_paths(OpenIndex& index, std::string_view path,
                                       const LinkContext& context);

/// Returns the other notes that the note at `path` links to, newest first, without passages. Uses
/// the page of `request`. Throws Failure as links_of.
SearchResult linked_notes(OpenIndex& index, std::string_view path, const SearchRequest& request);

/// Returns how many other notes the note at `path` links to. Throws Failure as links_of.
std::size_t linked_note_count(OpenIndex& index, std::string_view path, const LinkContext& context);

/// Returns the notes that name the note at `path` by its title or an alias outside of links and
/// code, those first that are most like it; the passages are around these names. Throws Failure as
/// links_of.
///
/// All forms of the words count. But a single word that many notes have is a name only where its
/// case says so: as in the title, and not where a sentence begins.
SearchResult mentions(OpenIndex& index, std::string_view path, const SearchRequest& request);

/// Returns the targets that no note has, those with most links first, then by target.
std::vector<WantedNote> wanted_notes(OpenIndex& index, const LinkContext& context);

/// Returns the broken links of all notes, by path, line and column.
std::vector<ResolvedLink> broken_links(OpenIndex& index, const LinkContext& context);

LinkGraph link_graph(OpenIndex& index, const LinkContext& context);

/// Returns the broken links of notes that were read without an index, in their order. A record
/// needs its path, names, headings, anchors and links.
std::vector<ResolvedLink> broken_links(const std::vector<schema::NoteRecord>& notes,
                                       const LinkContext& context);

/// `request` with what filters and orders of links need of this state of the index, which must
/// outlive it. For query/ only.
SearchRequest with_links(SearchRequest request, const Xapian::Database& database);

/// Fills Hit::links_in and links_out, if the request wants them. For query/ only.
void count_links(const SearchRequest& request, OpenIndex& index, SearchResult& result);

/// Fills Hit::links_here and is_linked_here. For query/ only.
void note_linked(std::string_view path, const SearchRequest& request,
                 const Xapian::Database& database, SearchResult& result);

}  // namespace assay::query
