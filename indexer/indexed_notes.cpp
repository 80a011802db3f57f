#include "indexer/indexed_notes.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <set>

#include "indexer/schema/fields.h"
#include "indexer/schema/index_store.h"
#include "indexer/schema/read_guard.h"
#include "indexer/text/hash.h"

namespace assay::indexer {
namespace {

std::uint64_t stat_hash(std::uint64_t size, std::int64_t mtime_ns, std::int64_t ctime_ns) {
    const std::array<std::uint64_t, 3> parts{size, static_cast<std::uint64_t>(mtime_ns),
                                             static_cast<std::uint64_t>(ctime_ns)};
    std::array<char, sizeof parts> bytes;
    std::memcpy(bytes.data(), parts.data(), sizeof parts);
    return text::fnv1a_64({bytes.data(), bytes.size()});
}

}  // namespace

void list_is_damaged() { throw Xapian::DatabaseCorruptError("its list of notes is damaged"); }

std::vector<IndexedNote> indexed_notes(const Xapian::Database& database,
                                       const std::vector<Xapian::docid>& ids) {
    std::vector<IndexedNote> notes;
    for (const Xapian::docid id : ids) {
        schema::ReadGuard::still_alive();
        const Xapian::Document document = database.get_document(id);
        notes.push_back(
            {document.get_value(schema::slot(schema::Field::path)),
             schema::unpack_state(document.get_value(schema::slot(schema::Field::change)))});
    }
    std::sort(notes.begin(), notes.end(),
              [](const IndexedNote& a, const IndexedNote& b) { return a.path < b.path; });
    if (std::adjacent_find(notes.begin(), notes.end(),
                           [](const IndexedNote& a, const IndexedNote& b) {
                               return a.path == b.path;
                           }) != notes.end())
        list_is_damaged();
    return notes;
}

std::vector<IndexedNote> indexed_notes(const Xapian::Database& database,
                                       const std::vector<std::string>& names) {
    const std::set<std::string> wanted(names.begin(), names.end());
    std::vector<Xapian::docid> ids;
    for (const std::string& name : wanted)
        if (const Xapian::docid id = schema::note_at(database, name); id != 0) ids.push_back(id);
    std::vector<IndexedNote> notes = indexed_notes(database, ids);
    for (const IndexedNote& note : notes)
        if (!wanted.contains(note.path)) list_is_damaged();
    return notes;
}

NoteStats::NoteStats(const Xapian::Database& database) {
    notes_.reserve(database.get_doccount());
    // Two streams over the same documents; neither reads document data, which is slower
    // (doc/engine-notes.md, Values and facets).
    const Xapian::valueno path_slot = schema::slot(schema::Field::path),
                          change_slot = schema::slot(schema::Field::change);
    Xapian::ValueIterator path = database.valuestream_begin(path_slot),
                          change = database.valuestream_begin(change_slot);
    const Xapian::ValueIterator last_path = database.valuestream_end(path_slot),
                                last_change = database.valuestream_end(change_slot);
    for (; path != last_path && change != last_change; ++path, ++change) {
        if (path.get_docid() != change.get_docid()) list_is_damaged();
        const schema::FileState state = schema::unpack_state(*change);
        notes_.push_back({text::fnv1a_64(*path),
                          stat_hash(state.size, state.mtime_ns, state.ctime_ns), path.get_docid()});
    }
    if (path != last_path || change != last_change || notes_.size() != database.get_doccount())
        list_is_damaged();
    std::sort(notes_.begin(), notes_.end(),
              [](const Hashes& a, const Hashes& b) { return a.path < b.path; });
}

std::optional<std::size_t> NoteStats::same_as(const NoteFile& file) const {
    const std::uint64_t path = text::fnv1a_64(file.path);
    const auto first =
        std::lower_bound(notes_.begin(), notes_.end(), path,
                         [](const Hashes& note, std::uint64_t hash) { return note.path < hash; });
    if (first == notes_.end() || first->path != path ||
        first->stat != stat_hash(file.size, file.mtime_ns, file.ctime_ns) ||
        (first + 1 != notes_.end() && (first + 1)->path == path))
        return std::nullopt;
    return static_cast<std::size_t>(first - notes_.begin());
}

}  // namespace assay::indexer
