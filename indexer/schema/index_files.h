// The small files beside the database of an index, and the folder that holds them. Another user may
// have put a link, a pipe or a device in the place of any file. Such a file is not followed, waited
// for or written to.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

#include "indexer/text/error.h"

namespace assay::schema {

/// The content of a file, or why it could not be read.
struct SmallFile {
    std::string content;
    int error =
        0;  // errno; 0 = `content` is the whole file, EINVAL = not a regular file, or too long

    /// True only if the file certainly does not exist. False for a file that could not be read.
    bool is_absent() const;
    /// True if the file may exist, but the system refuses to read it.
    bool is_refused() const;
};

/// Reads a regular file of at most `most_bytes`. Does not follow a symbolic link.
SmallFile read_small_file(const std::filesystem::path& file, std::size_t most_bytes);

/// Removes what a run that was killed left of writing `file`.
void remove_unfinished(const std::filesystem::path& file);

/// Writes a temporary file and renames it, so that readers see the old or the new content, never a
/// part of it, even after a power cut. Removes a link, a pipe or an empty folder in the place of
/// the file first. Throws Failure(io).
void write_small_file(const std::filesystem::path& file, std::string_view content);

/// Removes whatever is called `file`, unless it is a regular file: a link (not its target), a pipe,
/// an empty folder. Throws Failure(io) for a folder that is not empty.
void remove_unless_regular(const std::filesystem::path& file);

/// Creates the folder, and missing folders above it, with access for the owner only. Throws
/// Failure(io).
void make_own_folder(const std::filesystem::path& folder);

/// Throws Failure(usage) if the folder belongs to a user other than this one and root, or if others
/// may write to it, because they could put anything into it at any time. A missing folder is
/// accepted.
void require_own_folder(const std::filesystem::path& folder);

/// True for a folder that holds an index of this program, or only the files that a run creates
/// first. An index has our line in CACHEDIR.TAG. Without that file, the folder is an index if it
/// holds the files of an index and nothing else. Throws Failure(io) if the folder cannot be read.
bool is_index_folder(const std::filesystem::path& folder);

/// The content of CACHEDIR.TAG (https://bford.info/cachedir/), with our line.
extern const std::string_view cache_tag;

/// True for "gen-" and one to nine digits.
bool is_generation_name(std::string_view name);

/// True for the names of files that Xapian creates in the folder of a database.
bool is_database_file(std::string_view name);

/// Returns the Error "cannot write FILE: why" for the errno `error`, with a hint. Kind io.
Error cannot_write(const std::filesystem::path& file, int error);

}  // namespace assay::schema
