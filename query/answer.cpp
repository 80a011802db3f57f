#include "query/answer.h"

#include <algorithm>

#include "query/hints.h"
#include "query/language/query_string.h"
#include "query/language/query_words.h"
#include "query/language/relaxing.h"
#include "query/match/partial_match.h"
#include "query/matching.h"
#include "query/open_index.h"
#include "query/plan/conditions.h"
#include "query/plan/planned_text.h"
#include "query/plan/query_plan.h"
#include "query/related.h"
#include "query/words/document_set.h"

namespace assay::query {
namespace {

Explanation explain(std::string answered, const QueryPlan& plan) {
    Explanation explanation{std::move(answered), {}, plan.match.query().get_description()};
    for (const PlannedWord& word : plan.found.words) {
        Explanation::Word shown{word.written, {}};
        for (const Alternative& alternative : word.alternatives) {
            std::string terms;
            for (const std::string& term : alternative.words)
                terms.append(terms.empty() ? "" : " ").append(term);
            std::string reason(describe(alternative.reason));
            if (alternative.in != every_language)
                reason.append(", in notes in ")
                    .append(plan.postings->languages().names(alternative.in));
            shown.terms.push_back({std::move(terms), std::move(reason)});
        }
        explanation.words.push_back(std::move(shown));
    }
    return explanation;
}

class Answer {
public:
    Answer(OpenIndex& index, const SearchRequest& request, std::int64_t now)
        : index_(index),
          database_(index.database),
          request_(request),
          now_(now),
          expansion_(database_),
          planner_(request_, conditions_, now_, database_, expansion_) {}

    Result<SearchResult> run() {
        result_.notes = database_.get_doccount();
        result_.index_updated = database_.get_metadata(schema::updated_key);
        Result<std::vector<QueryNode>> conditions = conditions_of(request_, now_);
        if (!conditions) return conditions.error();
        conditions_ = *std::move(conditions);
        Result<PlannedText> planned = planner_.plan(request_.text);
        if (!planned) return planned.error();
        find(*std::move(planned));
        return std::move(result_);
    }

private:
    QueryNode whole(const QueryNode& tree) const { return with_conditions(tree, conditions_); }

    /// Replaces `planned` by the text in its nearest spelling; false if there is none.
    bool correct(PlannedText& planned) {
        std::optional<PlannedText> corrected = planner_.corrected(planned);
        if (!corrected) return false;
        planned = *std::move(corrected);
        result_.corrected = planned.text;
        result_.corrections = planned.corrections;
        return true;
    }

    void find(PlannedText planned) {
        const QueryNode written = planned.written;
        const auto is_one_word = [&](std::string_view first, std::string_view second) {
            return !expansion_.as_one_word(first, second).empty();
        };
        result_.parsed = to_string(
            request_.plain ? planned.tree : without_dropped_words(planned.tree, is_one_word));
        // A plain text is often somebody else's sentence, with words that no note has. It is
        // corrected only if nothing is found.
        if (request_.correct && !request_.plain) correct(planned);
        const auto match_all = [&] { return match(planned.plan, request_, index_, result_); };
        std::vector<Xapian::docid> with_all = match_all();
        if (request_.correct && request_.plain && result_.total == 0 && correct(planned))
            with_all = match_all();
        const QueryPlan& plan = planned.plan;
        const QueryNode &ranked = planned.written, &tree = planned.tree;
        if (wants_partial()) add_partial(tree, ranked, with_all);
        result_.dropped = request_.plain ? dropped_of(ranked, tree) : plan.found.dropped;
        if (request_.explain && !result_.explanation)
            result_.explanation = explain(to_string(whole(tree)), plan);
        const Hints hints(database_, request_, now_, expansion_, conditions_);
        const bool found = result_.total > 0 || result_.total_partial > 0;
        if (!found) hints.nothing_found(written, plan, result_);
        if (!request_.plain) hints.lower_case_operators(written, result_);
        if (!request_.plain) hints.mistaken_words(written, result_);
        if (request_.reverse && request_.sort == SortBy::relevance && plan.ranked) {
            // Notes with most of the words stay after those with all of them.
            const auto is_partial = [&](const Hit& hit) {
                return !result_.relaxed && !hit.missing.empty();
            };
            const auto partial = std::find_if(result_.hits.begin(), result_.hits.end(), is_partial);
            std::reverse(result_.hits.begin(), partial);
            std::reverse(partial, result_.hits.end());
        }
        // The correction found nothing either: the query is answered as it is written.
        if (!found) {
            result_.corrected.reset();
            result_.corrections.clear();
        }
    }

