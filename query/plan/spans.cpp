#include "query/plan/spans.h"

#include <algorithm>
#include <limits>

#include "indexer/schema/fields.h"
#include "indexer/text/error.h"
#include "indexer/text/limits.h"
#include "query/words/document_set.h"

namespace assay::query {
namespace {

std::vector<Xapian::termpos> positions_of(Xapian::docid document, const std::string& term,
                                          const Xapian::Database& database) {
    return {database.positionlist_begin(document, term), database.positionlist_end(document, term)};
}

bool has_between(const std::vector<Xapian::termpos>& positions, Xapian::termpos first,
                 Xapian::termpos last) {
    const auto next = std::lower_bound(positions.begin(), positions.end(), first);
    return next != positions.end() && *next <= last;
}

/// True if the words follow each other in the order of the lists, the first of them at `at`.
bool follow_in_line(const std::vector<std::vector<Xapian::termpos>>& lists, Xapian::termpos at,
                    std::size_t distance, const std::vector<Xapian::termpos>& line_ends) {
    Xapian::termpos last = at;
    for (std::size_t i = 1; i < lists.size(); ++i) {
        const auto next = std::upper_bound(lists[i].begin(), lists[i].end(), last);
        if (next == lists[i].end()) return false;
        last = *next;
    }
    return last - at < lists.size() + distance && !has_between(line_ends, at, last);
}

/// Returns the places at which the terms follow each other: the positions of the first.
std::vector<Xapian::termpos> phrase_begins(Xapian::docid document,
                                           const std::vector<std::string>& terms,
                                           PositionLists& positions) {
    std::vector<Xapian::termpos> begins = positions.of(document, terms.front());
    for (std::size_t i = 1; i < terms.size() && !begins.empty(); ++i) {
        const std::vector<Xapian::termpos>& next = positions.of(document, terms[i]);
        std::erase_if(begins, [&](Xapian::termpos begin) {
            return !std::binary_search(next.begin(), next.end(), begin + i);
        });
    }
    return begins;
}

}  // namespace

const std::vector<Xapian::termpos>& PositionLists::of(Xapian::docid document,
                                                      const std::string& term) {
    auto& of_term = lists_[term];
    auto known = of_term.find(document);
    if (known == of_term.end())
        known = of_term.emplace(document, positions_of(document, term, database_)).first;
    return known->second;
}

bool has_phrase(Xapian::docid document, const std::vector<std::string>& terms,
                PositionLists& positions) {
    return !phrase_begins(document, terms, positions).empty();
}

std::vector<Spans> spans_in(const std::vector<Xapian::docid>& documents, const WordClass& phrases,
                            const PostingReader& reader, PositionLists& positions) {
    std::vector<Spans> spans(documents.size());
    for (const TermPhrase& phrase : phrases) {
        auto document = documents.begin();
        for (const Posting& posting : reader.in(documents, phrase.terms.front())) {
            while (*document != posting.document) ++document;
            if (phrase.in != every_language &&
                (phrase.in & reader.languages().of(posting.document)) == 0)
                continue;
            Spans& found = spans[static_cast<std::size_t>(document - documents.begin())];
            for (const Xapian::termpos begin :
                 phrase_begins(posting.document, phrase.terms, positions))
                found.push_back(
                    {begin, begin + static_cast<Xapian::termpos>(phrase.terms.size()) - 1});
        }
    }
    for (Spans& found : spans)
        std::sort(found.begin(), found.end(),
                  [](const Span& a, const Span& b) { return a.first < b.first; });
    return spans;
}

std::optional<std::size_t> least_distance(const std::vector<const Spans*>& lists,
                                          const std::vector<Xapian::termpos>* line_ends) {
    std::optional<std::size_t> least;
    std::vector<std::size_t> at(lists.size());
    while (true) {
        // Compares the current spans; then the list whose span begins first moves to its next.
        std::size_t first_list = 0;
        Xapian::termpos first = std::numeric_limits<Xapian::termpos>::max(), last = 0, inside = 0;
        for (std::size_t i = 0; i < lists.size(); ++i) {
            if (at[i] == lists[i]->size()) return least;
            const Span& span = (*lists[i])[at[i]];
            if (span.first < first) {
                first = span.first;
                first_list = i;
            }
            last = std::max(last, span.last);
            inside += span.last - span.first;
        }
        const std::size_t distance = last - first - std::min(inside, last - first);
        if ((!least || distance < *least) &&
            (line_ends == nullptr || !has_between(*line_ends, first, last)))
            least = distance;
        ++at[first_list];
    }
}

std::vector<Xapian::docid> documents_with_loose_phrase(const std::vector<std::string>& terms,
                                                       std::size_t distance,
                                                       const Xapian::Database& database,
                                                       std::size_t& lists_read) {
    const Xapian::Query phrase(Xapian::Query::OP_PHRASE, terms.begin(), terms.end(),
                               static_cast<Xapian::termcount>(terms.size() + distance));
    std::vector<Xapian::docid> documents = documents_of(phrase, database);
    lists_read += documents.size() * (terms.size() + 1);
    if (lists_read > text::max_phrase_position_lists)
        throw Failure(query_error(
            "the words of a phrase with ~ are in too many notes together to look at each",
            "leave out the ~, or write NEAR between the words"));
    std::erase_if(documents, [&](Xapian::docid document) {
        std::vector<std::vector<Xapian::termpos>> lists;
        for (const std::string& term : terms)
            lists.push_back(positions_of(document, term, database));
        const std::vector<Xapian::termpos> line_ends =
            positions_of(document, schema::line_end_term(), database);
        return std::none_of(lists.front().begin(), lists.front().end(), [&](Xapian::termpos at) {
            return follow_in_line(lists, at, distance, line_ends);
        });
    });
    return documents;
}

}  // namespace assay::query
