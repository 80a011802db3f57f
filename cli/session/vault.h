// The folder of notes or of a project around a folder, known by what programs keep in it.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace assay::cli {

struct Vault {
    std::filesystem::path root;
    std::string mark;  // the name in it that shows it: ".obsidian"
};

/// The nearest vault at or above `folder` (canonical), not above the user's home; nullopt when
/// there is none. A .git or the like in the home itself does not count: many keep their dot files
/// so.
std::optional<Vault> vault_around(const std::filesystem::path& folder);

}  // namespace assay::cli