    /// Returns the stop words of a plain text if they are not in `content`.
    static std::vector<std::string> dropped_of(const QueryNode& plain, const QueryNode& content) {
        std::vector<std::string> dropped;
        if (content.children.size() == plain.children.size()) return dropped;
        for (const QueryNode& word : plain.children)
            if (is_free_stop_word(word)) dropped.push_back(word.text);
        return dropped;
    }

    bool wants_partial() const {
        if (request_.plain || request_.partial == Partial::never) return false;
        if (request_.partial == Partial::always || result_.total == 0) return true;
        if (request_.limit == all_hits)
            return result_.total < usual_limit;  // at least what a page of the usual size shows
        return result_.total < request_.limit || result_.total - request_.limit < request_.offset;
    }

    /// Returns `tree` with words that were corrected to a prefix as words again, which a note may
    /// lack.
    QueryNode with_words_as_written(QueryNode tree) const {
        const auto restore = [&](QueryNode& node) {
            const auto is_same = [&](const CorrectedWord& word) {
                return word.shown == node.text + "*";
            };
            if (node.kind == QueryNode::Kind::word && node.prefix &&
                std::any_of(result_.corrections.begin(), result_.corrections.end(), is_same))
                node.prefix = false;
        };
        restore(tree);
        for (QueryNode& child : tree.children) restore(child);
        return tree;
    }

    /// Adds notes with most of the words of `tree` after those `with_all` of them.
    void add_partial(const QueryNode& tree, const QueryNode& ranked,
                     const std::vector<Xapian::docid>& with_all) {
        const std::optional<RelaxedQuery> relaxed = relaxed_query(with_words_as_written(tree));
        if (!relaxed) return;
        QueryPlan some =
            make_plan(whole(relaxed->tree), ranked, request_, database_, expansion_, Needed::any);
        const WordPlaces places(some, database_);
        std::vector<Xapian::docid> notes =
            result_.total == 0 ? places.with_any() : places.with_most();
        std::erase_if(notes, [&](Xapian::docid note) {
            return std::binary_search(with_all.begin(), with_all.end(), note);
        });
        some.match = Xapian::Query(Xapian::Query::OP_FILTER, some.match.query(),
                                   documents_query(std::move(notes)));
        SearchRequest rest = request_;
        rest.offset = request_.offset - std::min(request_.offset, result_.total);
        rest.limit = request_.limit - result_.hits.size();
        if (result_.total > 0)
            rest.facets.clear();  // they count only notes with all of the words, if there are any
        SearchResult partial;
        match(some, rest, index_, partial, &places);
        if (partial.total == 0) return;
        for (Hit& hit : partial.hits) {
            hit.rank += result_.total;
            if (hit.missing.empty())
                hit.missing.push_back(
                    relaxed->parted);  // it has all the pairs, but not next to each other
            result_.hits.push_back(std::move(hit));
        }
        result_.total_partial = partial.total;
        if (result_.total > 0) return;
        result_.facets = std::move(partial.facets);
        result_.relaxed = true;
        result_.words = relaxed->words;
        if (request_.explain) result_.explanation = explain(to_string(whole(relaxed->tree)), some);
    }

    OpenIndex& index_;
    const Xapian::Database& database_;
    const SearchRequest& request_;
    std::int64_t now_;
    WordExpansion expansion_;
    std::vector<QueryNode> conditions_;  // besides the text
    TextPlanner planner_;
    SearchResult result_;
};

}  // namespace

Result<SearchResult> answer(OpenIndex& index, const SearchRequest& request, std::int64_t now) {
    return Answer(index, request, now).run();
}

Result<SearchResult> related(OpenIndex& index, std::string_view path,
                             const SearchRequest& request) {
    const WordExpansion expansion(index.database);
    const std::optional<QueryPlan> plan = related_plan(path, index.database, expansion);
    if (!plan)
        return usage_error("there is no note " + std::string(path),
                           "notes are named by their path in the corpus; see: assay search -l");
    SearchResult result;
    result.notes = index.database.get_doccount();
    result.index_updated = index.database.get_metadata(schema::updated_key);
    match(*plan, request, index, result);
    for (Hit& hit : result.hits) hit.name_marks.clear();  // the request does not name words
    if (request.explain) result.explanation = explain("notes like " + std::string(path), *plan);
    return result;
}

}  // namespace assay::query
