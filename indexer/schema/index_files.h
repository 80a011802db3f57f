// The small files beside the database of an index, and the folder that holds them. Whoever made the
// folder may have put a link, a pipe or a device in the place of each file: none is followed,
// waited for or written to.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

#include "indexer/text/error.h"

namespace assay {

/// A file that was read, or why it was not.
struct SmallFile {
    std::string content;
    int error =
        0;  // errno; 0 = `content` is the whole file, EINVAL = it is no regular file, or too long

    /// True when it is certain that there is no such file. A file that could not be read is another
    /// matter.
    bool is_absent() const;
    /// True when it may be there, and the system does not let us read it.
    bool is_refused() const;
};

/// Reads a regular file of at most `most_bytes`. A symbolic link in its place is not followed.
SmallFile read_small_file(const std::filesystem::path& file, std::size_t most_bytes);

/// Removes what a run that was killed left of writing `file`.
void remove_unfinished(const std::filesystem::path& file);

/// Writes beside the file and renames: a reader sees the old or the new content, never half of it,
/// also after a power cut. What is in the place of the file goes first if it is a link, a pipe, or
/// an empty folder. Throws Failure(io).
void write_small_file(const std::filesystem::path& file, std::string_view content);

/// Removes what is called `file` unless it is a regular file: a link (not what it leads to), a
/// pipe, an empty folder. Throws Failure(io) for a folder that holds something.
void remove_unless_regular(const std::filesystem::path& file);

/// Makes the folder, and those above it that are not there, for their owner alone. Throws
/// Failure(io).
void make_own_folder(const std::filesystem::path& folder);

/// Throws Failure(usage) when the folder belongs to another user but root, or others may write to
/// it: they could put anything into it at any time. A folder that is not there passes.
void require_own_folder(const std::filesystem::path& folder);

/// True for a folder that holds an index of this program, or nothing but what a run writes before
/// it is one. An index has our line in CACHEDIR.TAG; without the file, one is known by holding what
/// an index holds and nothing else. Throws Failure(io) when the folder cannot be looked at.
bool is_index_folder(const std::filesystem::path& folder);

/// The content of CACHEDIR.TAG (https://bford.info/cachedir/), with our line.
extern const std::string_view cache_tag;

/// True for "gen-" and one to nine digits.
bool is_generation_name(std::string_view name);

/// True for what Xapian writes into the folder of a database.
bool is_database_file(std::string_view name);

/// "cannot write FILE: why" for the errno `error`, with what to do about it. Kind io.
Error cannot_write(const std::filesystem::path& file, int error);

}  // namespace assay
