// Any bytes -> an error with a place and a hint, or a query that is understood as it is shown.
#include <cstdint>
#include <string>

#include "indexer/schema/unicode.h"
#include "query/query_parser.h"
#include "tests/fuzz/require.h"

using assay::fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const assay::Result<assay::QueryNode> tree = assay::parse_query(text);
    if (!tree) {
        const assay::Error& error = tree.error();
        require(error.kind == assay::ErrorKind::query, "an error of the query");
        require(error.column >= 1 && error.column <= 1 + assay::unicode::length(text), "an error has a place");
        require(!error.message.empty() && !error.hint.empty(), "an error has a hint");
        return 0;
    }
    const std::string shown = to_string(*tree);
    const assay::Result<assay::QueryNode> again = assay::parse_query(shown);
    if (!again) {
        // Fully parenthesised, a query close to the limits goes beyond them.
        const bool beyond = shown.size() > assay::max_query_bytes || again.error().message.find("levels deep") != std::string::npos;
        require(beyond, "what is shown can be typed");
        return 0;
    }
    require(to_string(*again) == shown, "what is shown means the same");
    return 0;
}
