#include "cli/options/path_words.h"

#include <algorithm>
#include <vector>

#include "cli/options/habits.h"
#include "cli/options/shell_path.h"

namespace assay::cli {
namespace fs = std::filesystem;
namespace {

bool is_in_corpus(const std::string& word, const fs::path& root) {
    std::error_code failed;
    return fs::exists(word, failed) && !paths_in_corpus(root, word).empty();
}

}  // namespace

std::optional<std::string> meant_place(const SearchOptions& options, const fs::path& root,
                                       const std::function<bool(const std::string& word)>& occurs) {
    std::vector<std::string> line = options.arguments, places;
    for (auto word = options.query_words.rbegin(); word != options.query_words.rend(); ++word) {
        if (!is_in_corpus(*word, root) || (word->find('/') == word->npos && occurs(*word))) break;
        const auto given = std::find(line.rbegin(), line.rend(), *word);
        if (given == line.rend()) break;
        line.erase(std::next(given).base());
        places.insert(places.begin(), *word);
    }
    if (places.empty()) return std::nullopt;
    auto at = std::find(line.begin(), line.end(), "--");  // after it, --in would be a word
    for (const std::string& place : places)
        for (const std::string& part : {std::string("--in"), place}) at = line.insert(at, part) + 1;
    return ready_command(line);
}

}  // namespace assay::cli
