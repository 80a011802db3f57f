#include "indexer/full_build.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <exception>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "indexer/corpus.h"
#include "indexer/file_state.h"
#include "indexer/index_writer.h"
#include "indexer/load_note.h"

namespace assay::indexer {
namespace fs = std::filesystem;
namespace {

/// One thread walks the corpus and cuts its notes into shards; the others build them. Finally all
/// shards are compacted into the new generation.
class Build {
public:
    Build(const fs::path& root, const fs::path& generation, const UpdateOptions& options,
          const ShardSizes& sizes, IndexReport& report)
        : root_(root), generation_(generation), options_(options), report_(report) {
        choose_sizes(sizes);
    }

    void run() {
        running_ =
            options_.jobs != 0 ? options_.jobs : std::max(1U, std::thread::hardware_concurrency());
        most_waiting_ = running_;
        {
            std::vector<std::jthread> threads;
            try {
                for (unsigned i = running_; i > 0; --i) threads.emplace_back([this] { build(); });
                threads.emplace_back([this] { walk(); });
            } catch (...) {  // the system has no more threads: those that run must not wait
                fail();
                throw;
            }
            std::unique_lock lock(mutex_);
            while (running_ > 0) {
                changed_.wait_for(lock, std::chrono::milliseconds(100));
                show_progress();
            }
        }
        show_progress();
        if (failed_) std::rethrow_exception(failed_);
        std::vector<fs::path> paths;
        for (std::size_t group = 0; group * shards_in_group_ < shards_; ++group) {
            if (unfinished_.contains(group)) compact_group(group);
            paths.push_back(path_of_group(group));
        }
        finish_generation(paths, generation_, report_.added, config_stamp(options_.config),
                          now_text());
    }

private:
    struct Shard {
        std::size_t number = 0;
        std::vector<NoteFile> notes{};
    };

    /// Counts the notes. They may be other ones when they are read, which does no harm.
    void choose_sizes(const ShardSizes& sizes) {
        std::uint64_t all_bytes = 0;
        (void)walk_notes(root_, options_.config.exclude, options_.config.follow_links,
                         [&](const NoteFile& note) { ++notes_, all_bytes += note.size; });
        // At most a tenth of the shards is cut by the number of notes; the last is cut by the end.
        const std::size_t most_by_notes = std::max<std::size_t>(1, sizes.most_open / 10),
                          most_by_bytes =
                              std::max<std::size_t>(1, sizes.most_open - most_by_notes - 1);
        enough_bytes_ = std::clamp<std::uint64_t>(quotient(all_bytes, most_by_bytes),
                                                  sizes.fewest_bytes, sizes.most_bytes);
        enough_notes_ = std::max(sizes.fewest_notes, quotient(notes_, most_by_notes));
        const std::size_t most_shards =
            std::min(notes_, all_bytes / enough_bytes_ + notes_ / enough_notes_ + 1);
        shards_in_group_ = std::max<std::size_t>(1, quotient(most_shards, sizes.most_open));
    }

    /// Rounded up.
    static std::size_t quotient(std::size_t all, std::size_t parts) {
        return (all + parts - 1) / parts;
    }

    void show_progress() const {
        if (options_.progress) options_.progress(done_, std::max<std::size_t>(done_, notes_));
    }

    fs::path path_of(std::size_t shard) const {
        return generation_ / ("shard-" + std::to_string(shard));
    }

    /// Where the shards of a group are compacted; a group of one is its shard.
    fs::path path_of_group(std::size_t group) const {
        return shards_in_group_ == 1 ? path_of(group)
                                     : generation_ / ("group-" + std::to_string(group));
    }

    void fail() {
        const std::lock_guard lock(mutex_);
        if (!failed_) failed_ = std::current_exception();
        changed_.notify_all();
    }

