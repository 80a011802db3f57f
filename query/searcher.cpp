#include "query/searcher.h"

#include <algorithm>
#include <chrono>

#include "indexer/schema/fields.h"
#include "indexer/schema/index_store.h"
#include "indexer/schema/note_record.h"
#include "query/facets.h"
#include "query/hit.h"
#include "query/marks.h"
#include "query/open_index.h"
#include "query/passages.h"
#include "query/query_parser.h"
#include "query/query_plan.h"
#include "query/suggestion.h"
#include "query/word_expansion.h"

namespace assay {

struct Searcher::Index : OpenIndex {
    using OpenIndex::OpenIndex;
};

namespace {

std::int64_t seconds_since_1970() {
    return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

void set_order(Xapian::Enquire& enquire, const QueryPlan& plan, SortBy sort, Xapian::MultiValueKeyMaker& keys) {
    constexpr bool descending = true, ascending = false;
    if (sort == SortBy::relevance && !plan.ranked) sort = SortBy::created;
    switch (sort) {
        case SortBy::relevance:
        case SortBy::created: keys.add_value(slot(Field::created), descending); break;
        case SortBy::updated: keys.add_value(slot(Field::updated), descending); break;
        case SortBy::words: keys.add_value(slot(Field::words), descending); break;
        case SortBy::title: keys.add_value(slot(Field::title), ascending); break;
        case SortBy::path: break;
    }
    keys.add_value(slot(Field::path), ascending);  // every order is total: the same question gets the same answer
    constexpr bool key_as_made = false;
    if (sort == SortBy::relevance) enquire.set_sort_by_relevance_then_key(&keys, key_as_made);
    else enquire.set_sort_by_key(&keys, key_as_made);
}

Hit make_hit(const Xapian::MSetIterator& match, const MarkFinder& finder, std::size_t most_passages, const IndexStore& store) {
    ReadGuard::still_alive();
    std::optional<NoteRecord> record = unpack_record(match.get_document().get_data());
    if (!record)
        throw Failure(index_error(Xapian::DatabaseCorruptError("a note's record is damaged"), store.directory()));
    Hit hit;
    hit.rank = match.get_rank() + 1;
    hit.score = match.get_weight();
    Passages passages = choose_passages(*record, finder, most_passages);
    hit.passages = std::move(passages.shown);
    hit.more_passages = passages.more;
    const std::vector<Match> in_title = finder.find(record->title, Field::title);
    hit.title_marks = merge_marks(record->title, in_title.data(), in_title.data() + in_title.size());
    describe_note(*record, hit);
    return hit;
}

SearchResult run(const IndexStore& store, const Xapian::Database& database, const SearchRequest& request, const QueryNode& tree) {
    const WordExpansion expansion(database);
    const QueryPlan plan = make_plan(tree, request, database, expansion);
    SearchResult result;
    result.parsed = to_string(tree);
    result.notes = database.get_doccount();
    result.index_updated = database.get_metadata(updated_key);

    Xapian::Enquire enquire(database);
    enquire.set_query(plan.query);
    // IneB2 with c = 1: the best of some 120 settings over seven judged collections (engine notes, decision 3).
    enquire.set_weighting_scheme(Xapian::IneB2Weight(1.0));
    Xapian::MultiValueKeyMaker keys;
    set_order(enquire, plan, request.sort, keys);
    FacetSpy facets;
    enquire.add_matchspy(&facets);
    // Every match is checked, so that total and facets are exact (decision 6).
    const auto first = static_cast<Xapian::doccount>(std::min<std::size_t>(request.offset, database.get_doccount()));
    const auto size = static_cast<Xapian::doccount>(std::min<std::size_t>(request.limit, database.get_doccount()));
    const Xapian::MSet matches = enquire.get_mset(first, size, database.get_doccount());
    result.total = matches.get_matches_estimated();
    result.facets = facets.counts();
    const MarkFinder finder(plan.marks);
    for (auto match = matches.begin(); match != matches.end(); ++match) result.hits.push_back(make_hit(match, finder, request.passages, store));

    if (result.total == 0 && !plan.missing.empty()) {
        if (const std::optional<std::string> nearest = nearest_query(request.text, plan.missing, database, expansion)) {
            SearchRequest other = request;
            other.text = *nearest;
            if (const Result<QueryNode> other_tree = parse_query(other.text, seconds_since_1970())) {
                enquire.clear_matchspies();
                enquire.set_query(make_plan(*other_tree, other, database, expansion).query);
                const std::size_t total = enquire.get_mset(0, 0, database.get_doccount()).get_matches_estimated();
                if (total > 0) result.suggestion = {other.text, total};
            }
        }
    }
    return result;
}

}  // namespace

Searcher::Searcher(const std::filesystem::path& directory) : index_(std::make_unique<Index>(directory)) {}
Searcher::~Searcher() = default;
Searcher::Searcher(Searcher&&) noexcept = default;
Searcher& Searcher::operator=(Searcher&&) noexcept = default;

Result<SearchResult> Searcher::search(const SearchRequest& request) {
    const auto started = std::chrono::steady_clock::now();
    const Result<QueryNode> tree = parse_query(request.text, seconds_since_1970());
    if (!tree) return tree.error();
    SearchResult result = index_->retrying([&] { return run(index_->store, index_->database, request, *tree); });
    result.elapsed_ms = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - started).count();
    return result;
}

IndexStats Searcher::stats() {
    return index_->retrying([&] {
        const Xapian::Database& database = index_->database;
        IndexStats stats;
        stats.notes = database.get_doccount();
        stats.index_bytes = index_->store.size_bytes();
        stats.updated = database.get_metadata(updated_key);
        const auto sum = [&](Field field) {
            double total = 0;
            for (auto value = database.valuestream_begin(slot(field)); value != database.valuestream_end(slot(field)); ++value)
                total += Xapian::sortable_unserialise(*value);
            return total;
        };
        stats.words = static_cast<std::uint64_t>(sum(Field::words));
        stats.passages = static_cast<std::size_t>(sum(Field::passages));
        for (auto value = database.valuestream_begin(slot(Field::change)); value != database.valuestream_end(slot(Field::change)); ++value)
            stats.bytes += unpack_state(*value).size;
        const std::string tag_prefix(*spec(Field::tag).prefix);
        for (auto term = database.allterms_begin(tag_prefix); term != database.allterms_end(tag_prefix); ++term)
            stats.tags += !(*term).substr(tag_prefix.size()).starts_with('=');
        stats.terms = WordExpansion(database).count_words();
        return stats;
    });
}

}  // namespace assay
