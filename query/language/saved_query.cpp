#include "query/language/saved_query.h"

#include <algorithm>

#include "indexer/text/edit_distance.h"
#include "indexer/text/unicode.h"

namespace assay::query {
namespace {

/// "@name" without punctuation that ends a sentence; empty for any other word.
std::string_view at_name(std::string_view word) {
    if (!word.starts_with('@')) return {};
    word = word.substr(0, word.find_last_not_of(".,;:!?") + 1);
    return word.size() > 1 ? word : std::string_view();
}

void find_near(const QueryNode& node, const SavedQueries& saved, std::vector<std::string>& found) {
    for (const QueryNode& child : node.children) find_near(child, saved, found);
    const std::string_view written =
        node.kind == QueryNode::Kind::word ? at_name(node.text) : std::string_view();
    if (written.empty()) return;
    std::vector<std::string_view> names;
    for (const auto& [name, query] : saved) names.push_back(name);
    const std::string_view nearest = text::nearest_name(written.substr(1), names);
    if (!nearest.empty())
        found.push_back("\"" + std::string(written) +
                        "\" is a word here; did you mean the saved query @" + std::string(nearest) +
                        "?");
}

}  // namespace

SavedName saved_name(std::string_view word, const SavedQueries& saved) {
    const std::string_view written = at_name(word);
    if (written.empty() || saved.empty()) return {};
    const std::string folded = unicode::fold(written.substr(1));
    const auto query = std::find_if(saved.begin(), saved.end(), [&](const auto& each) {
        return unicode::fold(each.first) == folded;
    });
    return query == saved.end() ? SavedName{} : SavedName{&*query, written.size()};
}

std::string in_saved_query(std::string_view written, const std::string& message) {
    return message.starts_with("in @") ? message : "in " + std::string(written) + ": " + message;
}

void forget_places(QueryNode& tree, std::size_t column) {
    tree.begin = tree.end = std::string::npos;
    tree.column = column;
    for (QueryNode& child : tree.children) forget_places(child, column);
}

std::vector<std::string> nearly_saved(const QueryNode& tree, const SavedQueries& saved) {
    std::vector<std::string> found;
    if (!saved.empty()) find_near(tree, saved, found);
    return found;
}

}  // namespace assay::query
