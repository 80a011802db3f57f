// Any bytes -> an error with a place and a hint, or a query that is understood as it is shown. As
// plain text, words and never an error.
#include <algorithm>
#include <cstdint>
#include <string>

#include "indexer/text/limits.h"
#include "indexer/text/unicode.h"
#include "query/language/query_cursor.h"
#include "query/language/query_parser.h"
#include "query/language/query_plain.h"
#include "query/language/query_string.h"
#include "tests/fuzz/require.h"
#include "tests/support/same_tree.h"

using assay::fuzz::require;
using assay::query::QueryNode;

namespace {

constexpr std::int64_t now = 1795521600;  // 2026-11-24T12:00:00Z

/// Every leaf is at the column that it says.
void check_places(const QueryNode& node, std::string_view text) {
    for (const QueryNode& child : node.children) check_places(child, text);
    require(node.kind == QueryNode::Kind::all ||
                (node.column >= 1 && node.column <= 1 + assay::unicode::length(text)),
            "a node has a place");
    require(node.children.empty() || node.text.empty(), "only leaves have text");
    if (!node.children.empty() || node.kind == QueryNode::Kind::all) return;
    require(node.begin < node.end && node.end <= text.size(), "a leaf has a stretch of the query");
    const bool cuts =
        !assay::fuzz::is_boundary(text, node.begin) || !assay::fuzz::is_boundary(text, node.end);
    require(!cuts || !assay::unicode::is_valid(text), "which cuts no character");
    require(node.column == 1 + assay::unicode::length(text.substr(0, node.begin)),
            "and its column");
    const std::string_view place = text.substr(node.begin, node.end - node.begin);
    if (node.kind == QueryNode::Kind::word) require(node.text == place, "and its text is there");
    if (node.kind == QueryNode::Kind::phrase)
        require(node.text == assay::query::unprotected(place),
                "and its text is there, without what protects");
}

void check_query(std::string_view text) {
    const assay::Result<QueryNode> tree = assay::query::parse_query(text, now);
    if (!tree) {
        const assay::Error& error = tree.error();
        require(error.kind == assay::ErrorKind::query, "an error of the query");
        require(error.column >= 1 && error.column <= 1 + assay::unicode::length(text),
                "an error has a place");
        require(!error.message.empty() && !error.hint.empty(), "an error has a hint");
        return;
    }
    check_places(*tree, text);
    const std::string shown = assay::query::to_string(*tree);
    const assay::Result<QueryNode> again = assay::query::parse_query(shown, now);
    if (!again) {
        // Fully parenthesised, a query close to the limits goes beyond them.
        const bool beyond = shown.size() > assay::text::max_query_bytes ||
                            again.error().message.find("levels deep") != std::string::npos;
        require(beyond, "what is shown can be typed");
        return;
    }
    require(assay::test::same_tree(*tree, *again), "what is shown means the same");
    require(assay::query::to_string(*again) == shown, "and is shown the same");
}

void check_plain(std::string_view text) {
    const QueryNode plain = assay::query::parse_plain(text);
    if (text.size() <= 8192)
        check_places(plain, text);  // which counts columns from the beginning, each time
    require(plain.children.size() <= assay::text::max_plain_words, "plain words are bounded");
    require(assay::query::parse_query(assay::query::to_string(plain), now).has_value() ||
                plain.children.size() > 8,
            "plain words can be typed");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    check_query(text);
    // Of a long text an error is all there is: its lines, as far as a person would type.
    std::size_t lines = 0;
    for (std::size_t at = 0; at < size && lines < 300; ++lines) {
        const std::string_view line = text.substr(at, std::min(text.find('\n', at), size) - at);
        check_query(line);
        at += line.size() + 1;
    }
    check_plain(text);
    return 0;
}
