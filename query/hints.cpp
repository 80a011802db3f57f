#include "query/hints.h"

#include <algorithm>

#include "indexer/text/edit_distance.h"
#include "indexer/text/unicode.h"
#include "query/language/query_parser.h"
#include "query/language/query_string.h"
#include "query/language/regular_expression.h"
#include "query/language/saved_query.h"
#include "query/plan/conditions.h"
#include "query/plan/correction.h"
#include "query/plan/query_plan.h"
#include "query/words/document_set.h"

namespace assay::query {
namespace {

using Kind = QueryNode::Kind;

QueryNode group(Kind kind, std::vector<QueryNode> children) {
    if (children.size() == 1) return std::move(children.front());
    QueryNode node;
    node.kind = children.empty() ? Kind::all : kind;
    node.children = std::move(children);
    return node;
}

/// The clauses as somebody would type them: without parentheses around the whole, and without AND.
std::string to_text(const std::vector<QueryNode>& clauses) {
    std::string text;
    for (const QueryNode& clause : clauses)
        text.append(text.empty() ? "" : " ").append(to_string(clause));
    return text;
}

/// True if the value of a filter that is nearest to a missing one, or its last nested part, differs
/// from it by a typing error or so: at most one for every three letters, as for names
/// (edit_distance.h). Values of one or two letters have no errors: everything would be near to
/// them.
bool is_near(const MissingValue& missing, const Xapian::Database& database,
             const WordExpansion& expansion) {
    QueryPlan alone;
    alone.found.missing = {missing};
    alone.found.missing.front().begin = 0;
    alone.found.missing.front().end = missing.folded.size();
    const std::optional<std::string> nearest =
        nearest_value(missing.folded, alone, database, expansion);
    if (!nearest) return false;
    const auto folder = [](std::string_view path) {
        return path.substr(0, path.size() - path.ends_with('/'));
    };
    const std::string found = unicode::fold(folder(*nearest));
    const std::string_view written = folder(missing.folded),
                           last = std::string_view(found).substr(found.rfind('/') + 1);
    const std::size_t beyond = unicode::length(written) / 3 + 1;
    return text::edit_distance(written, found, beyond) < beyond ||
           text::edit_distance(written, last, beyond) < beyond;
}

/// Removes missing values of filters that are not near to any value.
QueryPlan with_near_values(QueryPlan plan, const Xapian::Database& database,
                           const WordExpansion& expansion) {
    std::erase_if(plan.found.missing, [&](const MissingValue& missing) {
        return missing.kind != Kind::word && !is_near(missing, database, expansion);
    });
    return plan;
}

/// Makes file:x of title:x, which is perhaps a part of the name of a file; nullopt for any other
/// clause.
std::optional<QueryNode> in_file_names(const QueryNode& clause) {
    if ((clause.kind != Kind::word && clause.kind != Kind::phrase) ||
        clause.field != schema::Field::title || clause.text.find('/') != std::string::npos)
        return std::nullopt;
    QueryNode file;
    file.kind = Kind::file;
    file.text = clause.text;
    return file;
}

void find_expressions(const QueryNode& node, std::vector<std::string>& remarks) {
    for (const QueryNode& child : node.children) find_expressions(child, remarks);
    if (node.kind == Kind::word && looks_like_expression(node.text))
        remarks.push_back(
            "regular expressions are not supported, and \"" + node.text +
            "\" is the words in it; for the expression run: " + ripgrep_command({node.text}));
}

}  // namespace

QueryNode Hints::whole(std::vector<QueryNode> clauses) const {
    return with_conditions(group(Kind::all_of, std::move(clauses)), conditions_);
}

std::size_t Hints::count(const QueryNode& tree) const {
    return count_matches(
        make_plan(tree, QueryNode{}, request_, database_, expansion_).match.query(), database_);
}

std::optional<std::string> Hints::nearest_to(QueryNode clause) const {
    if (!clause.children.empty()) return std::nullopt;
    clause.begin = 0;
    clause.end = clause.text.size();
    std::optional<std::string> nearest = nearest_value(
        clause.text,
        with_near_values(make_plan(clause, QueryNode{}, request_, database_, expansion_), database_,
                         expansion_),
        database_, expansion_);
    if (!nearest) return nearest;
    clause.text = std::move(*nearest);
    // No note may have the tag itself, only tags nested in it: tag:=tech, when all are
    // tech/open-source.
    if (clause.kind == Kind::tag && clause.exact && count(clause) == 0) clause.exact = false;
    return to_string(clause);
}

bool Hints::suggest(const std::string& text, SearchResult& result) const {
    const Result<QueryNode> tree = parse_query(text, now_, request_.queries);
    if (!tree) return false;
    const std::size_t total = count(whole({*tree}));
    if (total > 0) result.suggestion = {text, total};
    return total > 0;
}

void Hints::nothing_found(const QueryNode& written, const QueryPlan& plan,
                          SearchResult& result) const {
    if (written.kind == Kind::all) return;
    std::vector<QueryNode> clauses{written};
    if (written.kind == Kind::all_of || (written.kind == Kind::any_of && request_.plain))
        clauses = written.children;
    const auto add = [&](const QueryNode& clause) {
        const std::size_t total = count(clause);
        result.clauses.push_back(
            {to_string(clause), total, total == 0 ? nearest_to(clause) : std::nullopt});
    };
    for (const QueryNode& clause : clauses) add(clause);
    for (const QueryNode& condition : conditions_) add(condition);
    if (request_.plain) return;
    std::vector<QueryNode> by_file = clauses;
    bool any_file = false;
    for (std::size_t i = 0; i < clauses.size(); ++i)
        if (result.clauses[i].total == 0)
            if (const std::optional<QueryNode> file = in_file_names(clauses[i]))
                by_file[i] = *file, any_file = true;
    if (any_file && suggest(to_text(by_file), result)) return;
    if (const std::optional<std::string> nearest =
            nearest_text(result.corrected.value_or(request_.text),
                         with_near_values(plan, database_, expansion_), database_, expansion_))
        if (suggest(*nearest, result)) return;
    std::vector<QueryNode> found;
    for (std::size_t i = 0; i < clauses.size(); ++i)
        if (result.clauses[i].total > 0) found.push_back(clauses[i]);
    if (found.empty()) return;
    if (found.size() < clauses.size() && suggest(to_text(found), result)) return;
    constexpr std::size_t most_clauses = 8;  // each needs a search
    if (found.size() < 2 || found.size() > most_clauses) return;
    for (std::size_t left_out = 0; left_out < found.size(); ++left_out) {
        std::vector<QueryNode> others = found;
        others.erase(others.begin() + static_cast<std::ptrdiff_t>(left_out));
        if (std::all_of(others.begin(), others.end(),
                        [](const QueryNode& clause) { return clause.kind == Kind::none_of; }))
            continue;
        const std::size_t total = count(whole(others));
        if (total > (result.suggestion ? result.suggestion->total : 0))
            result.suggestion = {to_text(others), total};
    }
}

void Hints::mistaken_words(const QueryNode& written, SearchResult& result) const {
    std::vector<std::string> remarks = nearly_saved(written, request_.queries);
    find_expressions(written, remarks);
    result.warnings.insert(result.warnings.end(), remarks.begin(), remarks.end());
}

void Hints::lower_case_operators(const QueryNode& written, SearchResult& result) const {
    constexpr std::size_t little = 3;
    if (written.kind != Kind::all_of || result.total > little) return;
    const auto is = [](const QueryNode& node, std::string_view word) {
        return node.kind == Kind::word && node.text == word;
    };
    for (std::size_t i = 1; i + 1 < written.children.size(); ++i) {
        const QueryNode& here = written.children[i];
        if (!is(here, "or") && !is(here, "not")) continue;
        std::string query;
        for (std::size_t j = 0; j < written.children.size(); ++j)
            query.append(query.empty() ? "" : " ")
                .append(j == i ? (is(here, "or") ? "OR" : "NOT") : to_string(written.children[j]));
        const Result<QueryNode> tree = parse_query(query, now_, request_.queries);
        if (!tree) continue;
        const std::size_t total = count(whole({*tree}));
        if (total <= result.total) continue;
        result.warnings.push_back("\"" + here.text + "\" is a word here; " + query + " finds " +
                                  std::to_string(total) + (total == 1 ? " note" : " notes"));
        return;
    }
}

}  // namespace assay::query
