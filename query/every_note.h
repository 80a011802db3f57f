// Everything that the index has of many notes, one after the other, for `assay export`.
#pragma once

#include <cstddef>
#include <functional>

#include "indexer/schema/note_record.h"
#include "indexer/text/error.h"
#include "query/values/search_request.h"

namespace assay::query {

struct OpenIndex;  // open_index.h

/// Calls see(record) for every note that matches the text and filters of `request`, by path in the
/// order of bytes, and returns their number. Does not correct or relax the query. Keeps the paths
/// and one note in memory. While somebody writes the index, these are the notes that matched at the
/// start, each as it is when it is read; one that is gone by then is left out. A query that does
/// not parse is an Error with its column. Throws Failure(index).
Result<std::size_t> for_each_note(OpenIndex& index, const SearchRequest& request,
                                  const std::function<void(const schema::NoteRecord&)>& see);

}  // namespace assay::query
