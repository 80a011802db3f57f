#include "query/plan/conditions.h"

#include <optional>
#include <utility>

#include "indexer/text/unicode.h"
#include "query/language/query_cursor.h"
#include "query/language/query_parser.h"
#include "query/language/query_plain.h"
#include "query/language/query_words.h"
#include "query/language/value_range.h"

namespace assay::query {
namespace {

using Kind = QueryNode::Kind;

void forget_places(QueryNode& node) {
    node.begin = node.end = std::string::npos;
    for (QueryNode& child : node.children) forget_places(child);
}

QueryNode tag_node(std::string_view written) {
    QueryNode node;
    node.kind = Kind::tag;
    node.exact = written.starts_with('=');
    node.text = written.substr(node.exact);
    return node;
}

QueryNode path_node(const std::string& written) {
    QueryNode node;
    node.kind = Kind::path;
    node.text = written;
    return node;
}

/// A filter of the date that `option` gives. An error has no column, because the date is not in the
/// query text.
Result<QueryNode> created_node(const std::string& option, Result<ValueRange> range) {
    if (!range) {
        const Error& error = range.error();
        return usage_error(option + ": " + error.message, error.hint);
    }
    QueryNode node;
    node.kind = Kind::range;
    node.field = schema::Field::created;
    node.from = range->from;
    node.until = range->until;
    node.from_instant = range->from_instant;
    node.until_instant = range->until_instant;
    return node;
}

/// Makes a prefix of the last word of a text of `size` bytes, because somebody is still typing it.
/// A word that is too short for a prefix is left out, unless it is the only one.
QueryNode with_unfinished_word(QueryNode tree, std::size_t size) {
    const bool has_several = tree.kind == Kind::all_of;
    QueryNode& last = has_several ? tree.children.back() : tree;
    if (!is_free_word(last) || last.end != size) return tree;
    const std::vector<Word> words = phrase_words(last.words);
    if (words.empty() || words.back().kind != text::Token::Kind::word) return tree;
    if (unicode::length(words.back().folded) >= min_prefix_letters) {
        last.prefix = last.unfinished = true;
    } else if (has_several) {
        tree.children.pop_back();
        if (tree.children.size() == 1) return QueryNode(tree.children.front());
    }
    return tree;
}

/// Parses a query that somebody is still typing: closes open quotes and brackets, and leaves out an
/// operator at the end.
Result<QueryNode> parse_unfinished(const std::string& text, std::int64_t now,
                                   const SavedQueries& saved) {
    Result<QueryNode> written = parse_query(text, now, saved);
    if (written) return with_unfinished_word(*written, text.size());
    constexpr int most_left_out = 2;  // words: "(a OR NOT"
    std::string_view rest = text;
    for (int left_out = 0; left_out <= most_left_out; ++left_out) {
        for (const std::string_view closing : {"", "\"", ")", "\")"})
            if (const Result<QueryNode> tree =
                    parse_query(std::string(rest).append(closing), now, saved))
                return with_unfinished_word(*tree, rest.size());
        const std::size_t blank = rest.find_last_of(' ');
        if (blank == std::string_view::npos) break;
        rest = rest.substr(0, blank);
    }
    return written;
}

}  // namespace

Result<QueryNode> parse_text(const SearchRequest& request, const std::string& text,
                             std::int64_t now) {
    if (!request.plain) {
        return request.unfinished ? parse_unfinished(text, now, request.queries)
                                  : parse_query(text, now, request.queries);
    }
    QueryNode tree = parse_plain(text);
    if (tree.kind == Kind::all)
        if (std::optional<Error> nothing = nothing_to_search_for(text)) return *std::move(nothing);
    return tree;
}

Result<std::vector<QueryNode>> conditions_of(const SearchRequest& request, std::int64_t now) {
    std::vector<QueryNode> conditions;
    QueryNode place;
    for (const std::string& path : request.paths) {
        if (trimmed(path).empty())
            return usage_error("--in: a path is missing",
                               "write --in essays, or --in '**/drafts/*'");
        place.children.push_back(path_node(path));
    }
    place.kind = Kind::any_of;
    if (place.children.size() == 1) conditions.push_back(place.children.front());
    else if (!place.children.empty()) conditions.push_back(std::move(place));
    const auto add_created = [&](Result<QueryNode> node) -> std::optional<Error> {
        if (!node) return node.error();
        conditions.push_back(*std::move(node));
        return std::nullopt;
    };
    if (request.after)
        if (std::optional<Error> error =
                add_created(created_node("--after", parse_since(trimmed(*request.after), now))))
            return *std::move(error);
    if (request.before)
        if (std::optional<Error> error =
                add_created(created_node("--before", parse_until(trimmed(*request.before), now))))
            return *std::move(error);
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

}  // namespace assay::query
