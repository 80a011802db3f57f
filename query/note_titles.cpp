#include "query/note_titles.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "indexer/schema/fields.h"
#include "indexer/schema/note_record.h"
#include "indexer/text/unicode.h"
#include "query/note_lookup.h"
#include "query/open_index.h"

namespace assay::query {
namespace {

/// The part of `title` after the one that folds to `folded`. nullopt where that one ends within a
/// character, as "o" does in Œuvre.
std::optional<std::string> rest_of(const std::string& title, const std::string& folded) {
    for (std::size_t at = 0; at < title.size();) {
        at += unicode::decode(title, at).size;
        const std::string before = unicode::fold(std::string_view(title).substr(0, at));
        if (before == folded) return title.substr(at);
        if (before.size() > folded.size()) break;
    }
    return std::nullopt;
}

/// Titles and paths of the notes whose folded title begins with `folded`.
std::vector<std::pair<std::string, std::string>> candidates(const OpenIndex& index,
                                                            const std::string& folded,
                                                            std::size_t most) {
    std::vector<std::pair<std::string, Xapian::docid>> found;
    const auto end = index.database.valuestream_end(schema::slot(schema::Field::title));
    for (auto title = index.database.valuestream_begin(schema::slot(schema::Field::title));
         title != end; ++title) {
        const std::string value = *title;
        if (value.starts_with(folded)) found.emplace_back(value, title.get_docid());
    }
    std::sort(found.begin(), found.end());
    found.resize(std::min(found.size(), most));
    std::vector<std::pair<std::string, std::string>> notes;
    for (const auto& [title, document] : found) {
        std::optional<schema::NoteRecord> record =
            schema::unpack_record(index.database.get_document(document).get_data());
        if (record) notes.emplace_back(std::move(record->title), std::move(record->path));
    }
    return notes;
}

}  // namespace

std::vector<TitledNote> titles_beginning(OpenIndex& index, std::string_view beginning,
                                         std::size_t most) {
    const std::string folded = unicode::fold(beginning);
    std::vector<TitledNote> notes;
    for (auto& [title, path] : index.retrying([&] { return candidates(index, folded, most); })) {
        std::optional<std::string> rest = rest_of(title, folded);
        if (!rest) continue;
        const Result<std::string> named = find_note(index, std::string(beginning) + *rest);
        if (named && *named == path) notes.push_back({std::move(path), *std::move(rest)});
    }
    return notes;
}

}  // namespace assay::query
