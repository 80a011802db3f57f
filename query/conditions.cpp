#include "query/conditions.h"

#include "query/relaxing.h"

namespace assay {
namespace {

using Kind = QueryNode::Kind;

void forget_places(QueryNode& node) {
    node.begin = node.end = std::string::npos;
    for (QueryNode& child : node.children) forget_places(child);
}

QueryNode tag_node(std::string_view typed) {
    QueryNode node;
    node.kind = Kind::tag;
    node.exact = typed.starts_with('=');
    node.text = typed.substr(node.exact);
    return node;
}

}  // namespace

Result<QueryNode> parse_text(const SearchRequest& request, const std::string& text, std::int64_t now) {
    return request.plain ? Result<QueryNode>(parse_plain(text)) : parse_query(text, now);
}

Result<std::vector<QueryNode>> conditions_of(const SearchRequest& request, std::int64_t now) {
    std::vector<QueryNode> conditions;
    for (const std::string& filter : request.filters) {
        Result<QueryNode> tree = parse_query(filter, now);
        if (!tree) return tree.error();
        conditions.push_back(*std::move(tree));
    }
    for (const std::string& tag : request.tags) conditions.push_back(tag_node(tag));
    for (const std::string& tag : request.not_tags) {
        QueryNode negative;
        negative.kind = Kind::none_of;
        negative.children.push_back(tag_node(tag));
        conditions.push_back(std::move(negative));
    }
    for (QueryNode& condition : conditions) forget_places(condition);
    return conditions;
}

QueryNode with_conditions(const QueryNode& tree, const std::vector<QueryNode>& conditions) {
    if (conditions.empty()) return tree;
    QueryNode all;
    all.kind = Kind::all_of;
    if (tree.kind == Kind::all_of) all.children = tree.children;
    else if (tree.kind != Kind::all) all.children.push_back(tree);
    all.children.insert(all.children.end(), conditions.begin(), conditions.end());
    return all;
}

Result<QueryNode> whole_query(const SearchRequest& request, std::int64_t now) {
    const Result<std::vector<QueryNode>> conditions = conditions_of(request, now);
    if (!conditions) return conditions.error();
    const Result<QueryNode> tree = parse_text(request, request.text, now);
    if (!tree) return tree.error();
    return with_conditions(request.plain ? without_stop_words(*tree) : *tree, *conditions);
}

}  // namespace assay
