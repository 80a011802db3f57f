// Where the notes of a corpus are for somebody who stands in a folder: the path that leads to a
// note from there.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "query/values/search_result.h"

namespace assay {

/// The file of a note, absolute, byte for byte as the disk has it. `path`: the note's, relative to
/// `root`; where its file is not called so because the name is not UTF-8, the name that was read as
/// Windows-1252 is looked for.
std::string note_file(const std::filesystem::path& root, std::string_view path);

/// The same relative to the root.
std::string note_file_name(const std::filesystem::path& root, std::string_view path);

class ShownPaths {
public:
    /// Shows every path as it is.
    ShownPaths() = default;

    /// `root`: of the corpus. `working_directory`: physical, as getcwd has it; empty when there is
    /// none (any more).
    ShownPaths(const std::filesystem::path& root, const std::filesystem::path& working_directory);

    /// The same for the working directory of this process.
    explicit ShownPaths(const std::filesystem::path& root);

    /// For the lines that people read and other programs open: relative to the working directory
    /// where that lies in the corpus, also upwards (../b.md), as git has it; else absolute. UTF-8
    /// as in the index, not filtered for a terminal.
    std::string shown(std::string_view path) const;

    /// The same byte for byte as the disk has the name.
    std::string shown_bytes(std::string_view path) const;

    /// note_file().
    std::string file(std::string_view path) const { return note_file(root_, path); }

    /// Sets hit.file of all.
    void set_files(std::vector<Hit>& hits) const;

    const std::string& root() const { return root_; }

private:
    std::string relative(std::string_view name) const;

    std::string root_;
    bool inside_ = false;               // the working directory is the root or below it,
    std::vector<std::string> folders_;  // in these folders below the root
};

}  // namespace assay
