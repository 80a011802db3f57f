#include "cli/serve/pictures.h"

#include <algorithm>
#include <array>
#include <utility>

#include "indexer/beneath.h"
#include "indexer/text/glob.h"
#include "indexer/text/limits.h"
#include "indexer/text/unicode.h"

namespace assay::cli {
namespace fs = std::filesystem;
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 9> types{
    {{".png", "image/png"},
     {".jpg", "image/jpeg"},
     {".jpeg", "image/jpeg"},
     {".gif", "image/gif"},
     {".webp", "image/webp"},
     {".avif", "image/avif"},
     {".bmp", "image/bmp"},
     {".ico", "image/x-icon"},
     {".svg", "image/svg+xml"}}};

std::string_view type_of(std::string_view path) {
    const std::string folded = unicode::fold(path);
    for (const auto& [ending, type] : types)
        if (folded.ends_with(ending)) return type;
    return {};
}

}  // namespace

void Pictures::look(const indexer::Config& config) {
    paths_.clear();
    std::vector<text::Glob> excluded;
    for (const std::string& glob : config.exclude) excluded.emplace_back(glob);
    std::error_code failed;
    for (fs::recursive_directory_iterator
             entry(root_, fs::directory_options::skip_permission_denied, failed),
         end;
         !failed && entry != end; entry.increment(failed)) {
        const std::string path = entry->path().lexically_relative(root_).string();
        const text::Glob::Path folded(path);
        const bool hidden =
            entry->path().filename().native().starts_with('.') || entry->is_symlink(failed) ||
            !unicode::is_valid(path) ||
            std::any_of(excluded.begin(), excluded.end(),
                        [&](const text::Glob& glob) { return glob.matches(folded); });
        if (hidden) {
            entry.disable_recursion_pending();
            continue;
        }
        if (!type_of(path).empty() && entry->is_regular_file(failed)) paths_.insert(path);
    }
    looked_ = std::chrono::steady_clock::now();
}

bool Pictures::is_listed(const std::string& path, const indexer::Config& config) {
    constexpr std::chrono::seconds between{2};  // a new picture is seen after this at the latest
    if (paths_.contains(path)) return true;
    if (looked_ != std::chrono::steady_clock::time_point{} &&
        std::chrono::steady_clock::now() - looked_ < between)
        return false;
    look(config);
    return paths_.contains(path);
}

bool Pictures::has(const std::string& path, const indexer::Config& config) {
    const std::lock_guard lock(mutex_);
    return is_listed(path, config);
}

HttpResponse Pictures::answer(const std::string& path, const indexer::Config& config) {
    const Error missing = missing_error("there is no picture " + path, "");
    if (!has(path, config)) throw Failure(missing);
    std::string bytes = indexer::NoteRoot(root_).read(path, text::max_picture_bytes, path);
    if (bytes.size() > text::max_picture_bytes) throw Failure(missing);
    // Alone in a window an SVG would be a document. It may do nothing there.
    return {200,
            std::string(type_of(path)),
            std::move(bytes),
            {{"Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; sandbox"}}};
}

}  // namespace assay::cli
