#include "indexer/changes.h"

#include <algorithm>
#include <future>
#include <iterator>
#include <limits>

#include "indexer/file_state.h"
#include "indexer/schema/read_guard.h"

namespace assay::indexer {
namespace fs = std::filesystem;
namespace {

/// Takes the notes of a walk while the index is being read, and keeps those that differ from it.
class Sieve {
public:
    explicit Sieve(std::shared_future<NoteStats> indexed) : indexed_(std::move(indexed)) {}

    void take(NoteFile&& file) {
        waiting_.push_back(std::move(file));
        // Until the index has been read, notes wait, but not all of a large corpus.
        constexpr std::size_t most_waiting = 50'000;
        if (waiting_.size() >= most_waiting ||
            indexed_.wait_for(std::chrono::seconds(0)) == std::future_status::ready)
            compare_waiting();
    }

    void compare_waiting() {
        const NoteStats& indexed = indexed_.get();
        is_same_.resize(indexed.size());
        for (NoteFile& file : waiting_) {
            if (const std::optional<std::size_t> note = indexed.same_as(file))
                is_same_[*note] = true;
            else different_.push_back(std::move(file));
        }
        waiting_.clear();
    }

    std::size_t same() const {
        return static_cast<std::size_t>(std::count(is_same_.begin(), is_same_.end(), true));
    }

    /// The files that are new or have another stat.
    std::vector<NoteFile> different() { return std::move(different_); }

    /// The notes of the index that no file is the same as.
    std::vector<Xapian::docid> unmatched() const {
        std::vector<Xapian::docid> ids;
        for (std::size_t note = 0; note < is_same_.size(); ++note)
            if (!is_same_[note]) ids.push_back(indexed_.get().docid_at(note));
        std::sort(ids.begin(), ids.end());  // neighbours are read together
        return ids;
    }

private:
    std::shared_future<NoteStats> indexed_;
    std::vector<NoteFile> waiting_, different_;
    std::vector<bool> is_same_;  // by the place in NoteStats
};

void compare_note(Comparison& seen, NoteFile file, const schema::FileState& before,
                  std::int64_t started_ns, Deadline deadline) {
    const bool same_time = before.mtime_ns == file.mtime_ns && before.size == file.size;
    if (same_time && before.ctime_ns == file.ctime_ns) {
        ++seen.same;
        return;
    }
    if (same_time && std::chrono::steady_clock::now() < deadline) {
        try {
            constexpr std::uint64_t most = std::numeric_limits<std::uint64_t>::max() - 1;
            const schema::FileState now =
                state_of(file, file.read_from(*seen.corpus.root, most), started_ns);
            if (now.hash == before.hash && now.size == before.size) {
                ++seen.same;
                if (now != before) seen.unsettled.push_back({std::move(file.path), now});
                return;
            }
        } catch (const Failure&) {
            // Reading it for the index will report the error.
        }
    }
    seen.to_read.push_back({std::move(file), before});
}

/// Compares `files` with the notes of the index that are not the same as another file, by path.
void compare_notes(Comparison& seen, std::vector<NoteFile> files, std::vector<IndexedNote> indexed,
                   std::int64_t started_ns, Deadline deadline) {
    std::sort(files.begin(), files.end(),
              [](const NoteFile& a, const NoteFile& b) { return a.path < b.path; });
    auto note = indexed.begin();
    for (NoteFile& file : files) {
        while (note != indexed.end() && note->path < file.path)
            seen.gone.push_back(std::move(*note++));
        if (note == indexed.end() || note->path != file.path)
            seen.to_read.push_back({std::move(file), std::nullopt});
        else compare_note(seen, std::move(file), (note++)->state, started_ns, deadline);
    }
    seen.gone.insert(seen.gone.end(), std::make_move_iterator(note),
                     std::make_move_iterator(indexed.end()));
}

}  // namespace

Comparison compare(const fs::path& root, const schema::IndexStore& store, const Config& config,
                   Deadline deadline) {
    const std::int64_t started_ns = now_ns();
    Comparison seen;
    std::vector<NoteFile> different;
    std::vector<IndexedNote> unmatched;
    {
        std::optional<schema::ReadGuard> guard(store.directory());
        Xapian::Database database = store.open_for_reading();
        store.retrying(database, [&] {
            seen = {};
            // In parallel with the walk, because both take about equally long.
            Sieve sieve(std::async(std::launch::async, [&] {
                const schema::ReadGuard guard_of_thread(store.directory());
                seen.version = schema::IndexStore::version(database);
                seen.other_config =
                    database.get_metadata(schema::config_key) != config_stamp(config);
                return NoteStats(database);
            }));
            guard.reset();  // a walk may take longer than a guard allows
            seen.corpus =
                walk_notes(root, config.exclude, config.follow_links, [&](NoteFile&& file) {
                    ++seen.notes;
                    sieve.take(std::move(file));
                });
            sieve.compare_waiting();
            seen.same = sieve.same();
            different = sieve.different();
            guard.emplace(store.directory());
            unmatched = indexed_notes(database, sieve.unmatched());
        });
    }
    compare_notes(seen, std::move(different), std::move(unmatched), started_ns, deadline);
    return seen;
}

std::optional<Comparison> compare_named(const fs::path& root, const std::vector<std::string>& names,
                                        const schema::IndexStore& store, const Config& config) {
    const std::int64_t started_ns = now_ns();
    std::optional<CorpusListing> corpus = list_named_notes(root, names, config.exclude);
    if (!corpus) return std::nullopt;
    Comparison seen;
    std::vector<IndexedNote> indexed;
    {
        const schema::ReadGuard guard(store.directory());
        Xapian::Database database = store.open_for_reading();
        store.retrying(database, [&] {
            seen.version = schema::IndexStore::version(database);
            indexed = indexed_notes(database, names);
            seen.others = database.get_doccount() - indexed.size();
            seen.other_config = database.get_metadata(schema::config_key) != config_stamp(config);
        });
    }
    std::vector<NoteFile> files = std::move(corpus->notes);
    seen.notes = files.size();
    seen.corpus = std::move(*corpus);
    compare_notes(seen, std::move(files), std::move(indexed), started_ns, Deadline::max());
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

}  // namespace assay::indexer
