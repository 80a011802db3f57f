// The lines of a note around a passage. Internal to query/.
#pragma once

#include <cstddef>

#include "indexer/schema/note_record.h"
#include "query/passages/text_parts.h"
#include "query/values/search_request.h"
#include "query/values/search_result.h"

namespace assay {

/// At most `wanted` lines of the plain text on either side of `shown`, bytes of record.text; those
/// nearest to it. A line that is longer than max_context_line_code_points is cut to as many code
/// points, one of them "…" for what is left out: its end, or the beginning of the line in which
/// `shown` begins. `lines`: of record.text; the same for all passages of a note, in the order of
/// the text, searches a long line once.
PassageContext context_of(const NoteRecord& record, TextRange shown, ContextLines wanted,
                          TextParts& lines);

}  // namespace assay
