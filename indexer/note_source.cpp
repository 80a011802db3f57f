#include "indexer/note_source.h"

#include <chrono>

#include "indexer/corpus.h"
#include "indexer/encoding.h"
#include "indexer/front_matter.h"
#include "indexer/note.h"
#include "indexer/schema/hash.h"

namespace assay {
namespace fs = std::filesystem;
namespace {

std::int64_t modified_seconds(const fs::path& file) {
    std::error_code failed;
    const auto time = fs::last_write_time(file, failed);
    if (failed) return 0;
    return std::chrono::floor<std::chrono::seconds>(std::chrono::file_clock::to_sys(time).time_since_epoch()).count();
}

}  // namespace

Result<NoteSource> read_source(const fs::path& file, std::string_view path, std::uint64_t indexed, const Config& config) {
    std::error_code failed;
    if (!fs::exists(file, failed) && !failed) return Error{ErrorKind::missing, "is gone", SourcePos{std::string(path), 0}, ""};
    std::string bytes;
    try {
        bytes = read_file(file);
    } catch (const Failure& failure) {
        return failure.error();
    }
    NoteSource source;
    source.text = decode_text(bytes).text;
    source.body_line = read_front_matter(source.text).body_line;
    if (fnv1a_64(bytes) != indexed) source.newer = read_note(path, bytes, modified_seconds(file), languages_for(config, path)).record;
    return source;
}

}  // namespace assay