    void walk() {
        try {
            Shard shard;
            std::uint64_t bytes = 0;
            std::size_t notes = 0;
            CorpusWalk corpus = walk_notes(
                root_, options_.config.exclude, options_.config.follow_links, [&](NoteFile&& note) {
                    if (shard.notes.size() >= enough_notes_ || bytes >= enough_bytes_) {
                        hand_over(std::exchange(shard, {shard.number + 1}));
                        bytes = 0;
                    }
                    bytes += note.size;
                    ++notes;
                    shard.notes.push_back(std::move(note));
                });
            if (!shard.notes.empty()) hand_over(std::move(shard));
            const std::lock_guard lock(mutex_);
            report_.notes = notes;
            report_.unread += corpus.unread.size();
            report_.take_problems(corpus.problems);
        } catch (...) {
            fail();
        }
        const std::lock_guard lock(mutex_);
        is_walked_ = true;
        changed_.notify_all();
    }

    void hand_over(Shard shard) {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [this] { return waiting_.size() < most_waiting_ || failed_; });
        if (failed_) return;
        ++shards_;
        waiting_.push_back(std::move(shard));
        changed_.notify_all();
    }

    std::optional<Shard> next_shard() {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [this] { return !waiting_.empty() || is_walked_ || failed_; });
        if (waiting_.empty() || failed_) return std::nullopt;
        Shard shard = std::move(waiting_.front());
        waiting_.pop_front();
        changed_.notify_all();
        return shard;
    }

    void build() {
        try {
            while (const std::optional<Shard> shard = next_shard()) {
                build_shard(*shard);
                finish_shard(shard->number / shards_in_group_);
            }
        } catch (...) {
            fail();
        }
        const std::lock_guard lock(mutex_);
        --running_;
        changed_.notify_all();
    }

    void build_shard(const Shard& shard) {
        IndexReport part;
        ShardWriter writer(path_of(shard.number));
        for (const NoteFile& file : shard.notes) {
            LoadedNote note = load_note(notes_root_, file, options_.config, started_ns_);
            if (note.unread) ++part.unread;
            if (note.skipped) ++part.skipped;
            else writer.add(note.document), ++part.added;
            part.take_problems(note.problems);
            ++done_;
        }
        writer.finish();
        const std::lock_guard lock(mutex_);
        report_.added += part.added;
        report_.skipped += part.skipped;
        report_.unread += part.unread;
        report_.take_problems(part.problems);
    }

    /// Compacts the group if all its shards are built.
    void finish_shard(std::size_t group) {
        if (shards_in_group_ == 1) return;
        {
            const std::lock_guard lock(mutex_);
            if (++unfinished_[group] < shards_in_group_) return;
            unfinished_.erase(group);
        }
        compact_group(group);
    }

    void compact_group(std::size_t group) {
        std::vector<fs::path> shards;
        const std::size_t end = std::min((group + 1) * shards_in_group_, number_of_shards());
        for (std::size_t shard = group * shards_in_group_; shard < end; ++shard)
            shards.push_back(path_of(shard));
        const std::lock_guard lock(compacting_);
        compact_shards(shards, path_of_group(group));
    }

    std::size_t number_of_shards() {
        const std::lock_guard lock(mutex_);
        return shards_;
    }

    const fs::path root_, generation_;
    const NoteRoot notes_root_{root_};
    const UpdateOptions& options_;
    const std::int64_t started_ns_ = now_ns();
    std::size_t notes_ = 0;  // about
    std::uint64_t enough_bytes_ = 0;
    std::size_t enough_notes_ = 0, shards_in_group_ = 1, most_waiting_ = 1;
    std::atomic<std::size_t> done_ = 0;  // notes
    std::mutex compacting_;              // one group at a time, because each opens many files
    std::mutex mutex_;                   // guards the members below
    std::condition_variable changed_;
    std::deque<Shard> waiting_;
    std::size_t shards_ = 0;  // handed over
    std::map<std::size_t, std::size_t>
        unfinished_;  // groups, and how many of their shards are built
    bool is_walked_ = false;
    unsigned running_ = 0;  // threads that build
    std::exception_ptr failed_;
    IndexReport& report_;
};

}  // namespace

void build_generation(const fs::path& root, const fs::path& generation,
                      const UpdateOptions& options, IndexReport& report, const ShardSizes& sizes) {
    Build(root, generation, options, sizes, report).run();
}

}  // namespace assay::indexer
