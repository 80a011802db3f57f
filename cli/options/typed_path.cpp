#include "cli/options/typed_path.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "indexer/note/encoding.h"

namespace assay {
namespace fs = std::filesystem;
namespace {

/// "~" and "~/x" as a shell has them; it leaves those of --in=~/x to the program.
std::string with_home(std::string_view typed) {
    const char* const home = std::getenv("HOME");
    const bool names_home = typed == "~" || typed.starts_with("~/");
    return home != nullptr && names_home ? home + std::string(typed.substr(1)) : std::string(typed);
}

/// Absolute, as it was typed; empty when the working directory is gone.
fs::path absolute(std::string_view typed) {
    std::error_code failed;
    fs::path whole = fs::absolute(with_home(typed), failed);
    if (failed) return {};
    return whole.has_filename() ? whole : whole.parent_path();
}

/// A glob begins in the part of the path that has its first sign; what is before that is a folder.
std::size_t glob_begin(const std::string& typed) {
    const std::size_t sign = typed.find_first_of("*?");
    return sign == typed.npos ? typed.npos : typed.rfind('/', sign) + 1;
}

}  // namespace

bool is_shell_path(std::string_view typed) {
    return typed.starts_with('/') || typed == "." || typed == ".." || typed == "~" ||
           typed.starts_with("./") || typed.starts_with("../") || typed.starts_with("~/");
}

std::vector<std::string> paths_in_corpus(const fs::path& root, std::string_view typed) {
    std::vector<std::string> paths;
    const fs::path whole = absolute(typed);
    if (whole.empty()) return paths;
    std::error_code failed;
    const fs::path real = fs::weakly_canonical(whole, failed),
                   folder = fs::weakly_canonical(whole.parent_path(), failed);
    const bool is_name = whole.filename() != "." && whole.filename() != "..";
    // What stands below a link to a place outside has its name by that link, unless ".." leads away
    // from where the link does.
    const bool goes_up = std::find(whole.begin(), whole.end(), "..") != whole.end();
    for (const fs::path& file : {is_name ? folder / whole.filename() : real, real,
                                 goes_up ? real : whole.lexically_normal()}) {
        const fs::path relative = file.lexically_relative(root);
        if (relative.empty() || *relative.begin() == "..") continue;
        std::string path = relative == "." ? "" : decode_name(relative.generic_string());
        if (std::find(paths.begin(), paths.end(), path) == paths.end())
            paths.push_back(std::move(path));
    }
    return paths;
}

Error outside_corpus(const fs::path& root, const std::string& typed) {
    const fs::path whole = absolute(typed);
    if (whole.empty())
        return usage_error("the working directory is gone: " + typed + " leads nowhere",
                           "change to another folder");
    std::error_code failed;
    const fs::path real = fs::weakly_canonical(whole, failed);
    const std::string place = failed ? whole.lexically_normal().string() : real.string();
    return usage_error(
        place == whole ? typed + " is not in the corpus " + root.string()
                       : typed + " is " + place + ", which is not in the corpus " + root.string(),
        "name it from the root of the corpus, or choose another corpus with --corpus DIR");
}

std::vector<std::string> places_in_corpus(const fs::path& root,
                                          const std::vector<std::string>& typed) {
    std::vector<std::string> places;
    for (const std::string& each : typed) {
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
        if (paths.empty())
            places.push_back(each);  // something of that name here, but not here in the corpus
        for (const std::string& path : paths) {
            if (!rest.empty()) places.push_back(path.empty() ? "/" + rest : path + "/" + rest);
            else places.push_back(path.empty() ? "**" : path);
        }
    }
    return places;
}

}  // namespace assay
