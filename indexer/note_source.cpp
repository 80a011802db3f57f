#include "indexer/note_source.h"

#include <sys/stat.h>

#include <chrono>

#include "indexer/corpus.h"
#include "indexer/note/encoding.h"
#include "indexer/note/front_matter.h"
#include "indexer/note/note.h"
#include "indexer/text/hash.h"

namespace assay::indexer {
namespace fs = std::filesystem;
namespace {

std::int64_t modified_seconds(const fs::path& file) {
    struct stat status {};
    if (stat(file.c_str(), &status) != 0) return 0;
    return std::chrono::floor<std::chrono::seconds>(
               std::chrono::nanoseconds(nanoseconds(status.st_mtim)))
        .count();
}

}  // namespace

Result<NoteSource> read_source(const fs::path& root, const std::string& name, std::string_view path,
                               std::uint64_t indexed, const Config& config) {
    const fs::path file = root / name;
    std::error_code failed;
    if (!fs::exists(file, failed) && !failed)
        return missing_error("is gone", "", SourcePos{std::string(path), 0});
    std::string bytes;
    try {
        bytes = read_note_file(root, name, config.follow_links, config.max_note_bytes);
    } catch (const Failure& failure) {
        return failure.error();
    }
    if (bytes.size() > config.max_note_bytes)
        return io_error("is larger than " + std::to_string(config.max_note_bytes) + " bytes now",
                        "", SourcePos{std::string(path), 0});
    NoteSource source;
    source.text = decode_text(bytes).text;
    source.body_line = read_front_matter(source.text).body_line;
    if (text::fnv1a_64(bytes) != indexed)
        source.newer =
            read_note(path, bytes, modified_seconds(file), languages_for(config, path)).record;
    return source;
}

}  // namespace assay::indexer
