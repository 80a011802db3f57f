// Fills a hit with what it says about its note. Internal to query/.
#pragma once

#include <utility>

#include "indexer/schema/note_record.h"
#include "indexer/text/instant.h"
#include "query/values/search_result.h"

namespace assay::query {

/// Moves what it needs out of `record`. The caller sets rank, score, marks and passages.
inline void describe_note(schema::NoteRecord& record, Hit& hit) {
    hit.path = std::move(record.path);
    hit.title = std::move(record.title);
    hit.tags = std::move(record.tags);
    if (record.created) hit.created = std::move(record.created->text);
    hit.updated = std::move(record.updated.text);
    hit.modified = text::format_instant(record.modified);
    hit.permalink = std::move(record.permalink);
    hit.lang = std::move(record.lang);
    hit.published = record.published;
    hit.meta = std::move(record.meta);
    hit.words = record.words;
}

}  // namespace assay::query
