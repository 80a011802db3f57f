// A path as a shell means it -> the path of a note or folder in the corpus.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/text/error.h"

namespace assay {

/// True for what can only be a path of the file system: /x ~/x ./x ../x and . .. ~ alone.
/// Everything else may be a name in the corpus.
bool is_shell_path(std::string_view typed);

/// What `typed`, seen from the working directory, is called below `root`; "" is the root itself.
/// There are several names where links lead to one place, the most literal first; none when it is
/// outside. It need not exist.
std::vector<std::string> paths_in_corpus(const std::filesystem::path& root, std::string_view typed);

/// That a path of the file system is not in the corpus at `root`, and where it leads.
Error outside_corpus(const std::filesystem::path& root, const std::string& typed);

/// Folders, notes and globs of --in as the query takes them, from the root: a path of the file
/// system, and what is there in the working directory, is meant from that. Throws Failure(usage)
/// for a path that leads out of the corpus.
std::vector<std::string> places_in_corpus(const std::filesystem::path& root,
                                          const std::vector<std::string>& typed);

}  // namespace assay
