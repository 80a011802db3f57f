// The lines of a note around a passage. Internal to query/.
#pragma once

#include "indexer/schema/note_record.h"
#include "query/passages/text_parts.h"
#include "query/values/search_request.h"
#include "query/values/search_result.h"

namespace assay::query {

/// Returns at most `wanted` lines of the plain text before and after `shown` (bytes of
/// record.text), those nearest to it. A longer line than max_context_line_code_points is cut to
/// that length, with "…" as one of the code points: at its end, or at its beginning if it is the
/// line in which `shown` begins. `lines`: the lines of record.text. Using one object for all
/// passages of a note, in the order of the text, searches a long line only once.
PassageContext context_of(const schema::NoteRecord& record, TextRange shown, ContextLines wanted,
                          TextParts& lines);

}  // namespace assay::query
