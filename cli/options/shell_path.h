// A path of the file system to the path of a note or folder in the corpus.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/text/error.h"

namespace assay::cli {

/// True for /x ~/x ./x ../x and . .. ~ alone, which can only be a path of the file system. Anything
/// else may be a name in the corpus.
bool is_shell_path(std::string_view path);

/// The names below `root` of what `path` names from the working directory; "" is the root itself.
/// There are several where links lead to one place, the most literal first, and none for a place
/// outside. The place need not exist.
std::vector<std::string> paths_in_corpus(const std::filesystem::path& root, std::string_view path);

/// Says that a path of the file system is not in the corpus at `root`, and where it leads. Kind
/// usage.
Error outside_corpus(const std::filesystem::path& root, const std::string& path);

/// Folders, notes and globs of --in as a query takes them, from the root. A path of the file system
/// is taken from the working directory, and so is a name that exists there. Throws Failure(usage)
/// for a path that leads out of the corpus.
std::vector<std::string> places_in_corpus(const std::filesystem::path& root,
                                          const std::vector<std::string>& given);

}  // namespace assay::cli
