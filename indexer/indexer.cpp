#include "indexer/indexer.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>
#include <unordered_map>

#include "indexer/corpus.h"
#include "indexer/date.h"
#include "indexer/document_builder.h"
#include "indexer/index_writer.h"
#include "indexer/note.h"
#include "indexer/schema/fields.h"
#include "indexer/schema/hash.h"
#include "indexer/schema/index_store.h"

namespace assay {
namespace fs = std::filesystem;
namespace {

using Clock = std::chrono::system_clock;

std::int64_t nanoseconds(Clock::time_point time) {
    return std::chrono::duration_cast<std::chrono::nanoseconds>(time.time_since_epoch()).count();
}
std::string now_text() { return format_instant(std::chrono::duration_cast<std::chrono::seconds>(Clock::now().time_since_epoch()).count()); }

/// What the index knows of each file, by path.
using KnownStates = std::unordered_map<std::string, FileState>;

KnownStates known_states(const IndexStore& store) {
    const Xapian::Database database = store.open_for_reading();
    KnownStates known;
    try {
        known.reserve(database.get_doccount());
        // Two streams over the same documents; neither touches document data (engine notes, E).
        Xapian::ValueIterator path = database.valuestream_begin(slot(Field::path));
        const Xapian::ValueIterator end = database.valuestream_end(slot(Field::path));
        Xapian::ValueIterator change = database.valuestream_begin(slot(Field::change));
        for (; path != end; ++path, ++change) known.emplace(*path, unpack_state(*change));
    } catch (const Xapian::Error& error) {
        throw Failure(index_error(error, store.directory()));
    }
    return known;
}

struct Changes {
    std::vector<const NoteFile*> to_read;  // new, or of another size or time
    std::vector<std::string> gone;         // in the index only
    std::size_t same = 0;
};

Changes compare(const CorpusListing& corpus, KnownStates known) {
    Changes changes;
    for (const NoteFile& file : corpus.notes) {
        const auto entry = known.find(file.path);
        if (entry != known.end() && entry->second.mtime_ns == file.mtime_ns && entry->second.size == file.size) ++changes.same;
        else changes.to_read.push_back(&file);
        if (entry != known.end()) known.erase(entry);
    }
    for (const auto& [path, state] : known) changes.gone.push_back(path);
    std::sort(changes.gone.begin(), changes.gone.end());
    return changes;
}

/// Time of a file whose own cannot be trusted; see read().
constexpr std::int64_t no_time = 0;

/// A note read from disk, ready for the database.
struct ReadNote {
    Xapian::Document document;
    FileState state;
    std::vector<Error> problems;
    bool skipped = false;
};

/// `started`: a file that changed within the clock's grain before the run may change again without its time showing it; its
/// time is not kept, so that the next run looks into it (git calls such a file racily clean).
ReadNote read(const NoteFile& file, std::int64_t started_ns, const FileState* known) {
    constexpr std::int64_t grain_ns = 20'000'000;
    ReadNote result;
    if (file.size > max_note_bytes) {
        result.skipped = true;
        result.problems.push_back({ErrorKind::note, "larger than 16 MiB, skipped", SourcePos{file.path, 0}, "split it, or keep it out of the corpus"});
        return result;
    }
    std::string bytes;
    try {
        bytes = read_file(file.file);
    } catch (const Failure& failure) {
        result.skipped = true;
        result.problems.push_back({ErrorKind::note, failure.error().message + ", skipped", SourcePos{file.path, 0}, failure.error().hint});
        return result;
    }
    result.state = {file.mtime_ns > started_ns - grain_ns ? no_time : file.mtime_ns, bytes.size(), fnv1a_64(bytes)};
    if (known != nullptr && known->hash == result.state.hash && known->size == result.state.size) return result;
    Note note = read_note(file.path, bytes, file.mtime_ns / 1'000'000'000);
    result.problems = std::move(note.problems);
    result.document = build_document(std::move(note), result.state);
    return result;
}

void take_problems(IndexReport& report, std::vector<Error>& problems) {
    report.problems.insert(report.problems.end(), std::make_move_iterator(problems.begin()), std::make_move_iterator(problems.end()));
}

/// A full build: threads make a shard each of the next notes; at last all shards are compacted into the new generation.
class Build {
public:
    Build(const CorpusListing& corpus, const fs::path& generation, const IndexOptions& options, IndexReport& report)
        : corpus_(corpus), generation_(generation), options_(options), report_(report) {
        cut_shards();
    }

    void run() {
        const unsigned cores = options_.jobs != 0 ? options_.jobs : std::max(1U, std::thread::hardware_concurrency());
        running_ = static_cast<unsigned>(std::min<std::size_t>(cores, shards_.size()));
        std::vector<std::jthread> workers;
        for (unsigned i = running_; i > 0; --i) workers.emplace_back([this] { work(); });
        {
            std::unique_lock lock(mutex_);
            while (running_ > 0) {
                finished_.wait_for(lock, std::chrono::milliseconds(100));
                if (options_.progress) options_.progress(done_, corpus_.notes.size());
            }
        }
        if (failed_) std::rethrow_exception(failed_);
        std::vector<fs::path> paths;
        for (std::size_t i = 0; i < shards_.size(); ++i) paths.push_back(path_of(i));
        finish_generation(paths, generation_, now_text());
    }

private:
    struct NoteRange {
        std::size_t begin, end;
    };

    /// A shard of half a megabyte stays in the processor's cache while it is built; 45,231 notes in shards of 250 took 39 s where
    /// shards of 1000 took 58 s. Never more than 200 of them: the last step has them all open, five files each, and a process may
    /// have 1024.
    void cut_shards() {
        constexpr std::uint64_t fewest_bytes = 512U << 10U, most_by_bytes = 180;
        constexpr std::size_t fewest_notes = 2000, most_by_notes = 20;
        std::uint64_t all_bytes = 0, bytes = 0;
        for (const NoteFile& note : corpus_.notes) all_bytes += note.size;
        const std::uint64_t enough_bytes = std::max(fewest_bytes, all_bytes / most_by_bytes);
        const std::size_t enough_notes = std::max(fewest_notes, corpus_.notes.size() / most_by_notes);
        for (std::size_t i = 0; i < corpus_.notes.size(); ++i) {
            if (shards_.empty() || i - shards_.back().begin >= enough_notes || bytes >= enough_bytes) {
                shards_.push_back({i, i});
                bytes = 0;
            }
            shards_.back().end = i + 1;
            bytes += corpus_.notes[i].size;
        }
    }

    fs::path path_of(std::size_t shard) const { return generation_ / ("shard-" + std::to_string(shard)); }

    void work() {
        try {
            for (std::size_t shard = next_++; shard < shards_.size(); shard = next_++) build_shard(shard);
        } catch (...) {
            const std::lock_guard lock(mutex_);
            failed_ = std::current_exception();
            next_ = shards_.size();
        }
        const std::lock_guard lock(mutex_);
        --running_;
        finished_.notify_one();
    }

    void build_shard(std::size_t shard) {
        IndexReport part;
        ShardWriter writer(path_of(shard));
        for (std::size_t i = shards_[shard].begin; i < shards_[shard].end; ++i) {
            ReadNote note = read(corpus_.notes[i], started_ns_, nullptr);
            if (note.skipped) ++part.skipped;
            else writer.add(note.document), ++part.added;
            take_problems(part, note.problems);
            ++done_;
        }
        writer.finish();
        const std::lock_guard lock(mutex_);
        report_.added += part.added;
        report_.skipped += part.skipped;
        take_problems(report_, part.problems);
    }

    const CorpusListing& corpus_;
    const fs::path generation_;
    const IndexOptions& options_;
    const std::int64_t started_ns_ = nanoseconds(Clock::now());
    std::vector<NoteRange> shards_;
    std::atomic<std::size_t> next_ = 0, done_ = 0;
    std::mutex mutex_;  // guards what follows
    std::condition_variable finished_;
    unsigned running_ = 0;
    std::exception_ptr failed_;
    IndexReport& report_;
};

void update_in_place(const IndexStore::Writer& store, const Changes& changes, const KnownStates& known, const IndexOptions& options, IndexReport& report) {
    const std::int64_t started_ns = nanoseconds(Clock::now());
    std::optional<UpdateWriter> writer;  // opened when there is something to write
    const auto open = [&]() -> UpdateWriter& { return writer ? *writer : writer.emplace(store); };
    // A new path with the content of one that is gone is the same note, renamed.
    std::unordered_multimap<std::uint64_t, const std::string*> gone_by_hash;
    for (const std::string& path : changes.gone) gone_by_hash.emplace(known.at(path).hash, &path);
    const auto take_rename = [&](const FileState& state) {
        const auto entry = gone_by_hash.find(state.hash);
        if (entry == gone_by_hash.end() || known.at(*entry->second).size != state.size) return false;
        gone_by_hash.erase(entry);
        return true;
    };
    std::size_t done = 0;
    for (const NoteFile* file : changes.to_read) {
        const auto entry = known.find(file->path);
        const FileState* before = entry == known.end() ? nullptr : &entry->second;
        ReadNote note = read(*file, started_ns, before);
        take_problems(report, note.problems);
        if (note.skipped) {
            ++report.skipped;
            if (before != nullptr) open().remove(file->path), ++report.removed;
        } else if (before != nullptr && before->hash == note.state.hash && before->size == note.state.size) {
            ++report.unchanged;
            open().touch(file->path, note.state);
        } else {
            open().replace(file->path, note.document);
            ++(before != nullptr ? report.updated : take_rename(note.state) ? report.renamed : report.added);
        }
        if (options.progress) options.progress(++done, changes.to_read.size());
    }
    for (const std::string& path : changes.gone) open().remove(path);
    report.removed += gone_by_hash.size();
    if (writer) writer->commit(now_text());
}

}  // namespace

IndexReport update_index(const fs::path& root, const fs::path& directory, const IndexOptions& options) {
    const auto started = std::chrono::steady_clock::now();
    CorpusListing corpus = list_notes(root);
    const IndexStore store(directory);
    IndexReport report;
    take_problems(report, corpus.problems);
    const bool build = options.full || !store.is_current();
    const KnownStates known = store.is_current() ? known_states(store) : KnownStates();
    const Changes changes = compare(corpus, known);
    report.unchanged = changes.same;
    if (options.dry_run) {
        for (const NoteFile* file : changes.to_read) ++(known.contains(file->path) ? report.updated : report.added);
        report.removed = changes.gone.size();
    } else if (build) {
        report.unchanged = 0;
        try {
            const IndexStore::Writer writer(store, root);
            const fs::path generation = writer.new_generation();
            Build(corpus, generation, options, report).run();
            writer.publish(generation);
        } catch (const Xapian::Error& error) {
            throw Failure(index_error(error, directory));
        }
    } else if (!changes.to_read.empty() || !changes.gone.empty()) {
        try {
            const IndexStore::Writer writer(store, root);
            update_in_place(writer, changes, known, options, report);
        } catch (const Xapian::Error& error) {
            throw Failure(index_error(error, directory));
        }
    }
    std::sort(report.problems.begin(), report.problems.end(), [](const Error& a, const Error& b) {
        return std::pair(a.where->path, a.where->line) < std::pair(b.where->path, b.where->line);
    });
    report.elapsed_ms = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - started).count();
    return report;
}

std::size_t count_stale(const fs::path& root, const fs::path& directory) {
    const CorpusListing corpus = list_notes(root);
    const KnownStates known = known_states(IndexStore(directory));
    const Changes changes = compare(corpus, known);
    const auto is_as_known = [&](const NoteFile* file) {
        const auto entry = known.find(file->path);
        if (entry == known.end() || entry->second.mtime_ns != no_time || entry->second.size != file->size) return false;
        try {
            return fnv1a_64(read_file(file->file)) == entry->second.hash;
        } catch (const Failure&) {
            return false;  // a run will say what is wrong with it
        }
    };
    return changes.gone.size() + changes.to_read.size() - static_cast<std::size_t>(std::count_if(changes.to_read.begin(), changes.to_read.end(), is_as_known));
}

}  // namespace assay
