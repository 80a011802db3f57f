// Every occurrence of what a query asks for, each with what stands left and right of it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "indexer/schema/error.h"
#include "query/search_request.h"

namespace assay {

enum class ConcordanceOrder : std::uint8_t { date, left, right, path };

struct ConcordanceLine {
    std::string path;
    std::uint32_t line = 0, column = 0;  // of the match in the file; 1-based, code points
    std::string left, match, right;      // one after the other as in the note, white space folded; words are not cut
    std::optional<std::string> created;  // of the note
};

struct Concordance {
    std::vector<ConcordanceLine> lines;
    std::size_t total = 0;  // occurrences, of which `lines` are the first
};

/// What the query marks in the notes that match it (limit, offset, sort and passages of `request` are not looked at). Context stays
/// within a line of the note, at most `context` code points on either side. Orders, all total: date, newest note first, unknown last; left, by the words
/// before the match, the nearest first; right, by the words after it; path. Within a note by place. At most `most` lines.
/// A query that does not parse is an Error with its column. Throws Failure(index).
Result<Concordance> make_concordance(const std::filesystem::path& index_directory, const SearchRequest& request, ConcordanceOrder order,
                                     std::size_t context, std::size_t most);

}  // namespace assay
