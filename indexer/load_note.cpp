#include "indexer/load_note.h"

#include <chrono>

#include "indexer/document_builder.h"
#include "indexer/file_state.h"
#include "indexer/note/note.h"
#include "indexer/parse_budget.h"

namespace assay::indexer {

std::optional<std::string> read_bytes(const NoteRoot& root, const NoteFile& file,
                                      std::uint64_t max_bytes, std::vector<Error>& problems,
                                      bool& unread) {
    const auto skip = [&](const std::string& why,
                          const std::string& hint) -> std::optional<std::string> {
        problems.push_back(note_error(why + ", skipped", SourcePos{file.path, 0}, hint, "file"));
        return std::nullopt;
    };
    const auto too_large = [&] {
        return skip("larger than " + std::to_string(max_bytes) + " bytes",
                    "split it, or raise max_note_bytes in your own configuration");
    };
    if (file.size > max_bytes) return too_large();
    try {
        std::string bytes = file.read_from(root, max_bytes);
        return bytes.size() > max_bytes
                   ? too_large()
                   : std::optional(std::move(bytes));  // it has grown since the listing
    } catch (const ReadFailure& failure) {
        const Trouble trouble = trouble_of(failure.error_number());
        if (trouble == Trouble::of_process) throw;
        unread = trouble == Trouble::of_disk;
        return skip(failure.error().message, failure.error().hint);
    }
}

LoadedNote load_note(const NoteRoot& root, const NoteFile& file, const Config& config,
                     std::int64_t started_ns) {
    LoadedNote loaded;
    const std::optional<std::string> content =
        read_bytes(root, file, config.max_note_bytes, loaded.problems, loaded.unread);
    loaded.skipped = !content;
    if (loaded.skipped) return loaded;
    const std::string& bytes = *content;
    loaded.state = state_of(file, bytes, started_ns);
    const auto modified =
        std::chrono::floor<std::chrono::seconds>(std::chrono::nanoseconds(file.mtime_ns));
    const ParseShare share(bytes.size());
    Note note = read_note(file.path, bytes, modified.count(), languages_for(config, file.path));
    loaded.problems = std::move(note.problems);
    loaded.document = build_document(std::move(note), loaded.state, loaded.problems);
    return loaded;
}

}  // namespace assay::indexer
