#include "query/every_note.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "indexer/schema/fields.h"
#include "query/open_index.h"
#include "query/plan/planned_text.h"
#include "query/words/document_set.h"

namespace assay {
namespace {

std::vector<std::string> paths_of(const QueryPlan& plan, const Xapian::Database& database) {
    const std::vector<Xapian::docid> notes = documents_of(plan.match.query(), database);
    std::vector<std::string> paths;
    paths.reserve(notes.size());
    auto path = database.valuestream_begin(slot(Field::path));
    for (const Xapian::docid note : notes) {
        path.skip_to(note);
        paths.push_back(*path);
    }
    std::sort(paths.begin(), paths.end());
    return paths;
}

/// By its path: a new index may know it by another number.
std::optional<NoteRecord> record_at(const OpenIndex& index, const std::string& path) {
    const std::string term = make_term(Field::path, path);
    const auto posting = index.database.postlist_begin(term);
    if (posting == index.database.postlist_end(term)) return std::nullopt;
    std::optional<NoteRecord> record =
        unpack_record(index.database.get_document(*posting).get_data());
    if (!record) throw Failure(index_damage(index.store.directory(), "a note's record is damaged"));
    return record;
}

}  // namespace

Result<std::size_t> for_each_note(const std::filesystem::path& index_directory,
                                  const SearchRequest& request,
                                  const std::function<void(const NoteRecord&)>& see) {
    OpenIndex index(index_directory);
    const Result<std::vector<std::string>> paths =
        index.retrying([&]() -> Result<std::vector<std::string>> {
            const Result<QueryPlan> plan = plan_of(request, index.database);
            if (!plan) return plan.error();
            return paths_of(*plan, index.database);
        });
    if (!paths) return paths.error();
    std::size_t seen = 0;
    for (const std::string& path : *paths) {
        ReadGuard::still_alive();
        const std::optional<NoteRecord> record =
            index.retrying([&] { return record_at(index, path); });
        if (!record) continue;
        see(*record);
        ++seen;
    }
    return seen;
}

}  // namespace assay
