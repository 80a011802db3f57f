// The whole way: any bytes as two notes in a folder -> index -> query (the first line of the bytes)
// -> JSON. A line "%%%%" separates notes. The first note is indexed anew, the second by an
// update.
#include <cstdint>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>

#include "cli/print/json_printer.h"
#include "indexer/indexer.h"
#include "indexer/text/unicode.h"
#include "query/open_index.h"
#include "query/searcher.h"
#include "tests/fuzz/require.h"
#include "tests/support/temp_dir.h"

using assay::fuzz::require;
using nlohmann::json;

namespace {

/// On no disk, one for all inputs.
const assay::test::TempDir& folder() {
    static const assay::test::TempDir made(assay::test::memory_directory());
    return made;
}

std::string take_part(std::string_view& bytes, std::string_view end) {
    const std::size_t at = std::min(bytes.find(end), bytes.size());
    const std::string part(bytes.substr(0, at));
    bytes.remove_prefix(std::min(at + end.size(), bytes.size()));
    return part;
}

void check_marks(const json& marks, std::string_view text) {
    std::size_t last = 0;
    for (const json& mark : marks) {
        const auto start = mark.at("start").get<std::size_t>(),
                   end = mark.at("end").get<std::size_t>();
        require(start < end && start >= last && end <= assay::unicode::length(text),
                "a mark lies in its text");
        last = end;
    }
}

/// Notes in all that match.
std::size_t check_answer(assay::query::Searcher& searcher,
                         const assay::query::SearchRequest& request, const std::string& root) {
    const assay::Result<assay::query::SearchResult> found = searcher.search(request);
    std::ostringstream out;
    if (!found) {
        assay::cli::print_json_error(out, found.error());
        const json error = json::parse(out.str());
        require(
            error.at("schema") == "assay/error" && !error.at("message").get<std::string>().empty(),
            "an error says what is wrong");
        return 0;
    }
    assay::cli::print_json(out, *found, request, root, 0, assay::cli::OffsetUnit::codepoints);
    assay::fuzz::require_shown(out.str().substr(0, out.str().find('\n')),
                               "JSON is UTF-8 that a terminal may see");
    const json answer = json::parse(out.str());
    require(answer.at("hits").size() <= request.limit, "no more hits than asked for");
    for (const json& hit : answer.at("hits")) {
        require(!hit.at("title").get<std::string>().empty(), "a hit has a title");
        for (const json& passage : hit.at("passages")) {
            require(passage.at("line").get<int>() >= 1 && passage.at("column").get<int>() >= 1,
                    "a passage has a place");
            check_marks(passage.at("marks"), passage.at("text").get<std::string>());
        }
    }
    for (const json& counts : answer.at("facets"))
        for (const json& count : counts)
            require(count.at("count").get<std::size_t>() <= found->notes, "a facet counts notes");
    return found->total;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const std::string query = take_part(bytes, "\n"), first = take_part(bytes, "\n%%%%\n"),
                      second(bytes);
    const assay::test::TempDir& here = folder();
    const std::filesystem::path root = here / "notes", index = here / "index";
    std::filesystem::remove_all(root);
    here.write("notes/first.md", first);
    assay::indexer::UpdateOptions options;
    options.full = true;
    options.jobs = 1;
    const assay::indexer::IndexReport built = assay::indexer::update_index(root, index, options);
    require(built.notes == 1 && built.skipped == 0, "a note of any bytes is indexed");
    options.full = false;
    here.write("notes/folder/second.md", second);
    const assay::indexer::IndexReport updated = assay::indexer::update_index(root, index, options);
    require(updated.added == 1 && updated.unchanged == 1, "and another is added");
    std::ostringstream report;
    assay::cli::print_json(report, updated, root.string());
    require(json::parse(report.str()).is_object(), "the report is JSON");

    assay::query::OpenIndex opened(index);
    assay::query::Searcher searcher(opened);
    assay::query::SearchRequest request;
    request.text = query;
    request.facets = {"tag", "year", "folder", "lang"};
    request.passages = assay::query::all_passages;
    request.explain = true;
    request.partial = assay::query::Partial::fill_page;
    const std::size_t total = check_answer(searcher, request, root.string());
    require(total <= 2, "no more notes match than there are");
    for (const assay::query::SortBy sort :
         {assay::query::SortBy::title, assay::query::SortBy::created,
          assay::query::SortBy::words}) {
        request.sort = sort;
        require(check_answer(searcher, request, root.string()) == total,
                "an order changes no number");
    }
    request.plain = true;
    require(check_answer(searcher, request, root.string()) <= 2,
            "and words of no query are found too");
    request = {};
    require(check_answer(searcher, request, root.string()) == 2, "every note is found by no query");
    return 0;
}
