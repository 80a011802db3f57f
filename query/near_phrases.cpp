#include "query/near_phrases.h"

#include <algorithm>
#include <limits>

#include "indexer/schema/error.h"
#include "query/document_set.h"

namespace assay {
namespace {

using Xapian::Query;

struct Span {
    Xapian::termpos first, last;  // positions of its words
};

bool is_word(const NearOperand& operand) {
    return std::all_of(operand.begin(), operand.end(), [](const auto& row) { return row.size() == 1; });
}

Query row_query(const std::vector<std::string>& row) { return {Query::OP_PHRASE, row.begin(), row.end(), static_cast<Xapian::termcount>(row.size())}; }

Query any_row(const NearOperand& operand) {
    std::vector<Query> rows;
    for (const std::vector<std::string>& row : operand) rows.push_back(row_query(row));
    return {Query::OP_OR, rows.begin(), rows.end()};
}

std::vector<Xapian::termpos> positions_of(const Xapian::Database& database, Xapian::docid document, const std::string& term) {
    return {database.positionlist_begin(document, term), database.positionlist_end(document, term)};
}

/// Where the note has the operand, by beginning.
std::vector<Span> spans_of(const Xapian::Database& database, Xapian::docid document, const NearOperand& operand) {
    std::vector<Span> spans;
    for (const std::vector<std::string>& row : operand) {
        std::vector<Xapian::termpos> begins = positions_of(database, document, row.front());
        for (std::size_t i = 1; i < row.size() && !begins.empty(); ++i) {
            const std::vector<Xapian::termpos> next = positions_of(database, document, row[i]);
            std::erase_if(begins, [&](Xapian::termpos begin) { return !std::binary_search(next.begin(), next.end(), begin + i); });
        }
        for (const Xapian::termpos begin : begins) spans.push_back({begin, begin + static_cast<Xapian::termpos>(row.size()) - 1});
    }
    std::sort(spans.begin(), spans.end(), [](const Span& a, const Span& b) { return a.first < b.first; });
    return spans;
}

/// One span of each list, so that the words between the first and the last are at most `distance`: the list whose span begins first
/// goes on to its next.
bool are_near(const std::vector<std::vector<Span>>& lists, std::size_t distance) {
    std::vector<std::size_t> at(lists.size());
    while (true) {
        std::size_t first_list = 0;
        Xapian::termpos first = std::numeric_limits<Xapian::termpos>::max(), last = 0, inside = 0;
        for (std::size_t i = 0; i < lists.size(); ++i) {
            if (at[i] == lists[i].size()) return false;
            const Span& span = lists[i][at[i]];
            if (span.first < first) {
                first = span.first;
                first_list = i;
            }
            last = std::max(last, span.last);
            inside += span.last - span.first;
        }
        if (last - first - std::min(inside, last - first) <= distance) return true;
        ++at[first_list];
    }
}

}  // namespace

Query near_query(const Xapian::Database& database, const std::vector<NearOperand>& operands, std::size_t distance) {
    constexpr std::size_t most_position_lists = 200'000;  // a microsecond each
    if (std::all_of(operands.begin(), operands.end(), is_word)) {
        std::vector<Query> words;
        for (const NearOperand& operand : operands) words.push_back(any_row(operand));
        return {Query::OP_NEAR, words.begin(), words.end(), static_cast<Xapian::termcount>(distance + 1)};
    }
    std::vector<Query> all;
    std::size_t terms = 0;
    for (const NearOperand& operand : operands) {
        all.push_back(any_row(operand));
        for (const std::vector<std::string>& row : operand) terms += row.size();
    }
    const std::vector<Xapian::docid> candidates = documents_of(Query(Query::OP_AND, all.begin(), all.end()), database);
    if (candidates.size() * terms > most_position_lists)
        throw Failure({ErrorKind::query, "the words of this NEAR are in too many notes together to look at each", {}, "write the phrase beside the NEAR: \"a b\" (a NEAR c)"});
    std::vector<Xapian::docid> near;
    for (const Xapian::docid candidate : candidates) {
        std::vector<std::vector<Span>> lists;
        for (const NearOperand& operand : operands) lists.push_back(spans_of(database, candidate, operand));
        if (are_near(lists, distance)) near.push_back(candidate);
    }
    return documents_query(std::move(near));
}

}  // namespace assay
