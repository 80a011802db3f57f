// Which files below a folder are notes.
#pragma once

#include <cstdint>
#include <ctime>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/beneath.h"
#include "indexer/text/error.h"

namespace assay {

struct NoteFile {
    std::string path;  // the note's identity: relative to the root, '/'-separated, UTF-8
    std::string file;  // absolute, as the file system has it; CorpusListing::read opens it
    std::string
        place;  // of what a link leads to, as NoteRoot takes it; empty = it is at its own name
    std::int64_t mtime_ns = 0;  // last change of its content, since 1970
    std::int64_t ctime_ns = 0;  // last change of its content, name or rights
    std::uint64_t size = 0;     // bytes
};

struct CorpusListing {
    std::vector<NoteFile> notes;  // by path
    std::vector<std::string>
        folders;  // absolute, with the root itself, by the names that are no links; in no order
    std::vector<Error> problems;  // what cannot be read, and notes with the name of another
    std::vector<std::string>
        unread;  // folders and notes among them whose permissions forbid it; relative to the root
    std::vector<std::string>
        outside;  // links to notes and folders outside that were not followed; relative to the root
    std::shared_ptr<const NoteRoot> root;

    /// The content of a note of this listing; see NoteRoot::read. A link put into its way since the
    /// walk is not followed.
    std::string read(const NoteFile& note, std::uint64_t most_bytes) const;
};

/// True for what the name of a note looks like.
bool is_note_name(std::string_view name);

/// *.md, *.markdown and *.mdx below `root` (absolute), in any case, names that begin with a dot and
/// what `exclude` (globs, glob.h) names left out. A symbolic link is followed to places inside the
/// root, and to others with `follow_links`; no file or folder is listed twice. What is no regular
/// file is passed over. Throws Failure: usage when `root` is no folder; io when it, or a folder
/// below it, cannot be listed for any other reason than its rights: notes that were not seen are
/// not gone.
CorpusListing list_notes(const std::filesystem::path& root,
                         const std::vector<std::string>& exclude = {}, bool follow_links = false);

/// The whole content of a file, links followed. Throws ReadFailure.
std::string read_file(const std::filesystem::path& file);

/// Opens the file of one note as list_notes would: `name` is relative to `root`, as the file system
/// has it. A link is followed to places inside the root, and to others with `follow_links`. Throws
/// ReadFailure, also for a link that leads outside.
std::string read_note_file(const std::filesystem::path& root, const std::string& name,
                           bool follow_links, std::uint64_t most_bytes);

/// The time as nanoseconds since 1970. What lies beyond the years 1677 and 2262, which 64 bits of
/// them reach, is the first or the last second that they have.
std::int64_t nanoseconds(const timespec& time);

}  // namespace assay
