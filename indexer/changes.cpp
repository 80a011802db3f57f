#include "indexer/changes.h"

#include <algorithm>
#include <future>
#include <limits>
#include <set>

#include "indexer/file_state.h"
#include "indexer/schema/fields.h"
#include "indexer/schema/index_store.h"
#include "indexer/schema/read_guard.h"

namespace assay::indexer {
namespace fs = std::filesystem;
namespace {

bool by_path(const IndexedNote& a, const IndexedNote& b) { return a.path < b.path; }

std::vector<IndexedNote> indexed_notes(const Xapian::Database& database) {
    std::vector<IndexedNote> notes;
    const auto damaged = [&] {
        throw Xapian::DatabaseCorruptError("its list of notes is damaged");
    };
    notes.reserve(database.get_doccount());
    // Two streams over the same documents; neither reads document data, which is slower
    // (doc/engine-notes.md, Values and facets).
    Xapian::ValueIterator path = database.valuestream_begin(schema::slot(schema::Field::path));
    const Xapian::ValueIterator end = database.valuestream_end(schema::slot(schema::Field::path));
    Xapian::ValueIterator change = database.valuestream_begin(schema::slot(schema::Field::change));
    const Xapian::ValueIterator last =
        database.valuestream_end(schema::slot(schema::Field::change));
    for (; path != end && change != last; ++path, ++change) {
        if (path.get_docid() != change.get_docid()) damaged();
        notes.push_back({*path, schema::unpack_state(*change)});
    }
    if (path != end || change != last || notes.size() != database.get_doccount()) damaged();
    // A full build stores notes in order; updates append at the end.
    if (!std::is_sorted(notes.begin(), notes.end(), by_path))
        std::sort(notes.begin(), notes.end(), by_path);
    if (std::adjacent_find(notes.begin(), notes.end(),
                           [](const IndexedNote& a, const IndexedNote& b) {
                               return a.path == b.path;
                           }) != notes.end())
        damaged();
    return notes;
}

void compare_note(Comparison& seen, const NoteFile& file, const IndexedNote& note,
                  std::int64_t started_ns, Deadline deadline) {
    const schema::FileState& before = note.state;
    const bool same_time = before.mtime_ns == file.mtime_ns && before.size == file.size;
    if (same_time && before.ctime_ns == file.ctime_ns) {
        ++seen.same;
        return;
    }
    if (same_time && std::chrono::steady_clock::now() < deadline) {
        try {
            constexpr std::uint64_t most = std::numeric_limits<std::uint64_t>::max() - 1;
            const schema::FileState now = state_of(file, seen.corpus.read(file, most), started_ns);
            if (now.hash == before.hash && now.size == before.size) {
                ++seen.same;
                if (now != before) seen.unsettled.push_back({&note, now});
                return;
            }
        } catch (const Failure&) {
            // Reading it for the index will report the error.
        }
    }
    seen.to_read.push_back({&file, &before});
}

/// Merges both lists, which are sorted by path.
void merge(Comparison& seen, std::int64_t started_ns, Deadline deadline) {
    auto note = seen.indexed.begin();
    const auto last = seen.indexed.end();
    for (const NoteFile& file : seen.corpus.notes) {
        int order = -1;
        while (note != last && (order = note->path.compare(file.path)) < 0)
            seen.gone.push_back(&*note++);
        if (note == last || order > 0) seen.to_read.push_back({&file, nullptr});
        else compare_note(seen, file, *note++, started_ns, deadline);
    }
    for (; note != last; ++note) seen.gone.push_back(&*note);
}

/// The notes of the index that have one of `names`, by path.
std::vector<IndexedNote> indexed_notes(const Xapian::Database& database,
                                       const std::vector<std::string>& names) {
    std::vector<IndexedNote> notes;
    for (const std::string& name : std::set(names.begin(), names.end())) {
        const Xapian::docid found = schema::note_at(database, name);
        if (found == 0) continue;
        const Xapian::Document document = database.get_document(found);
        const std::string path = document.get_value(schema::slot(schema::Field::path));
        if (path != name) throw Xapian::DatabaseCorruptError("its list of notes is damaged");
        notes.push_back(
            {path, schema::unpack_state(document.get_value(schema::slot(schema::Field::change)))});
    }
    return notes;
}

}  // namespace

Comparison compare(const fs::path& root, const schema::IndexStore& store, const Config& config,
                   Deadline deadline) {
    const std::int64_t started_ns = now_ns();
    Comparison seen;
    // In parallel, because both take about equally long.
    std::future<CorpusListing> corpus = std::async(
        std::launch::async, [&] { return list_notes(root, config.exclude, config.follow_links); });
    {
        const schema::ReadGuard guard(store.directory());
        Xapian::Database database = store.open_for_reading();
        store.retrying(database, [&] {
            seen.version = schema::IndexStore::version(database);
            seen.indexed = indexed_notes(database);
            seen.other_config = database.get_metadata(schema::config_key) != config_stamp(config);
        });
    }
    seen.corpus = corpus.get();
    merge(seen, started_ns, deadline);
    return seen;
}

std::optional<Comparison> compare_named(const fs::path& root, const std::vector<std::string>& names,
                                        const schema::IndexStore& store, const Config& config) {
    const std::int64_t started_ns = now_ns();
    std::optional<CorpusListing> corpus = list_named_notes(root, names, config.exclude);
    if (!corpus) return std::nullopt;
    Comparison seen;
    {
        const schema::ReadGuard guard(store.directory());
        Xapian::Database database = store.open_for_reading();
        store.retrying(database, [&] {
            seen.version = schema::IndexStore::version(database);
            seen.indexed = indexed_notes(database, names);
            seen.others = database.get_doccount() - seen.indexed.size();
            seen.other_config = database.get_metadata(schema::config_key) != config_stamp(config);
        });
    }
    seen.corpus = *std::move(corpus);
    merge(seen, started_ns, Deadline::max());
    return seen;
}

bool Comparison::is_of(const schema::IndexStore& store) const {
    const schema::ReadGuard guard(store.directory());
    try {
        return schema::IndexStore::version(store.open_for_reading()) == version;
    } catch (const Failure&) {
        return false;
    }
}

Comparison compare_with_nothing(const fs::path& root, const Config& config) {
    Comparison seen;
    seen.corpus = list_notes(root, config.exclude, config.follow_links);
    merge(seen, 0, Deadline::max());
    return seen;
}

}  // namespace assay::indexer
