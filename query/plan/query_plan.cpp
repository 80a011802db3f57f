#include "query/plan/query_plan.h"

#include <algorithm>
#include <array>

#include "indexer/schema/note_record.h"
#include "indexer/text/unicode.h"
#include "query/language/query_words.h"
#include "query/plan/filter_plan.h"
#include "query/plan/leaf_plan.h"
#include "query/plan/ranking.h"
#include "query/words/document_set.h"
#include "query/words/weighting.h"

namespace assay::query {
namespace {

using Kind = QueryNode::Kind;
using Xapian::Query;

/// Where a node is in the tree.
struct Place {
    bool negated = false;  // a note must not have it
    bool in_or = false;    // it is somewhere below an OR
};

class Planner {
public:
    Planner(const SearchRequest& request, const WordExpansion& expansion, Needed needed,
            const std::shared_ptr<PostingReader>& postings)
        : database_(postings->database()),
          links_(request.link_source),
          leaves_(request, expansion, needed, postings) {}

    Part plan(const QueryNode& node, Place place = {}) {
        switch (node.kind) {
            case Kind::all: return {every_note(), false, {}};
            case Kind::word:
                return leaf(LeafPlanner::stands_for_forms(node)
                                ? leaves_.run(std::array{RunWord{&node}}, place.in_or)
                                : leaves_.word(node, place.in_or),
                            place);
            case Kind::phrase: return leaf(leaves_.phrase(node, place.in_or), place);
            case Kind::near: return leaf(leaves_.near(node, place.in_or), place);
            case Kind::all_of: return all_of(node, place);
            case Kind::any_of: return any_of(node, place);
            case Kind::none_of: {
                Part not_wanted = negated(node, place);
                return {Query(Query::OP_AND_NOT, every_note(), not_wanted.match.query()), false,
                        std::move(not_wanted.found)};
            }
            case Kind::tag:
            case Kind::file:
            case Kind::path:
            case Kind::lang:
            case Kind::is:
            case Kind::has:
            case Kind::meta:
            case Kind::linked:
            case Kind::range: break;
        }
        return filter(node, place);
    }

private:
    /// Words that a note must not have are neither marked nor explained.
    static Part leaf(Part part, Place place) {
        if (place.negated) part.found = {};
        return part;
    }

    /// Plans what a note must not have. It has no weight, even if a second negation inside it makes
    /// a condition again.
    Part negated(const QueryNode& node, Place place) {
        Part part = plan(node.children.front(), {!place.negated, place.in_or});
        part.found.parts.clear();
        return part;
    }

    Part any_of(const QueryNode& node, Place place) {
        Part any;
        std::vector<Query> branches;
        for (const QueryNode& child : node.children) {
            Part part = plan(child, {place.negated, true});
            Query branch = part.match.query();
            // The weights of a branch count only in notes that the whole branch matches.
            if (part.found.parts.size() != 1 || child.kind != Kind::word)
                for (WeighedPart& each : part.found.parts)
                    each.query = Query(Query::OP_FILTER, each.query, branch);
            if (child.times > 1) {
                const auto times = static_cast<double>(child.times);
                branch = Query(Query::OP_SCALE_WEIGHT, branch, times);
                for (WeighedPart& each : part.found.parts)
                    each.query = Query(Query::OP_SCALE_WEIGHT, each.query, times);
            }
            branches.push_back(std::move(branch));
            any.weighted = any.weighted || part.weighted;
            any.found.append(std::move(part.found));
        }
        any.match = Query(Query::OP_OR, branches.begin(), branches.end());
        return any;
    }

