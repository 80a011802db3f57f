// The pictures in the folders of a corpus. The only files besides notes that the page shows.
#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/serve/http.h"
#include "indexer/config.h"

namespace assay::cli {

/// A list of all files below the root whose extension is that of a picture, without names that
/// begin with a dot, excluded paths, and symbolic links. An address is looked up in the list; only
/// what is in it is opened, and no link on the way is followed then either.
class Pictures {
public:
    explicit Pictures(std::filesystem::path root) : root_(std::move(root)) {}

    /// The path of the picture that `target` names in the note at `note`: below the folder of the
    /// note, else below the root, else by its name anywhere, the shortest path first. Empty if
    /// there is none.
    std::string find(std::string_view target, std::string_view note, const indexer::Config& config);

    /// The picture at `path`. Throws Failure(missing) if it is not in the list, or too large.
    HttpResponse answer(const std::string& path, const indexer::Config& config);

private:
    bool has(const std::string& path, const indexer::Config& config);
    void look(const indexer::Config& config);

    const std::filesystem::path root_;
    std::mutex mutex_;
    std::map<std::string, std::vector<std::string>>
        by_name_;  // folded name -> paths, shortest first
    std::map<std::string, bool> paths_;
    std::chrono::steady_clock::time_point looked_{};
};

/// `path` relative to the folder of `note`, without "." and ".."; nullopt if it leaves the root.
std::optional<std::string> path_from(std::string_view note, std::string_view path);

}  // namespace assay::cli
