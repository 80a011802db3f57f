// All that the index holds of many notes, one after the other: what `assay export` hands on.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>

#include "indexer/schema/note_record.h"
#include "indexer/text/error.h"
#include "query/values/search_request.h"

namespace assay {

/// Calls see(record) for every note that matches `request` (its text and filters; nothing is
/// corrected or relaxed), by path in the order of bytes, and returns their number. Memory holds the
/// paths, and one note. While somebody writes the index, the notes are those that matched at first,
/// each as it is when its turn comes; one that is gone by then is left out. A query that does not
/// parse is an Error with its column. Throws Failure(index).
Result<std::size_t> for_each_note(const std::filesystem::path& index_directory,
                                  const SearchRequest& request,
                                  const std::function<void(const NoteRecord&)>& see);

}  // namespace assay
