#include "indexer/schema/index_state.h"

#include <optional>

#include "indexer/schema/index_store.h"

namespace assay::schema {

std::vector<std::filesystem::path> index_state_files(const std::filesystem::path& directory) {
    std::vector<std::filesystem::path> files{directory / "current"};
    // Xapian writes the root blocks of a commit to a new file of this name (glass_version.cc).
    if (const std::optional<std::filesystem::path> generation =
            IndexStore(directory).current_generation())
        files.push_back(*generation / "iamglass");
    return files;
}

}  // namespace assay::schema
