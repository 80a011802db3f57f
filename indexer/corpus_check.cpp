#include "indexer/corpus_check.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <future>
#include <iterator>
#include <optional>
#include <thread>
#include <tuple>

#include "indexer/corpus.h"
#include "indexer/document_builder.h"
#include "indexer/load_note.h"
#include "indexer/note/note.h"
#include "indexer/parse_budget.h"
#include "indexer/schema/link_target.h"
#include "indexer/text/limits.h"

namespace assay::indexer {
namespace {

/// Returns a record with the names of the note, its anchors, and the links that may be broken.
schema::NoteRecord what_links_need(const schema::NoteRecord& note) {
    schema::NoteRecord record;
    record.path = note.path;
    record.title = note.title;
    record.aliases = note.aliases;
    record.permalink = note.permalink;
    record.headings = note.headings;
    record.anchors = note.anchors;
    std::copy_if(note.links.begin(), note.links.end(), std::back_inserter(record.links),
                 [](const schema::Link& link) {
                     const schema::LinkTarget target = schema::link_target(link.kind, link.target);
                     return target.base != schema::LinkBase::outside &&
                            (!schema::is_wiki(link.kind) || !target.anchor.empty());
                 });
    return record;
}

}  // namespace

CorpusCheck check_corpus(const std::filesystem::path& root, const Config& config,
                         const std::function<void(std::size_t, std::size_t)>& progress) {
    CorpusListing corpus = list_notes(root, config.exclude, config.follow_links);
    CorpusCheck check{corpus.notes.size(), std::move(corpus.problems), {}};
    for (const std::string& link : corpus.outside)
        check.diagnostics.push_back(note_error(
            "link to a place outside the corpus, not followed", SourcePos{link, 0},
            "write follow_links: true in " + user_config_file().string() + " to follow it",
            "file"));
    std::atomic<std::size_t> next = 0;
    std::vector<std::optional<schema::NoteRecord>> linked(corpus.notes.size());
    const auto work = [&] {
        std::vector<Error> found;
        for (std::size_t i = next++; i < corpus.notes.size(); i = next++) {
            bool unread = false;
            const auto bytes =
                read_bytes(*corpus.root, corpus.notes[i], config.max_note_bytes, found, unread);
            if (!bytes) continue;
            const ParseShare share(bytes->size());
            Note note = read_note(corpus.notes[i].path, *bytes, 0,
                                  languages_for(config, corpus.notes[i].path));
            std::vector<Error> problems = std::move(note.problems);
            if (config.check_links) linked[i] = what_links_need(note.record);
            // A different term takes at least two bytes of text.
            if (note.record.text.size() > 2 * text::max_note_terms)
                build_document(std::move(note), {}, problems);
            found.insert(found.end(), std::make_move_iterator(problems.begin()),
                         std::make_move_iterator(problems.end()));
        }
        return found;
    };
    std::vector<std::future<std::vector<Error>>> workers;
    for (unsigned i = std::max(1U, std::thread::hardware_concurrency()); i > 0; --i)
        workers.push_back(std::async(std::launch::async, work));
    for (auto& worker : workers) {
        while (worker.wait_for(std::chrono::milliseconds(20)) != std::future_status::ready)
            progress(std::min<std::size_t>(next, check.notes), check.notes);
        std::vector<Error> found = worker.get();
        check.diagnostics.insert(check.diagnostics.end(), std::make_move_iterator(found.begin()),
                                 std::make_move_iterator(found.end()));
    }
    for (std::optional<schema::NoteRecord>& note : linked)
        if (note) check.notes_with_links.push_back(*std::move(note));
    std::stable_sort(check.diagnostics.begin(), check.diagnostics.end(),
                     [](const Error& a, const Error& b) {
                         return std::tie(a.where->path, a.where->line, a.message) <
                                std::tie(b.where->path, b.where->line, b.message);
                     });
    return check;
}

}  // namespace assay::indexer
