// Whether an index has changed, for a process that keeps it open.
#pragma once

#include <filesystem>
#include <vector>

namespace assay::schema {

/// Returns the files of the index in `directory` of which every change of the index replaces one:
/// which generation is current, and its last commit. The index need not exist.
std::vector<std::filesystem::path> index_state_files(const std::filesystem::path& directory);

}  // namespace assay::schema
