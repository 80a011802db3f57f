// The paths of notes as they are shown: they lead to the file from the working directory.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "query/values/search_result.h"

namespace assay::cli {

/// Returns the absolute path of a note's file, byte for byte as it is on the disk. `path` is the
/// path of the note, relative to `root`. If there is no such file, looks for the name that gives
/// `path` when it is read as Windows-1252: names that are not UTF-8 are indexed that way.
std::string note_file(const std::filesystem::path& root, std::string_view path);

/// The same, relative to `root`.
std::string note_file_name(const std::filesystem::path& root, std::string_view path);

class ShownPaths {
public:
    /// Shows every path as it is.
    ShownPaths() = default;

    /// `root` is the folder of the corpus. `working_directory` is physical, as getcwd returns it;
    /// empty if there is none (any more).
    ShownPaths(const std::filesystem::path& root, const std::filesystem::path& working_directory);

    /// The same for the working directory of this process.
    explicit ShownPaths(const std::filesystem::path& root);

    /// Returns the path for output. If the working directory is in the corpus, it is relative to
    /// that, also upwards (../b.md), as in git; otherwise absolute. UTF-8 as in the index, not
    /// filtered for a terminal.
    std::string shown(std::string_view path) const;

    /// The same, with the name byte for byte as it is on the disk.
    std::string shown_bytes(std::string_view path) const;

    /// Returns note_file() for the root.
    std::string file(std::string_view path) const { return note_file(root_, path); }

    /// Sets `file` of each hit.
    void set_files(std::vector<query::Hit>& hits) const;

    const std::string& root() const { return root_; }

private:
    std::string relative(std::string_view name) const;

    std::string root_;
    bool inside_ = false;               // the working directory is the root or below it,
    std::vector<std::string> folders_;  // in these folders below the root
};

}  // namespace assay::cli
