// Every occurrence of a query, each with the text left and right of it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "indexer/text/error.h"
#include "query/values/search_request.h"
#include "query/values/search_result.h"

namespace assay::query {

struct OpenIndex;  // open_index.h

enum class ConcordanceOrder : std::uint8_t { date, left, right, path };

struct ConcordanceLine {
    std::string path;
    std::uint32_t line = 0, column = 0;  // of the match in the file; 1-based, code points
    std::uint32_t utf16_column = 0, byte_column = 0;  // the same column in other units (Place)
    std::string left, match,
        right;  // one after the other as in the note, white space folded; words are not cut
    std::optional<std::string> created;  // of the note
};

/// Which occurrences, and in which order: by date, newest note first, unknown last; left, by the
/// words before the match, from the nearest one on; right, by the match and the words after it; or
/// by path. Occurrences that are equal in this come by path and by place.
struct ConcordanceRequest {
    ConcordanceOrder order = ConcordanceOrder::date;
    std::size_t context = 40;  // code points on either side, at most, within a line of the note
    std::size_t most = all_lines;
    bool count = true;  // all occurrences; else reads no more notes than the lines need

    static constexpr std::size_t all_lines = static_cast<std::size_t>(-1);
};

struct Concordance {
    std::vector<ConcordanceLine> lines;
    std::size_t total =
        0;  // occurrences in the notes that were read, of which `lines` are the first
    std::optional<std::string>
        corrected;  // the query that was answered instead, a word of it being nowhere
    std::vector<CorrectedWord> corrections;  // the words in which it differs
    std::vector<std::string> warnings;       // one line each, for the user
};

/// What the query marks in the notes that match it. Ignores limit, offset, sort and passages of
/// `request`. By date or path and without counting it stops after the lines it needs; an order of
/// words reads every matching note. A query that does not parse is an Error with its column. Throws
/// Failure(index).
Result<Concordance> make_concordance(OpenIndex& index, const SearchRequest& request,
                                     const ConcordanceRequest& wanted);

}  // namespace assay::query
