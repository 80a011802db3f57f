#include "query/every_note.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "indexer/schema/fields.h"
#include "query/note_links.h"
#include "query/open_index.h"
#include "query/plan/planned_text.h"
#include "query/words/document_set.h"

namespace assay::query {
namespace {

std::vector<std::string> paths_of(const QueryPlan& plan, const Xapian::Database& database) {
    const std::vector<Xapian::docid> notes = documents_of(plan.match.query(), database);
    std::vector<std::string> paths;
    paths.reserve(notes.size());
    auto path = database.valuestream_begin(schema::slot(schema::Field::path));
    for (const Xapian::docid note : notes) {
        path.skip_to(note);
        paths.push_back(*path);
    }
    std::sort(paths.begin(), paths.end());
    return paths;
}

/// By its path, since a new index may have it under another number.
std::optional<schema::NoteRecord> record_at(const OpenIndex& index, const std::string& path) {
    const Xapian::docid note = index.note_at(path);
    return note == 0 ? std::nullopt : std::optional(index.record(note));
}

}  // namespace

Result<std::size_t> for_each_note(OpenIndex& index, const SearchRequest& request,
                                  const std::function<void(const schema::NoteRecord&)>& see) {
    const schema::ReadGuard guard(index.store.directory());  // one for all of them
    const Result<std::vector<std::string>> paths =
        index.retrying([&]() -> Result<std::vector<std::string>> {
            const Result<QueryPlan> plan =
                plan_of(with_links(request, index.database), index.database);
            if (!plan) return plan.error();
            return paths_of(*plan, index.database);
        });
    if (!paths) return paths.error();
    std::size_t seen = 0;
    for (const std::string& path : *paths) {
        schema::ReadGuard::still_alive();
        const std::optional<schema::NoteRecord> record =
            index.retrying([&] { return record_at(index, path); });
        if (!record) continue;
        see(*record);
        ++seen;
    }
    return seen;
}

}  // namespace assay::query
