#include "query/plan/query_plan.h"

#include <algorithm>
#include <span>

#include "indexer/schema/note_record.h"
#include "indexer/text/unicode.h"
#include "query/plan/filter_plan.h"
#include "query/plan/leaf_plan.h"
#include "query/plan/ranking.h"

namespace assay {
namespace {

using Kind = QueryNode::Kind;
using Xapian::Query;

class Planner {
public:
    Planner(const SearchRequest& request, const Xapian::Database& database,
            const WordExpansion& expansion, Needed needed)
        : database_(database), leaves_(request, database, expansion, needed, plan_) {}

    QueryPlan plan(const QueryNode& tree, const QueryNode& typed) {
        plan_.postings = std::make_shared<PostingReader>(database_, normalization_of(typed));
        Part root = visit(tree, true);
        plan_.ranked = root.weighted;
        plan_.query = std::move(root.query);
        plan_.only_words = std::move(root.only_words);
        return std::move(plan_);
    }

private:
    Part visit(const QueryNode& node, bool positive) {
        switch (node.kind) {
            case Kind::all: return {every_note(), false, {}};
            case Kind::word:
                return LeafPlanner::stands_for_forms(node) ? alone(node, positive)
                                                           : leaves_.word(node, positive);
            case Kind::phrase: return leaves_.phrase(node, positive);
            case Kind::near: return leaves_.near(node, positive);
            case Kind::all_of: return all_of(node, positive);
            case Kind::any_of: return any_of(node, positive);
            case Kind::none_of:
                return {Query(Query::OP_AND_NOT, every_note(), negated(node, positive)), false, {}};
            case Kind::tag:
            case Kind::file:
            case Kind::path:
            case Kind::lang:
            case Kind::is:
            case Kind::has:
            case Kind::meta:
            case Kind::range: break;
        }
        return filter(node, positive);
    }

    /// What `node` says must not be. It weighs nothing, be it a condition again inside another.
    Query negated(const QueryNode& node, bool positive) {
        const auto before = static_cast<std::ptrdiff_t>(plan_.parts.size());
        Query query = visit(node.children.front(), !positive).query;
        plan_.parts.erase(plan_.parts.begin() + before, plan_.parts.end());
        return query;
    }

    Part alone(const QueryNode& node, bool positive) {
        const QueryNode* const run[] = {&node};
        return leaves_.run(run, {false}, positive);
    }

    Part any_of(const QueryNode& node, bool positive) {
        Part any;
        std::vector<Query> branches;
        const bool is_inner = in_any_;
        for (const QueryNode& child : node.children) {
            const std::size_t before = plan_.parts.size();
            leaves_.set_in_any(in_any_ = true);
            Part part = visit(child, positive);
            leaves_.set_in_any(in_any_ = is_inner);
            // What a branch weighs counts where the whole branch matches.
            if (plan_.parts.size() - before != 1 || child.kind != Kind::word)
                for (std::size_t i = before; i < plan_.parts.size(); ++i)
                    plan_.parts[i].query =
                        Query(Query::OP_FILTER, plan_.parts[i].query, part.query);
            if (child.times > 1) {
                const auto times = static_cast<double>(child.times);
                part.query = Query(Query::OP_SCALE_WEIGHT, part.query, times);
                for (std::size_t i = before; i < plan_.parts.size(); ++i)
                    plan_.parts[i].query =
                        Query(Query::OP_SCALE_WEIGHT, plan_.parts[i].query, times);
            }
            branches.push_back(std::move(part.query));
            any.weighted = any.weighted || part.weighted;
        }
        any.query = Query(Query::OP_OR, branches.begin(), branches.end());
        return any;
    }

