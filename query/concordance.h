// Every occurrence of what a query asks for, each with what stands left and right of it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "indexer/text/error.h"
#include "query/values/search_request.h"
#include "query/values/search_result.h"

namespace assay {

enum class ConcordanceOrder : std::uint8_t { date, left, right, path };

struct ConcordanceLine {
    std::string path;
    std::uint32_t line = 0, column = 0;  // of the match in the file; 1-based, code points
    std::uint32_t utf16_column = 0, byte_column = 0;  // the same column in other units (Place)
    std::string left, match,
        right;  // one after the other as in the note, white space folded; words are not cut
    std::optional<std::string> created;  // of the note
};

/// How the occurrences are shown. Orders, all total: date, newest note first, unknown last; left,
/// by the words before the match, the nearest first; right, by the words after it; path. Within a
/// note by place.
struct ConcordanceRequest {
    ConcordanceOrder order = ConcordanceOrder::date;
    std::size_t context = 40;  // code points on either side, at most, within a line of the note
    std::size_t most = all_lines;
    bool count = true;  // also what is not shown; else no more notes are read than the lines need

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

/// What the query marks in the notes that match it (limit, offset, sort and passages of `request`
/// are not looked at). The first lines in the order of notes (date, path) come at once when nothing
/// is counted; an order of words reads every note. A query that does not parse is an Error with its
/// column. Throws Failure(index).
Result<Concordance> make_concordance(const std::filesystem::path& index_directory,
                                     const SearchRequest& request,
                                     const ConcordanceRequest& wanted);

}  // namespace assay