    Part all_of(const QueryNode& node, Place place) {
        const bool keep = keeps_stop_words(node);
        Part all;
        std::vector<MatchQuery> weighted;
        std::vector<Query> filters, negatives;
        const auto take = [&](Part part) {
            all.found.append(std::move(part.found));
            if (part.weighted) weighted.push_back(std::move(part.match));
            else filters.push_back(part.match.query());
        };
        const auto& children = node.children;
        for (std::size_t i = 0; i < children.size();) {
            if (children[i].kind == Kind::none_of) {
                Part part = negated(children[i++], place);
                negatives.push_back(part.match.query());
                all.found.append(std::move(part.found));
            } else if (LeafPlanner::stands_for_forms(children[i])) {  // neighbours
                std::vector<RunWord> run;
                for (; i < children.size() && LeafPlanner::stands_for_forms(children[i]) &&
                       (run.empty() || children[i].field == run.front().node->field);
                     ++i) {
                    run.push_back({&children[i], !keep && is_free_stop_word(children[i])});
                    if (run.back().dropped && !place.negated)
                        all.found.dropped.push_back(children[i].text);
                }
                if (!std::ranges::all_of(run, &RunWord::dropped))
                    take(leaf(leaves_.run(run, place.in_or), place));
            } else {
                take(plan(children[i++], place));
            }
        }
        all.weighted = !weighted.empty();
        if (weighted.size() == 1 && filters.empty() && negatives.empty()) {
            all.match = std::move(weighted.front());
            return all;
        }
        std::vector<Query> words;
        for (const MatchQuery& each : weighted) words.push_back(each.query());
        Query query =
            words.empty() ? every_note() : Query(Query::OP_AND, words.begin(), words.end());
        for (const Query& filter : filters) query = Query(Query::OP_FILTER, query, filter);
        for (const Query& negative : negatives) query = Query(Query::OP_AND_NOT, query, negative);
        all.match = std::move(query);
        return all;
    }

    Part filter(const QueryNode& node, Place place) const {
        if (node.is_of_links()) return {documents_query(links_->notes(node)), false, {}};
        Query query = filter_query(node, database_);
        const std::string folded = node.kind == Kind::tag    ? schema::fold_tag(node.text)
                                   : node.kind == Kind::meta ? schema::fold_meta(node.text)
                                                             : unicode::fold(node.text);
        bool missing = false;
        if (node.kind == Kind::tag)
            missing = !database_.term_exists(schema::tag_term(folded, node.exact));
        if (node.kind == Kind::lang) missing = lang_terms(folded, database_).empty();
        if (node.kind == Kind::meta)
            missing = !database_.term_exists(schema::meta_term(node.key, folded));
        if (node.kind == Kind::file) missing = !is_file_glob(node.text) && matches_nothing(query);
        if (node.kind == Kind::path)
            missing = node.text.find_first_of("*?") == std::string::npos && matches_nothing(query);
        Part part{std::move(query), false, {}};
        if (node.kind == Kind::file && !place.negated) part.found.file_names.push_back(node.text);
        if (missing)
            part.found.missing.push_back({node.kind, node.begin, node.end, folded, node.key, true});
        return part;
    }

    bool matches_nothing(const Query& query) const {
        Xapian::Enquire enquire(database_);
        enquire.set_query(query);
        enquire.set_weighting_scheme(weighting());
        return enquire.get_mset(0, 1).empty();
    }

    const Xapian::Database& database_;
    std::shared_ptr<LinkSource> links_;
    LeafPlanner leaves_;
};

/// Collects all words with ~ in a tree.
void collect_near(const QueryNode& node, std::vector<WantedSpelling>& wanted) {
    if (node.kind == Kind::word && node.edits > 0)
        if (const std::vector<Word> phrase = phrase_words(node.words); !phrase.empty())
            wanted.push_back({phrase.back().folded, node.edits});
    for (const QueryNode& child : node.children) collect_near(child, wanted);
}

/// Leaves out repeated patterns: the time to mark a text grows with their number.
std::vector<MarkPattern> each_once(std::vector<MarkPattern> marks) {
    std::vector<MarkPattern> once;
    for (MarkPattern& mark : marks)
        if (std::none_of(once.begin(), once.end(), [&](const MarkPattern& each) {
                return each.field == mark.field && each.words == mark.words &&
                       each.distance == mark.distance;
            }))
            once.push_back(std::move(mark));
    return once;
}

}  // namespace

QueryPlan make_plan(const QueryNode& tree, const QueryNode& written, const SearchRequest& request,
                    const Xapian::Database& database, const WordExpansion& expansion,
                    Needed needed) {
    std::vector<WantedSpelling> wanted;  // one walk over the terms for all of them
    collect_near(tree, wanted);
    expansion.look_near(wanted);
    QueryPlan plan;
    plan.postings = std::make_shared<PostingReader>(database, normalization_of(written));
    Part root = Planner(request, expansion, needed, plan.postings).plan(tree);
    plan.match = std::move(root.match);
    plan.ranked = root.weighted;
    plan.found = std::move(root.found);
    plan.found.marks = each_once(std::move(plan.found.marks));
    if (!plan.ranked) return plan;
    plan.boosts = boosts_of(written, request.plain, plan.match.query(), *plan.postings, expansion);
    return with_path_weights(std::move(plan), request.weights);
}

}  // namespace assay::query
