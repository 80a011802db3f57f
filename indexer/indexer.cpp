#include "indexer/indexer.h"

#include <algorithm>
#include <system_error>
#include <unordered_map>

#include "indexer/changes.h"
#include "indexer/file_state.h"
#include "indexer/full_build.h"
#include "indexer/index_writer.h"
#include "indexer/load_note.h"
#include "indexer/schema/index_store.h"
#include "indexer/schema/read_guard.h"
#include "indexer/text/machine_error.h"
#include "indexer/watch_socket.h"

namespace assay::indexer {
namespace fs = std::filesystem;
namespace {

/// A new path with the content of a deleted one is the same note, renamed.
class Renames {
public:
    explicit Renames(const std::vector<IndexedNote>& gone) {
        for (const IndexedNote& note : gone) ++left_[note.state.hash];
    }
    bool take(const schema::FileState& state) {
        const auto entry = left_.find(state.hash);
        if (entry == left_.end() || entry->second == 0) return false;
        --entry->second;
        return true;
    }

private:
    std::unordered_map<std::uint64_t, std::size_t> left_;
};

/// Returns the count of the report that a note belongs to.
std::size_t IndexReport::*kind_of(const std::optional<schema::FileState>& before,
                                  const schema::FileState& now, Renames& renames) {
    if (!before) return renames.take(now) ? &IndexReport::renamed : &IndexReport::added;
    return before->hash == now.hash && before->size == now.size ? &IndexReport::unchanged
                                                                : &IndexReport::updated;
}

/// Estimated times to read and write a note and a kilobyte of it, and to commit. The time of a
/// commit depends on the disk (doc/engine-notes.md, Writing).
constexpr int commit_ms = 25;
constexpr double note_ms = 0.3, kilobyte_ms = 0.2;

double estimated_ms(const Comparison& seen, const Config& config) {
    double sum = commit_ms + note_ms * static_cast<double>(seen.gone.size());
    for (const Difference& each : seen.to_read)
        if (each.file.size <= config.max_note_bytes)
            sum += note_ms + kilobyte_ms * static_cast<double>(each.file.size) / 1024;
    return sum;
}

/// The differences that were not written.
struct Left {
    std::size_t notes = 0;
    std::optional<Error> unread{};  // why a note could not be read, if that was the reason
};

/// Writes the differences in one transaction until the deadline, and returns those that are left.
/// Throws Failure: index if the index is damaged, io if the system refuses. Then nothing is
/// written.
Left update_in_place(const schema::IndexStore::Writer& store, const Comparison& seen,
                     const UpdateOptions& options, Deadline deadline, IndexReport& report) {
    const schema::ReadGuard guard(store.directory());
    const std::int64_t started_ns = now_ns();
    std::optional<UpdateWriter> writer;  // opened at the first change
    const auto open = [&]() -> UpdateWriter& { return writer ? *writer : writer.emplace(store); };
    report.unchanged = seen.same;
    for (const IndexedNote& note : seen.gone) open().remove(note.path);
    for (const Unsettled& each : seen.unsettled) open().touch(each.path, each.now);
    Renames renames(seen.gone);
    std::size_t done = 0;
    Left left;
    for (const auto& [file, before] : seen.to_read) {
        schema::ReadGuard::still_alive();
        if (std::chrono::steady_clock::now() > deadline) break;
        LoadedNote note = load_note(*seen.corpus.root, file, options.config, started_ns);
        if (note.unread) ++left.notes, left.unread = note.problems.back();
        report.take_problems(note.problems);
        if (note.skipped) {
            ++report.skipped;
            if (before && !note.unread) open().remove(file.path), ++report.removed;
        } else {
            if (before) open().replace(file.path, note.document);
            else open().add(file.path, note.document);
            ++(report.*kind_of(before, note.state, renames));
        }
        ++done;
        if (options.progress) options.progress(done, seen.to_read.size());
    }
    report.removed += seen.gone.size() - report.renamed;
    if (writer) writer->commit(now_text());
    left.notes += seen.to_read.size() - done;
    return left;
}

void build_anew(const schema::IndexStore::Writer& writer, const fs::path& root,
                const UpdateOptions& options, IndexReport& report) {
    const fs::path generation = writer.new_generation();
    build_generation(root, generation, options, report);
    writer.publish(generation);
}

/// Runs `action`. Returns false if the index turns out to be damaged; the caller then rebuilds it.
template <class Action>
bool unless_damaged(const fs::path& directory, Action action) {
    try {
        schema::translate_errors(directory, action);
        return true;
    } catch (const Failure& failure) {
        if (failure.error().kind != ErrorKind::index) throw;
        return false;
    }
}

/// Compares the corpus with its index. Returns nullopt if there is no index that could be updated.
std::optional<Comparison> compare_if_usable(const fs::path& root, const schema::IndexStore& store,
                                            const UpdateOptions& options) {
    std::optional<Comparison> seen;
    const auto look = [&] {
        if (!options.only.empty()) seen = compare_named(root, options.only, store, options.config);
        if (!seen) seen = compare(root, store, options.config);
    };
    if (store.exists() && store.root() == root && !unless_damaged(store.directory(), look))
        seen.reset();
    if (seen && seen->other_config) seen.reset();
    return seen;
}

IndexReport dry_report(const Comparison& seen) {
    IndexReport report;
    for (const Difference& each : seen.to_read) ++(each.before ? report.updated : report.added);
    report.removed = seen.gone.size();
    report.unchanged = seen.same;
    report.problems = seen.corpus.problems;
    report.notes = seen.others + seen.notes;
    report.unread = seen.corpus.unread.size();
    return report;
}

/// The same where there is no index: every note would be added.
IndexReport dry_report(const fs::path& root, const Config& config) {
    IndexReport report;
    CorpusWalk corpus = walk_notes(root, config.exclude, config.follow_links,
                                   [&](const NoteFile&) { ++report.added; });
    report.problems = std::move(corpus.problems);
    report.notes = report.added;
    report.unread = corpus.unread.size();
    return report;
}

IndexReport run(const fs::path& root, const schema::IndexStore& store,
                const UpdateOptions& options) {
    std::optional<Comparison> seen =
        options.full ? std::nullopt : compare_if_usable(root, store, options);
    if (options.dry_run) return seen ? dry_report(*seen) : dry_report(root, options.config);
    if (seen && !seen->anything_to_write()) {
        store.remove_leftovers();
        return dry_report(*seen);
    }
    if (!seen && !options.make_empty && !store.exists())
        if (IndexReport nothing = dry_report(root, options.config); nothing.notes == 0)
            return nothing;
    IndexReport report;
    const schema::IndexStore::Writer writer(store, root, options.wait);
    // During the wait for the lock, another run may have written, and files may have changed.
    if (!options.full && !(seen && seen->is_of(store)))
        seen = compare_if_usable(root, store, options);
    Left left;
    if (seen && unless_damaged(store.directory(), [&] {
            left = update_in_place(writer, *seen, options, Deadline::max(), report);
        })) {
        report.notes = seen->others + seen->notes;
        report.unread = seen->corpus.unread.size() + left.notes;
        report.take_problems(seen->corpus.problems);
    } else {
        report = {};
        schema::translate_errors(store.directory(),
                                 [&] { build_anew(writer, root, options, report); });
    }
    return report;
}

}  // namespace

IndexReport update_index(const fs::path& root, const fs::path& directory,
                         const UpdateOptions& options) {
    const auto started = std::chrono::steady_clock::now();
    IndexReport report = run(root, schema::IndexStore(directory), options);
    std::sort(report.problems.begin(), report.problems.end(), [](const Error& a, const Error& b) {
        return std::pair(a.where->path, a.where->line) < std::pair(b.where->path, b.where->line);
    });
    report.elapsed_ms =
        std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - started)
            .count();
    return report;
}

