#include "query/plan/near_phrases.h"

#include <algorithm>
#include <iterator>

#include "indexer/text/error.h"
#include "indexer/text/limits.h"
#include "query/plan/spans.h"
#include "query/words/document_set.h"

namespace assay::query {
namespace {

using Xapian::Query;

bool is_word(const WordClass& operand) {
    return std::all_of(operand.begin(), operand.end(),
                       [](const TermPhrase& phrase) { return phrase.terms.size() == 1; });
}

Query phrase_query(const std::vector<std::string>& phrase) {
    return {Query::OP_PHRASE, phrase.begin(), phrase.end(),
            static_cast<Xapian::termcount>(phrase.size())};
}

Query any_phrase(const WordClass& operand) {
    std::vector<Query> phrases;
    for (const TermPhrase& phrase : operand) phrases.push_back(phrase_query(phrase.terms));
    return {Query::OP_OR, phrases.begin(), phrases.end()};
}

/// NEAR with the phrases that count in notes of `language`; 0: with those that count in every note.
Query near_words(const std::vector<WordClass>& operands, std::size_t distance,
                 LanguageSet language) {
    std::vector<Query> words;
    for (const WordClass& operand : operands) {
        WordClass there;
        std::copy_if(operand.begin(), operand.end(), std::back_inserter(there),
                     [&](const TermPhrase& phrase) {
                         return phrase.in == every_language || (phrase.in & language) != 0;
                     });
        if (there.empty()) return {};
        words.push_back(any_phrase(there));
    }
    return {Query::OP_NEAR, words.begin(), words.end(),
            static_cast<Xapian::termcount>(distance + 1)};
}

Query all_words(const std::vector<WordClass>& operands, std::size_t distance,
                const PostingReader& reader) {
    LanguageSet restricted = 0;
    for (const WordClass& operand : operands)
        for (const TermPhrase& phrase : operand)
            if (phrase.in != every_language) restricted |= phrase.in;
    Query everywhere = near_words(operands, distance, 0);
    if (restricted == 0) return everywhere;
    std::vector<Query> any{everywhere};
    for (std::size_t i = 0; i < reader.languages().all().size(); ++i) {
        const LanguageSet language = reader.languages().bit(i);
        if ((restricted & language) != 0)
            any.emplace_back(Query::OP_FILTER, near_words(operands, distance, language),
                             reader.languages().query(language));
    }
    return found_now(Query(Query::OP_OR, any.begin(), any.end()), reader.database());
}

}  // namespace

Query near_query(const std::vector<WordClass>& operands, std::size_t distance,
                 const PostingReader& reader) {
    if (std::all_of(operands.begin(), operands.end(), is_word))
        return all_words(operands, distance, reader);
    std::vector<Query> all;
    std::size_t terms = 0;
    for (const WordClass& operand : operands) {
        all.push_back(any_phrase(operand));
        for (const TermPhrase& phrase : operand) terms += phrase.terms.size();
    }
    const std::vector<Xapian::docid> candidates =
        documents_of(Query(Query::OP_AND, all.begin(), all.end()), reader.database());
    if (candidates.size() * terms > text::max_near_position_lists)
        throw Failure(
            query_error("the words of this NEAR are in too many notes together to look at each",
                        "write the phrase beside the NEAR: \"a b\" (a NEAR c)"));
    PositionLists positions(reader.database());
    std::vector<std::vector<Spans>> spans;
    for (const WordClass& operand : operands)
        spans.push_back(spans_in(candidates, operand, reader, positions));
    std::vector<Xapian::docid> near;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        std::vector<const Spans*> lists;
        for (const std::vector<Spans>& of_operand : spans) lists.push_back(&of_operand[i]);
        const std::optional<std::size_t> least = least_distance(lists, nullptr);
        if (least && *least <= distance) near.push_back(candidates[i]);
    }
    return documents_query(std::move(near));
}

}  // namespace assay::query
