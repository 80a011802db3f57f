// Which files below a folder are notes.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/schema/error.h"

namespace assay {

struct NoteFile {
    std::string path;            // the note's identity: relative to the root, '/'-separated, UTF-8
    std::string file;            // how to open it: absolute, as the file system has it
    std::int64_t mtime_ns = 0;   // last change of its content, since 1970
    std::int64_t ctime_ns = 0;   // last change of its content, name or rights
    std::uint64_t size = 0;      // bytes
};

struct CorpusListing {
    std::vector<NoteFile> notes;       // by path
    std::vector<std::string> folders;  // absolute, with the root itself; in no order
    std::vector<Error> problems;       // folders that cannot be read
    std::vector<std::string> outside;  // links to notes and folders outside that were not followed; relative to the root
};

/// A file could not be read, and why. Kind io.
class ReadFailure : public Failure {
public:
    ReadFailure(Error error, int error_number) : Failure(std::move(error)), error_number_(error_number) {}
    int error_number() const noexcept { return error_number_; }

private:
    int error_number_;
};

/// Whose matter an errno is that was met on one file or folder of the corpus.
enum class Trouble {
    of_file,     // it is gone, forbidden, or no file: the run goes on without it
    of_disk,     // it is there and cannot be read just now: what is known of it stays
    of_process,  // no descriptors, no memory: nothing else could be read either
};
Trouble trouble_of(int error_number);

/// True for what the name of a note looks like.
bool is_note_name(std::string_view name);

/// *.md, *.markdown and *.mdx below `root` (absolute), in any case, names that begin with a dot and what `exclude` (globs, glob.h) names
/// left out. A symbolic link is followed to places inside the root, and to others with `follow_links`; no file or folder is listed
/// twice. What is no regular file is passed over. Throws Failure: usage when `root` is no folder; io when it, or a folder below it, cannot
/// be listed for any other reason than its rights: notes that were not seen are not gone.
CorpusListing list_notes(const std::filesystem::path& root, const std::vector<std::string>& exclude = {}, bool follow_links = false);

/// The whole content of a file. Throws ReadFailure.
std::string read_file(const std::filesystem::path& file);

}  // namespace assay
