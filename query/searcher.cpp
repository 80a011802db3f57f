#include "query/searcher.h"

#include <chrono>

#include "indexer/schema/fields.h"
#include "indexer/schema/index_store.h"
#include "indexer/schema/note_record.h"
#include "query/answer.h"
#include "query/match/facets.h"
#include "query/note_links.h"
#include "query/open_index.h"
#include "query/words/word_expansion.h"

namespace assay::query {
namespace {

std::int64_t seconds_since_1970() {
    return std::chrono::duration_cast<std::chrono::seconds>(
               std::chrono::system_clock::now().time_since_epoch())
        .count();
}

template <class Search>
Result<SearchResult> timed(Search search) {
    const auto started = std::chrono::steady_clock::now();
    Result<SearchResult> result = search();
    if (!result) return result;
    SearchResult found = *std::move(result);
    found.elapsed_ms =
        std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - started)
            .count();
    return found;
}

}  // namespace

Result<SearchResult> Searcher::search(const SearchRequest& request) {
    return timed([&] {
        return index_.retrying([&] {
            Result<SearchResult> found =
                answer(index_, with_links(request, index_.database), seconds_since_1970());
            if (found) count_links(request, index_, *found);
            return found;
        });
    });
}

Result<SearchResult> Searcher::related(std::string_view path, const SearchRequest& request) {
    return timed([&] {
        return index_.retrying([&] {
            Result<SearchResult> found = assay::query::related(index_, path, request);
            if (found) {
                note_linked(path, request, index_.database, *found);
                count_links(request, index_, *found);
            }
            return found;
        });
    });
}

IndexStats Searcher::stats() {
    return index_.retrying([&] {
        const Xapian::Database& database = index_.database;
        IndexStats stats;
        stats.notes = database.get_doccount();
        stats.index_bytes = index_.store.size_bytes();
        stats.updated = database.get_metadata(schema::updated_key);
        const auto sum = [&](schema::Field field) {
            double total = 0;
            for (auto value = database.valuestream_begin(schema::slot(field));
                 value != database.valuestream_end(schema::slot(field)); ++value)
                total += Xapian::sortable_unserialise(*value);
            return total;
        };
        stats.words = static_cast<std::uint64_t>(sum(schema::Field::words));
        stats.passages = static_cast<std::size_t>(sum(schema::Field::passages));
        for (auto value = database.valuestream_begin(schema::slot(schema::Field::change));
             value != database.valuestream_end(schema::slot(schema::Field::change)); ++value)
            stats.bytes += schema::unpack_state(*value).size;
        const std::string tag_prefix(*schema::spec(schema::Field::tag).prefix);
        for (auto term = database.allterms_begin(tag_prefix);
             term != database.allterms_end(tag_prefix); ++term)
            stats.tags += !(*term).substr(tag_prefix.size()).starts_with('=');
        stats.terms = WordExpansion(database).count_words();
        return stats;
    });
}

std::vector<std::string> Searcher::front_matter_keys() {
    return index_.retrying([&] { return assay::query::front_matter_keys(index_.database); });
}

}  // namespace assay::query
