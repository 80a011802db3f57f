#include "indexer/full_build.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>

#include "indexer/file_state.h"
#include "indexer/index_writer.h"
#include "indexer/load_note.h"

namespace assay::indexer {
namespace fs = std::filesystem;
namespace {

/// Each thread builds shards from the next notes. Finally all shards are compacted into the new
/// generation.
class Build {
public:
    Build(const CorpusListing& corpus, const fs::path& generation, const UpdateOptions& options,
          const ShardSizes& sizes, IndexReport& report)
        : corpus_(corpus),
          generation_(generation),
          options_(options),
          sizes_(sizes),
          report_(report) {
        cut_shards();
    }

    void run() {
        const unsigned cores =
            options_.jobs != 0 ? options_.jobs : std::max(1U, std::thread::hardware_concurrency());
        running_ = static_cast<unsigned>(std::min<std::size_t>(cores, groups()));
        std::vector<std::jthread> workers;
        for (unsigned i = running_; i > 0; --i) workers.emplace_back([this] { work(); });
        {
            std::unique_lock lock(mutex_);
            while (running_ > 0) {
                finished_.wait_for(lock, std::chrono::milliseconds(100));
                if (options_.progress) options_.progress(done_, corpus_.notes.size());
            }
        }
        if (options_.progress) options_.progress(done_, corpus_.notes.size());
        if (failed_) std::rethrow_exception(failed_);
        std::vector<fs::path> paths;
        for (std::size_t group = 0; group < groups(); ++group)
            paths.push_back(path_of_group(group));
        finish_generation(paths, generation_, report_.added, config_stamp(options_.config),
                          now_text());
    }

private:
    struct NoteRange {
        std::size_t begin, end;
    };

    void cut_shards() {
        std::uint64_t all_bytes = 0, bytes = 0;
        for (const NoteFile& note : corpus_.notes) all_bytes += note.size;
        // At most a tenth of the shards is cut by the number of notes.
        const std::size_t most_by_notes = std::max<std::size_t>(1, sizes_.most_open / 10),
                          most_by_bytes = sizes_.most_open - most_by_notes;
        const std::uint64_t enough_bytes =
            std::clamp(all_bytes / most_by_bytes, sizes_.fewest_bytes, sizes_.most_bytes);
        const std::size_t enough_notes =
            std::max(sizes_.fewest_notes, corpus_.notes.size() / most_by_notes);
        for (std::size_t i = 0; i < corpus_.notes.size(); ++i) {
            if (shards_.empty() || i - shards_.back().begin >= enough_notes ||
                bytes >= enough_bytes) {
                shards_.push_back({i, i});
                bytes = 0;
            }
            shards_.back().end = i + 1;
            bytes += corpus_.notes[i].size;
        }
        shards_in_group_ =
            std::max<std::size_t>(1, (shards_.size() + sizes_.most_open - 1) / sizes_.most_open);
    }

    std::size_t groups() const {
        return (shards_.size() + shards_in_group_ - 1) / shards_in_group_;
    }

    fs::path path_of(std::size_t shard) const {
        return generation_ / ("shard-" + std::to_string(shard));
    }

    /// Where the shards of a group are compacted; a group of one is its shard.
    fs::path path_of_group(std::size_t group) const {
        return path_of(shards_in_group_ == 1 ? group : shards_.size() + group);
    }

    void work() {
        try {
            for (std::size_t group = next_++; group < groups(); group = next_++) build_group(group);
        } catch (...) {
            const std::lock_guard lock(mutex_);
            failed_ = std::current_exception();
            next_ = groups();
        }
        const std::lock_guard lock(mutex_);
        --running_;
        finished_.notify_one();
    }

    void build_group(std::size_t group) {
        const std::size_t first = group * shards_in_group_,
                          end = std::min(first + shards_in_group_, shards_.size());
        std::vector<fs::path> shards;
        for (std::size_t shard = first; shard < end; ++shard) {
            build_shard(shard);
            shards.push_back(path_of(shard));
        }
        if (shards_in_group_ == 1) return;
        const std::lock_guard lock(compacting_);
        compact_shards(shards, path_of_group(group));
    }

    void build_shard(std::size_t shard) {
        IndexReport part;
        ShardWriter writer(path_of(shard));
        for (std::size_t i = shards_[shard].begin; i < shards_[shard].end; ++i) {
            LoadedNote note = load_note(corpus_, corpus_.notes[i], options_.config, started_ns_);
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

    const CorpusListing& corpus_;
    const fs::path generation_;
    const UpdateOptions& options_;
    const ShardSizes sizes_;
    const std::int64_t started_ns_ = now_ns();
    std::vector<NoteRange> shards_;
    std::size_t shards_in_group_ = 1;
    std::atomic<std::size_t> next_ = 0, done_ = 0;  // the next group; notes
    std::mutex compacting_;  // one group at a time, because each opens many files
    std::mutex mutex_;       // guards the members below
    std::condition_variable finished_;
    unsigned running_ = 0;
    std::exception_ptr failed_;
    IndexReport& report_;
};

}  // namespace

void build_generation(const CorpusListing& corpus, const fs::path& generation,
                      const UpdateOptions& options, IndexReport& report, const ShardSizes& sizes) {
    Build(corpus, generation, options, sizes, report).run();
}

}  // namespace assay::indexer
