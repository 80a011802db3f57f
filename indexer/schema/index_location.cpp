#include "indexer/schema/index_location.h"

#include <algorithm>
#include <climits>
#include <cstdlib>
#include <string>

#include "indexer/schema/index_files.h"
#include "indexer/text/error.h"
#include "indexer/text/hash.h"
#include "indexer/text/machine_error.h"

namespace assay::schema {
namespace fs = std::filesystem;
namespace {

const char* environment(const char* name) {
    const char* value = std::getenv(name);
    return value != nullptr && *value != '\0' ? value : nullptr;
}

}  // namespace

fs::path default_index_directory(const fs::path& root) {
    const std::optional<fs::path> cache = index_cache_directory();
    if (!cache)
        throw Failure(usage_error("neither XDG_CACHE_HOME nor HOME is set",
                                  "name a folder with --index DIR"));
    // The name is for people who look into the cache. The hash distinguishes corpora of the same
    // name.
    std::string name = root.filename().string().substr(0, 100);
    std::replace_if(
        name.begin(), name.end(), [](unsigned char c) { return c < 0x20 || c == 0x7F; }, '-');
    return *cache / (name + "-" + text::to_hex(text::fnv1a_64(root.string())));
}

std::optional<fs::path> index_cache_directory() {
    if (const char* cache = environment("XDG_CACHE_HOME"); cache != nullptr && *cache == '/')
        return fs::path(cache) / "assay";
    if (const char* home = environment("HOME")) return fs::path(home) / ".cache" / "assay";
    return std::nullopt;
}

fs::path index_root(const fs::path& directory) {
    const fs::path name = directory / "root";
    const SmallFile file = read_small_file(name, PATH_MAX);
    if (file.is_refused())
        throw Failure(text::machine_error("cannot read " + name.string(), file.error,
                                          "check its permissions"));
    std::string line = file.content;  // a name may contain line ends
    if (line.ends_with('\n')) line.pop_back();
    return line;
}

fs::path known_index_root(const fs::path& directory) {
    try {
        return index_root(directory);
    } catch (const Failure&) {
        return {};
    }
}

}  // namespace assay::schema
