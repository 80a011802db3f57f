// A folder that is recognisably one of notes, or of a project, and was not indexed yet.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace assay {

struct Vault {
    std::filesystem::path root;
    std::string mark;  // the name in it by which it is known: ".obsidian"
};

/// The nearest one at or above `folder` (canonical), not above the user's home. The home itself is
/// none because of .git or the like: many keep their dot files so. nullopt when there is none.
std::optional<Vault> vault_around(const std::filesystem::path& folder);

}  // namespace assay
