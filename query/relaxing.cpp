#include "query/relaxing.h"

#include <algorithm>

#include "query/query_words.h"

namespace assay {
namespace {

using Kind = QueryNode::Kind;

bool is_word(const QueryNode& node) { return node.kind == Kind::word && node.field == Field::body; }

class Relaxer {
public:
    QueryNode relax(const QueryNode& node) {
        QueryNode result = node;
        if (node.kind == Kind::any_of)
            for (QueryNode& child : result.children) child = relax(child);
        if (node.kind != Kind::all_of) return result;
        QueryNode some;
        some.kind = Kind::any_of;
        some.column = node.column;
        result.children.clear();
        for (const QueryNode& child : node.children) {
            if (!is_word(child)) result.children.push_back(child.kind == Kind::none_of ? child : relax(child));
            else if (!is_free_stop_word(child)) some.children.push_back(child);
        }
        if (some.children.size() < 2) return node;
        changed = true;
        if (result.children.empty()) return some;
        result.children.insert(result.children.begin(), std::move(some));
        return result;
    }

    bool changed = false;
};

}  // namespace

std::optional<QueryNode> relaxed_query(const QueryNode& tree) {
    Relaxer relaxer;
    QueryNode relaxed = relaxer.relax(tree);
    return relaxer.changed ? std::optional(std::move(relaxed)) : std::nullopt;
}

QueryNode without_stop_words(const QueryNode& plain) {
    QueryNode telling = plain;
    std::erase_if(telling.children, is_free_stop_word);
    if (telling.children.empty()) return plain;
    return telling.children.size() == 1 ? telling.children.front() : telling;
}

}  // namespace assay
