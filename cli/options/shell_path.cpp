#include "cli/options/shell_path.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "indexer/note/encoding.h"

namespace assay::cli {
namespace fs = std::filesystem;
namespace {

/// Replaces the ~ of "~" and "~/x", as a shell does; it does not in --in=~/x.
std::string with_home(std::string_view given) {
    const char* const home = std::getenv("HOME");
    const bool names_home = given == "~" || given.starts_with("~/");
    return home != nullptr && names_home ? home + std::string(given.substr(1)) : std::string(given);
}

/// `given` from the root of the file system; empty when the working directory is gone.
fs::path absolute(std::string_view given) {
    std::error_code failed;
    fs::path whole = fs::absolute(with_home(given), failed);
    if (failed) return {};
    return whole.has_filename() ? whole : whole.parent_path();
}

/// A glob begins with the part of the path that has its first wildcard; before that is a folder.
std::size_t glob_begin(const std::string& path) {
    const std::size_t wildcard = path.find_first_of("*?");
    return wildcard == path.npos ? path.npos : path.rfind('/', wildcard) + 1;
}

}  // namespace

bool is_shell_path(std::string_view path) {
    return path.starts_with('/') || path == "." || path == ".." || path == "~" ||
           path.starts_with("./") || path.starts_with("../") || path.starts_with("~/");
}

std::vector<std::string> paths_in_corpus(const fs::path& root, std::string_view path) {
    std::vector<std::string> paths;
    const fs::path whole = absolute(path);
    if (whole.empty()) return paths;
    std::error_code failed;
    const fs::path real = fs::weakly_canonical(whole, failed),
                   folder = fs::weakly_canonical(whole.parent_path(), failed);
    const bool is_name = whole.filename() != "." && whole.filename() != "..";
    // A place below a link that leads outside is named by that link, unless ".." leads away from
    // where the link leads.
    const bool goes_up = std::find(whole.begin(), whole.end(), "..") != whole.end();
    for (const fs::path& file : {is_name ? folder / whole.filename() : real, real,
                                 goes_up ? real : whole.lexically_normal()}) {
        const fs::path relative = file.lexically_relative(root);
        if (relative.empty() || *relative.begin() == "..") continue;
        std::string name = relative == "." ? "" : indexer::decode_name(relative.generic_string());
        if (std::find(paths.begin(), paths.end(), name) == paths.end())
            paths.push_back(std::move(name));
    }
    return paths;
}

Error outside_corpus(const fs::path& root, const std::string& path) {
    const fs::path whole = absolute(path);
    if (whole.empty())
        return usage_error("the working directory does not exist any more: cannot find " + path,
                           "change to another folder");
    std::error_code failed;
    const fs::path real = fs::weakly_canonical(whole, failed);
    const std::string place = failed ? whole.lexically_normal().string() : real.string();
    return usage_error(
        place == whole ? path + " is not in the corpus " + root.string()
                       : path + " is " + place + ", which is not in the corpus " + root.string(),
        "name it from the root of the corpus, or choose another corpus with --corpus DIR");
}

std::vector<std::string> places_in_corpus(const fs::path& root,
                                          const std::vector<std::string>& given) {
    std::vector<std::string> places;
    for (const std::string& each : given) {
        const std::size_t glob = glob_begin(each);
        const std::string folder = each.substr(0, glob),
                          rest = glob == each.npos ? "" : each.substr(glob);
        std::error_code failed;
        const bool is_here = rest.empty() && !each.empty() && fs::exists(each, failed);
        if (!is_shell_path(each) && !is_here) {
            places.push_back(each);
            continue;
        }
        const std::vector<std::string> paths = paths_in_corpus(root, folder);
        if (paths.empty() && is_shell_path(each)) {
            Error error = outside_corpus(root, folder);
            error.message.insert(0, "--in: ");
            throw Failure(std::move(error));
        }
        if (paths.empty()) places.push_back(each);  // it exists here, but outside of the corpus
        for (const std::string& path : paths) {
            if (!rest.empty()) places.push_back(std::string(path).append("/").append(rest));
            else places.push_back(path.empty() ? "**" : path);
        }
    }
    return places;
}

}  // namespace assay::cli
