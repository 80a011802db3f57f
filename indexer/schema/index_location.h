// The default place of an index, and the corpus that an index belongs to.
#pragma once

#include <filesystem>
#include <optional>

namespace assay::schema {

/// Returns $XDG_CACHE_HOME/assay/<name>-<hash of the root>, or the same below ~/.cache. `root` is
/// absolute. Throws Failure(usage) if neither XDG_CACHE_HOME nor HOME is set.
std::filesystem::path default_index_directory(const std::filesystem::path& root);

/// Returns the folder above that: the cache folder of assay. nullopt if neither variable is set.
std::optional<std::filesystem::path> index_cache_directory();

/// Returns the root of the corpus of the index in `directory`; empty if there is no file `root`.
/// Throws Failure(io) if the file cannot be read.
std::filesystem::path index_root(const std::filesystem::path& directory);

/// Returns the same for a hint: empty if the file cannot be read.
std::filesystem::path known_index_root(const std::filesystem::path& directory);

}  // namespace assay::schema
