// What links may call each note, read once and kept for many links.
#pragma once

#include <chrono>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "indexer/schema/note_record.h"
#include "query/values/link_result.h"

namespace assay::query {

class LinkResolver;  // links/link_resolver.h
struct OpenIndex;    // open_index.h

/// For one state of the index, and any number of threads. A file that is not a note is noticed
/// after two seconds at the latest.
class LinkNames {
public:
    /// Reads the names of all notes. Throws Failure(index).
    LinkNames(OpenIndex& index, LinkContext context);
    ~LinkNames();

    /// Returns where a link in the note at `path` leads, by the rules of links_of(); without
    /// `title` and `nearest`. Needs the kind and the target of `link`. `newer`: the note itself, if
    /// it has changed since it was indexed; otherwise nullptr. Throws Failure: missing if no note
    /// has this path, index.
    ResolvedLink resolved(OpenIndex& index, std::string_view path, const schema::NoteRecord* newer,
                          const schema::Link& link);

private:
    std::mutex mutex_;  // the resolver lists files when it needs them
    std::unique_ptr<LinkResolver> resolver_;
    std::unordered_map<std::string_view, std::size_t> by_path_;  // keys: paths of the resolver
    std::chrono::steady_clock::time_point files_since_;
};

}  // namespace assay::query
