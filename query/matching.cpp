#include "query/matching.h"

#include <algorithm>
#include <span>
#include <vector>

#include "indexer/schema/note_record.h"
#include "indexer/schema/read_guard.h"
#include "indexer/text/file_name.h"
#include "indexer/text/tokenizer.h"
#include "query/hit.h"
#include "query/match/page.h"
#include "query/open_index.h"
#include "query/passages/marks.h"
#include "query/passages/passages.h"
#include "query/plan/filter_plan.h"
#include "query/words/document_set.h"
#include "query/words/weighting.h"

namespace assay::query {
namespace {

/// True if `name` has a word that `title` lacks.
bool says_more(std::string_view name, std::string_view title) {
    const std::string titled = " " + text::whole_text(title) + " ",
                      words = text::whole_text(name) + " ";
    for (std::size_t begin = 0; begin < words.size();) {
        const std::size_t end = words.find(' ', begin) + 1;
        if (titled.find(" " + words.substr(begin, end - begin)) == std::string::npos) return true;
        begin = end;
    }
    return false;
}

/// What the query finds in the name of the file, unless the title says the same.
std::vector<TextRange> name_marks(const schema::NoteRecord& record, const MarkFinder& finder,
                                  const std::vector<std::string>& asked_for) {
    const std::string_view stem = text::file_stem(record.path), told = text::told_name(record.path);
    std::vector<TextRange> marks;
    if (says_more(told, record.title)) {
        const std::vector<Match> in_name = finder.in_title(told, record.lang);
        marks = merge_marks(told, in_name.data(), in_name.data() + in_name.size());
        const auto date = static_cast<std::size_t>(told.data() - stem.data());
        for (TextRange& mark : marks) mark = {mark.begin + date, mark.end + date};
    }
    if (!asked_for.empty() && says_more(stem, record.title)) {
        for (const std::string& written : asked_for) {
            TextRange mark = found_in_name(written, text::file_name(record.path));
            mark.end = std::min(mark.end, stem.size());
            if (mark.begin < mark.end) marks.push_back(mark);
        }
        std::sort(marks.begin(), marks.end(),
                  [](const TextRange& a, const TextRange& b) { return a.begin < b.begin; });
        std::vector<TextRange> merged;
        for (const TextRange& mark : marks) {
            if (!merged.empty() && mark.begin <= merged.back().end)
                merged.back().end = std::max(merged.back().end, mark.end);
            else merged.push_back(mark);
        }
        marks = std::move(merged);
    }
    return marks;
}

Hit make_hit(const OpenIndex& index, const Ranked& ranked, std::size_t rank,
             const MarkFinder& finder, const QueryPlan& plan, const SearchRequest& request) {
    schema::ReadGuard::still_alive();
    schema::NoteRecord record = index.record(ranked.document);
    Hit hit;
    hit.rank = rank;
    hit.score = ranked.score;
    Passages passages =
        choose_passages(record, finder, request.passages, request.blocks, request.context);
    hit.passages = std::move(passages.shown);
    hit.more_passages = passages.more;
    const std::vector<Match> in_title = finder.in_title(record.title, record.lang);
    hit.title_marks = merge_marks(record.title, in_title.data(), in_title.data() + in_title.size());
    hit.name_marks = name_marks(record, finder, plan.found.file_names);
    if (request.whole_text) hit.text = record.text;
    describe_note(record, hit);
    return hit;
}

/// Splits the score of each hit into shares: matches each part of the plan alone over the hits,
/// with the statistics of all notes.
void share_out(const QueryPlan& plan, std::span<const Ranked> ranked,
               const Xapian::Database& database, SearchResult& result) {
    std::vector<Xapian::docid> documents, boosted;
    for (const Ranked& each : ranked) {
        documents.push_back(each.document);
        if (each.boosted) boosted.push_back(each.document);
    }
    std::sort(documents.begin(), documents.end());
    std::sort(boosted.begin(), boosted.end());
    Xapian::Enquire enquire(database);
    enquire.set_weighting_scheme(weighting(plan.postings->normalization()));
    const auto share = [&](const std::vector<WeighedPart>& parts,
                           const std::vector<Xapian::docid>& among) {
        for (const WeighedPart& part : parts) {
            enquire.set_query(
                Xapian::Query(Xapian::Query::OP_FILTER, part.query, documents_query(among)));
            const Xapian::MSet weighed =
                enquire.get_mset(0, static_cast<Xapian::doccount>(among.size()));
            for (auto match = weighed.begin(); match != weighed.end(); ++match) {
                const auto hit =
                    std::find_if(ranked.begin(), ranked.end(),
                                 [&](const Ranked& each) { return each.document == *match; });
                if (match.get_weight() > 0)
                    result.hits[static_cast<std::size_t>(hit - ranked.begin())].shares.push_back(
                        {part.what, match.get_weight()});
            }
        }
    };
    share(plan.found.parts, documents);
    share(plan.boosts.extras, boosted);
    for (std::size_t i = 0; i < ranked.size(); ++i)
        for (const Ranked::Gain& gain : ranked[i].gains)
            result.hits[i].shares.push_back({std::string(gain.what), gain.score});
    for (Hit& hit : result.hits)
        std::stable_sort(hit.shares.begin(), hit.shares.end(),
                         [](const Share& a, const Share& b) { return a.score > b.score; });
}

}  // namespace

std::vector<Xapian::docid> match(const QueryPlan& plan, const SearchRequest& request,
                                 OpenIndex& index, SearchResult& result, const WordPlaces* places) {
    const Xapian::Database& database = index.database;
    Page page = page_of(plan, request, database);
    const std::vector<Ranked>& ranked = page.notes;
    result.total = page.matches.size();
    result.facets = index.cache().facets.count(request.facets, page.matches, database);
    result.hits.clear();
    const MarkFinder finder(plan);
    for (std::size_t i = 0; i < ranked.size(); ++i) {
        result.hits.push_back(
            make_hit(index, ranked[i], request.offset + i + 1, finder, plan, request));
        if (places != nullptr) result.hits.back().missing = places->missing_in(ranked[i].document);
    }
    if (request.explain && plan.ranked) share_out(plan, ranked, database, result);
    return std::move(page.matches);
}

}  // namespace assay::query
