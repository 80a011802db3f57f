// Where an index is when nobody says, and which corpus it is of.
#pragma once

#include <filesystem>
#include <optional>

namespace assay {

/// $XDG_CACHE_HOME/assay/<name>-<hash of the root>, or below ~/.cache. `root` is absolute.
/// Throws Failure(usage) when neither XDG_CACHE_HOME nor HOME is set.
std::filesystem::path default_index_directory(const std::filesystem::path& root);

/// The folder above: where the indexes are that nobody put elsewhere. nullopt when neither variable
/// is set.
std::optional<std::filesystem::path> index_cache_directory();

/// The corpus that the index in `directory` was made of; empty when nothing says. Throws
/// Failure(io) when what says it cannot be read.
std::filesystem::path index_root(const std::filesystem::path& directory);

/// The same for a hint: empty when it cannot be read.
std::filesystem::path known_index_root(const std::filesystem::path& directory);

}  // namespace assay
