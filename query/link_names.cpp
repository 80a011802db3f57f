#include "query/link_names.h"

#include <utility>
#include <vector>

#include "query/links/link_index.h"
#include "query/links/link_resolver.h"
#include "query/open_index.h"

namespace assay::query {

LinkNames::LinkNames(OpenIndex& index, LinkContext context)
    : files_since_(std::chrono::steady_clock::now()) {
    std::vector<NamedNote> notes = index.retrying([&] {
        std::vector<Xapian::docid> docids;
        return named_notes(index.database, docids);
    });
    resolver_ = std::make_unique<LinkResolver>(std::move(notes), std::move(context));
    for (std::size_t i = 0; i < resolver_->notes().size(); ++i)
        by_path_.emplace(resolver_->notes()[i].path, i);
}

LinkNames::~LinkNames() = default;

ResolvedLink LinkNames::resolved(OpenIndex& index, std::string_view path,
                                 const schema::NoteRecord* newer, const schema::Link& link) {
    constexpr std::chrono::seconds between{2};
    const std::lock_guard lock(mutex_);
    if (const auto now = std::chrono::steady_clock::now(); now - files_since_ > between) {
        resolver_->forget_files();
        files_since_ = now;
    }
    const auto from = by_path_.find(path);
    if (from == by_path_.end())
        throw Failure(missing_error("there is no note " + std::string(path), "search again"));
    schema::NoteRecord other;
    return resolve_link(
        *resolver_, from->second, link, [&](std::size_t note) -> const schema::NoteRecord& {
            if (note == from->second && newer != nullptr) return *newer;
            // A note that was removed a moment ago has no headings any more.
            const std::string& of = resolver_->notes()[note].path;
            const Xapian::docid id = index.retrying([&] { return index.note_at(of); });
            if (id != 0) other = index.retrying([&] { return index.record(id); });
            return other;
        });
}

}  // namespace assay::query