Freshness refresh_index(const fs::path& root, const fs::path& directory, const Config& config) {
    const std::chrono::milliseconds budget(config.refresh_budget_ms);
    const schema::IndexStore store(directory);
    const auto in = [](std::chrono::milliseconds time) {
        return std::chrono::steady_clock::now() + time;
    };
    constexpr std::chrono::milliseconds hashing(
        100);  // hashing longer is not worth it to learn that notes were only copied
    std::error_code failed;
    const bool is_folder = fs::is_directory(root, failed);
    if (failed && failed != std::errc::no_such_file_or_directory &&
        failed != std::errc::not_a_directory)
        throw Failure(text::machine_error("cannot look at " + root.string(), failed.value(),
                                          "check its permissions"));
    if (!is_folder)
        throw Failure(index_error("the folder of this index is gone: " + root.string(),
                                  "run: " + schema::index_command({}, directory) +
                                      ", or search it as it is with --no-refresh"));
    if (store.root() != root)
        throw Failure(index_error("the index in " + directory.string() + " is of another folder",
                                  "run: " + schema::index_command(root, directory)));
    constexpr std::chrono::milliseconds first_sign(20);
    // While a watcher takes over a change, it gives no sign. With a million notes that takes 50 ms,
    // and a walk seconds.
    constexpr std::chrono::milliseconds first_sign_of_large(200);
    constexpr std::uintmax_t large = 1U << 30U;  // bytes of the index
    const std::string state = watched_state(root, config);
    if (is_watched(directory, state, first_sign, budget) ||
        (store.size_bytes() > large && is_watched(directory, state, first_sign_of_large, budget)))
        return {};
    Comparison seen = compare(root, store, config, in(hashing));
    if (!seen.anything_to_write() || seen.other_config ||
        estimated_ms(seen, config) > static_cast<double>(budget.count()))
        return {seen.stale(), seen.corpus.unread};
    try {
        const schema::IndexStore::Writer writer(store, root);
        if (!seen.is_of(store)) seen = compare(root, store, config, in(hashing));
        UpdateOptions options;
        options.config = config;
        IndexReport report;
        Left left;
        schema::translate_errors(directory, [&] {
            left = update_in_place(writer, seen, options,
                                   in(budget)-std::chrono::milliseconds(commit_ms), report);
        });
        if (left.unread) left.unread->message.insert(0, left.unread->where->path + ": ");
        return {left.notes, seen.corpus.unread, left.unread};
    } catch (const Failure& failure) {
        if (failure.error().kind == ErrorKind::index) throw;
        // The other run may be the watcher, which takes over the same changes.
        if (failure.error().kind == ErrorKind::busy && is_watched(directory, state, budget, budget))
            return {};
        return {seen.stale(), seen.corpus.unread, failure.error()};
    }
}

}  // namespace assay::indexer
