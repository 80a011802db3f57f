#include "indexer/load_note.h"

#include "indexer/changes.h"
#include "indexer/document_builder.h"
#include "indexer/indexer.h"
#include "indexer/note.h"

namespace assay {

LoadedNote load_note(const NoteFile& file, std::int64_t started_ns) {
    LoadedNote loaded;
    const auto skip = [&](const std::string& why, const std::string& hint) {
        loaded.skipped = true;
        loaded.problems.push_back({ErrorKind::note, why + ", skipped", SourcePos{file.path, 0}, hint});
    };
    if (file.size > max_note_bytes) return skip("larger than 16 MiB", "split it, or keep it out of the corpus"), loaded;
    std::string bytes;
    try {
        bytes = read_file(file.file);
    } catch (const Failure& failure) {
        return skip(failure.error().message, failure.error().hint), loaded;
    }
    loaded.state = state_of(file, bytes, started_ns);
    Note note = read_note(file.path, bytes, file.mtime_ns / 1'000'000'000);
    loaded.problems = std::move(note.problems);
    loaded.document = build_document(std::move(note), loaded.state);
    return loaded;
}

}  // namespace assay