    Part all_of(const QueryNode& node, bool positive) {
        const bool keep = keeps_stop_words(node);
        std::vector<Part> weighted;
        std::vector<Query> filters, negatives;
        const auto& children = node.children;
        for (std::size_t i = 0; i < children.size();) {
            if (children[i].kind == Kind::none_of) {
                negatives.push_back(negated(children[i++], positive));
                continue;
            }
            if (LeafPlanner::stands_for_forms(children[i])) {  // neighbours
                std::vector<const QueryNode*> run;
                std::vector<bool> dropped;
                for (; i < children.size() && LeafPlanner::stands_for_forms(children[i]) &&
                       (run.empty() || children[i].field == run.front()->field);
                     ++i) {
                    run.push_back(&children[i]);
                    dropped.push_back(!keep && is_free_stop_word(children[i]));
                    if (dropped.back() && positive) plan_.dropped.push_back(children[i].text);
                }
                if (std::find(dropped.begin(), dropped.end(), false) != dropped.end())
                    weighted.push_back(leaves_.run(run, dropped, positive));
                continue;
            }
            Part part = visit(children[i++], positive);
            if (part.weighted) weighted.push_back(std::move(part));
            else filters.push_back(std::move(part.query));
        }
        if (weighted.size() == 1 && filters.empty() && negatives.empty())
            return std::move(weighted.front());
        std::vector<Query> words;
        for (Part& part : weighted) words.push_back(std::move(part.query));
        Part all{words.empty() ? every_note() : Query(Query::OP_AND, words.begin(), words.end()),
                 !words.empty(),
                 {}};
        for (const Query& filter : filters) all.query = Query(Query::OP_FILTER, all.query, filter);
        for (const Query& negative : negatives)
            all.query = Query(Query::OP_AND_NOT, all.query, negative);
        return all;
    }

    Part filter(const QueryNode& node, bool positive) {
        Query query = filter_query(node, database_);
        const std::string folded = node.kind == Kind::tag    ? fold_tag(node.text)
                                   : node.kind == Kind::meta ? fold_meta(node.text)
                                                             : unicode::fold(node.text);
        bool missing = false;
        if (node.kind == Kind::tag) missing = !database_.term_exists(tag_term(folded, node.exact));
        if (node.kind == Kind::lang) missing = lang_terms(folded, database_).empty();
        if (node.kind == Kind::meta) missing = !database_.term_exists(meta_term(node.key, folded));
        if (node.kind == Kind::file) missing = !is_file_glob(node.text) && matches_nothing(query);
        if (node.kind == Kind::file && positive) plan_.file_names.push_back(node.text);
        if (node.kind == Kind::path)
            missing = node.text.find_first_of("*?") == std::string::npos && matches_nothing(query);
        if (missing)
            plan_.missing.push_back({node.kind, node.begin, node.end, folded, node.key, true});
        return {std::move(query), false, {}};
    }

    bool matches_nothing(const Query& query) const {
        Xapian::Enquire enquire(database_);
        enquire.set_query(query);
        enquire.set_weighting_scheme(weighting());
        return enquire.get_mset(0, 1).empty();
    }

    const Xapian::Database& database_;
    QueryPlan plan_;
    LeafPlanner leaves_;
    bool in_any_ = false;
};

/// All ~ words of a tree.
void collect_near(const QueryNode& node, std::vector<WantedSpelling>& wanted) {
    if (node.kind == Kind::word && node.edits > 0)
        if (const std::vector<Word> row = row_of(words_of(node.text)); !row.empty())
            wanted.push_back({row.back().folded, node.edits});
    for (const QueryNode& child : node.children) collect_near(child, wanted);
}

}  // namespace

QueryPlan make_plan(const QueryNode& tree, const QueryNode& typed, const SearchRequest& request,
                    const Xapian::Database& database, const WordExpansion& expansion,
                    Needed needed) {
    std::vector<WantedSpelling> wanted;  // one walk over the terms for all of them
    collect_near(tree, wanted);
    expansion.look_near(wanted);
    QueryPlan plan = Planner(request, database, expansion, needed).plan(tree, typed);
    if (!plan.ranked) return plan;
    add_boosts(plan, typed, request.plain, database, expansion);
    weigh_paths(plan, request.weights, database);
    return plan;
}

}  // namespace assay
