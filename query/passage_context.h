// The lines of a note around a passage. Internal to query/.
#pragma once

#include "indexer/schema/note_record.h"
#include "query/search_request.h"
#include "query/search_result.h"

namespace assay {

/// At most so many lines of the plain text on either side of `shown`, bytes of record.text; those nearest to it.
PassageContext context_of(const NoteRecord& record, TextRange shown, ContextLines wanted);

}  // namespace assay
