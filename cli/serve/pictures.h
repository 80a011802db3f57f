// The pictures in the folders of a corpus. The only files besides notes that the page shows.
#pragma once

#include <chrono>
#include <filesystem>
#include <mutex>
#include <set>
#include <string>

#include "cli/serve/http.h"
#include "indexer/config.h"

namespace assay::cli {

/// A list of all files below the root whose extension is that of a picture, without names that
/// begin with a dot, excluded paths, and symbolic links. An address is looked up in the list; only
/// what is in it is opened, and no link on the way is followed then either.
class Pictures {
public:
    explicit Pictures(std::filesystem::path root) : root_(std::move(root)) {}

    /// True if `path`, relative to the root, is a picture of the list.
    bool has(const std::string& path, const indexer::Config& config);

    /// The picture at `path`. Throws Failure(missing) if it is not in the list, or too large.
    HttpResponse answer(const std::string& path, const indexer::Config& config);

private:
    bool is_listed(const std::string& path, const indexer::Config& config);
    void look(const indexer::Config& config);

    const std::filesystem::path root_;
    std::mutex mutex_;
    std::set<std::string> paths_;
    std::chrono::steady_clock::time_point looked_{};
};

}  // namespace assay::cli
