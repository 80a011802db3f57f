#include "cli/terminal/shown_path.h"

#include <unistd.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "indexer/note/encoding.h"

namespace assay::cli {
namespace fs = std::filesystem;
namespace {

std::string joined(const std::string& root, std::string_view path) {
    std::string file = root;
    if (!file.ends_with('/')) file.push_back('/');
    return file.append(path);
}

bool is_there(const std::string& file) { return access(file.c_str(), F_OK) == 0; }

/// Returns the path of the note below the root as it is on the disk.
std::string name_on_disk(const std::string& root, std::string_view path) {
    const bool ascii = std::all_of(path.begin(), path.end(),
                                   [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (ascii) return std::string(path);
    std::optional<std::string> bytes = indexer::to_windows_1252(path);
    // Names that are not UTF-8 are rare: try them only if the plain name does not exist.
    if (bytes && !is_there(joined(root, path)) && is_there(joined(root, *bytes)))
        return *std::move(bytes);
    return std::string(path);
}

}  // namespace

std::string note_file(const fs::path& root, std::string_view path) {
    return joined(root.string(), name_on_disk(root.string(), path));
}

std::string note_file_name(const fs::path& root, std::string_view path) {
    return name_on_disk(root.string(), path);
}

ShownPaths::ShownPaths(const fs::path& root, const fs::path& working_directory)
    : root_(root.string()) {
    const std::string here = working_directory.string();
    const std::string inside = joined(root_, "");
    inside_ = here == root_ || here.starts_with(inside);
    if (!inside_ || here == root_) return;
    for (const fs::path& folder : fs::path(here.substr(inside.size())))
        folders_.push_back(folder.string());
}

ShownPaths::ShownPaths(const fs::path& root) {
    std::error_code failed;
    const fs::path here = fs::current_path(failed);  // physical: ".." in a path is resolved from it
    *this = ShownPaths(root, failed ? fs::path() : here);
}

std::string ShownPaths::relative(std::string_view path) const {
    std::size_t shared = 0;
    for (; shared < folders_.size(); ++shared) {
        const std::string& folder = folders_[shared];
        if (!path.starts_with(folder) || path.size() <= folder.size() || path[folder.size()] != '/')
            break;
        path.remove_prefix(folder.size() + 1);
    }
    std::string way;
    for (std::size_t up = shared; up < folders_.size(); ++up) way += "../";
    return way.append(path);
}

std::string ShownPaths::shown(std::string_view path) const {
    if (root_.empty()) return std::string(path);
    return inside_ ? indexer::decode_name(relative(name_on_disk(root_, path)))
                   : joined(root_, path);
}

std::string ShownPaths::shown_bytes(std::string_view path) const {
    if (root_.empty()) return std::string(path);
    const std::string name = name_on_disk(root_, path);
    return inside_ ? relative(name) : joined(root_, name);
}

void ShownPaths::set_files(std::vector<query::Hit>& hits) const {
    for (query::Hit& hit : hits) hit.file = file(hit.path);
}

}  // namespace assay::cli
