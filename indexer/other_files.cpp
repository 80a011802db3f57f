#include "indexer/other_files.h"

#include <system_error>

#include "indexer/note/encoding.h"
#include "indexer/text/limits.h"

namespace assay::indexer {
namespace fs = std::filesystem;

std::vector<std::string> list_files(const fs::path& root) {
    std::vector<std::string> files;
    std::error_code failed;
    const std::size_t skipped = root.native().size() + 1;
    fs::recursive_directory_iterator entry(root, fs::directory_options::skip_permission_denied,
                                           failed);
    for (; !failed && entry != fs::recursive_directory_iterator() &&
           files.size() < text::max_listed_files;
         entry.increment(failed)) {
        std::error_code unknown;
        if (entry->is_directory(unknown)) {
            if (entry->path().filename() == ".git") entry.disable_recursion_pending();
        } else {
            files.push_back(decode_name(entry->path().native().substr(skipped)));
        }
    }
    return files;
}

}  // namespace assay::indexer
