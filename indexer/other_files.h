// All files of a corpus, for links that lead to a file that is not a note.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace assay::indexer {

/// Returns the paths of all files below `root`, relative to it, UTF-8, unsorted; at most
/// text::max_listed_files. Also hidden ones and those that `exclude` leaves out; not what is in a
/// .git folder. Does not follow links to folders. What cannot be read is left out.
std::vector<std::string> list_files(const std::filesystem::path& root);

}  // namespace assay::indexer
