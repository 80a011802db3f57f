// Finds the notes below a folder.
#pragma once

#include <cstdint>
#include <ctime>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/beneath.h"
#include "indexer/text/error.h"

namespace assay::indexer {

struct NoteFile {
    std::string path;   // the note's identity: relative to the root, '/'-separated, UTF-8
    std::string place;  // where NoteRoot opens it, if that is not `path`: its name in the bytes of
                        // the file system, or the target of a link; else empty
    std::int64_t mtime_ns = 0;     // last change of its content, since 1970
    std::int64_t ctime_ns = 0;     // last change of its content, name or rights
    std::uint64_t size = 0;        // bytes
    bool has_other_names = false;  // links, through which it may change unnoticed by a watcher

    /// Returns its content; see NoteRoot::read. `root` is that of the walk that found it. Does not
    /// follow links that were created after the walk.
    std::string read_from(const NoteRoot& root, std::uint64_t most_bytes) const;
};

/// What a walk found besides the notes.
struct CorpusWalk {
    std::vector<std::string>
        folders;  // absolute, including the root, by names without links; unsorted
    std::vector<Error>
        problems;  // for unreadable notes and folders, and notes whose path another note has
    std::vector<std::string>
        unread;  // folders and notes that permissions forbid to read; relative to the root
    std::vector<std::string>
        outside;  // links to places outside the root, not followed; relative to the root
    std::shared_ptr<const NoteRoot> root;
};

/// Called once for each note of a walk. The order depends only on the names of notes and folders: a
/// folder's notes by name, then its folders, last what is reached by links or has another path than
/// name.
using NoteVisitor = std::function<void(NoteFile&& note)>;

/// Finds *.md, *.markdown and *.mdx below `root` (absolute), in any case. Leaves out names that
/// begin with a dot, paths that match `exclude` (globs, glob.h), and files that are not regular.
/// Follows symbolic links to places inside the root, and to other places if `follow_links` is set.
/// Visits no file or folder twice, and no two notes of one path. Keeps eight bytes for each note,
/// and whole those that it visits last. Throws Failure: usage if `root` is not a folder; io if a
/// folder cannot be listed for a reason other than its permissions, because its notes would seem to
/// be deleted.
CorpusWalk walk_notes(const std::filesystem::path& root, const std::vector<std::string>& exclude,
                      bool follow_links, const NoteVisitor& visit);

struct CorpusListing : CorpusWalk {
    std::vector<NoteFile> notes;  // by path
};

/// Does the same, and returns the notes.
CorpusListing list_notes(const std::filesystem::path& root,
                         const std::vector<std::string>& exclude = {}, bool follow_links = false);

/// Lists those of `names` that list_notes would list, without a walk. They are relative to `root`,
/// in the bytes of the file system; the files may be gone. Returns nullopt if only a walk can tell:
/// a part of a name is a link, is not UTF-8, or cannot be looked at. Throws Failure(usage) if
/// `root` is not a folder.
std::optional<CorpusListing> list_named_notes(const std::filesystem::path& root,
                                              const std::vector<std::string>& names,
                                              const std::vector<std::string>& exclude);

/// Returns the whole content of a file. Follows links. Throws ReadFailure.
std::string read_file(const std::filesystem::path& file);

/// Returns the content of one note, which is opened as list_notes would. `name` is relative to
/// `root`, in the bytes of the file system. Follows links to places inside the root, and to other
/// places if `follow_links` is set. Throws ReadFailure, also for a link to a place outside.
std::string read_note_file(const std::filesystem::path& root, const std::string& name,
                           bool follow_links, std::uint64_t most_bytes);

/// Returns the time as nanoseconds since 1970. A time before 1677 or after 2262 does not fit in 64
/// bits; it becomes the first or the last whole second that does.
std::int64_t nanoseconds(const timespec& time);

}  // namespace assay::indexer
