#include <fstream>
#include <iterator>
#include <map>

#include "indexer/note/note.h"
#include "indexer/text/unicode.h"
#include "query/open_index.h"
#include "tests/support/catch.h"
#include "tests/support/corpus.h"

namespace assay::test {
namespace {

/// White space to single blanks, the gap between table cells to " | ": what a passage makes of a
/// note's text.
std::string folded(std::string_view text) {
    std::string line;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find_first_not_of(" \n\t", at), text.size());
        if (end == at) line.push_back(text[at++]);
        else line += text.substr(at, end - at).find('\t') == std::string_view::npos ? " " : " | ";
        at = std::max(at, end);
    }
    return line;
}

/// Sorted, disjoint, not touching, not empty, on code point boundaries, inside.
bool are_valid(const std::vector<query::TextRange>& marks, std::string_view text) {
    const auto boundary = [&](std::size_t at) {
        return at == text.size() ||
               (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U);
    };
    std::size_t last = 0;
    for (const query::TextRange& mark : marks) {
        if (mark.begin >= mark.end || mark.end > text.size() || !boundary(mark.begin) ||
            !boundary(mark.end))
            return false;
        if (&mark != &marks.front() && mark.begin <= last) return false;  // touching ones are one
        last = mark.end;
    }
    return true;
}

/// The character at a line and column of the file.
std::string character_at(const std::string& file, std::uint32_t line, std::uint32_t column) {
    std::size_t at = 0;
    for (; line > 1; --line) at = file.find('\n', at) + 1;
    for (; column > 1; --column) at += unicode::decode(file, at).size;
    return file.substr(at, unicode::decode(file, at).size);
}

}  // namespace

TEST_CASE("whatever is asked of the essays, every passage is true", "[query][passages][essays]") {
    const std::string essays = ASSAY_SOURCE_DIR "/data/essays";
    std::map<std::string, std::string> files;
    std::map<std::string, std::string> texts;
    for (const auto& entry : std::filesystem::directory_iterator(essays)) {
        if (entry.is_directory()) continue;
        std::ifstream in(entry.path(), std::ios::binary);
        std::string& file = files[entry.path().filename().string()];
        file.assign(std::istreambuf_iterator<char>(in), {});
        texts[entry.path().filename().string()] =
            folded(indexer::read_note("x.md", file, 0).record.text);
    }
    const TempDir temporary;
    indexer::update_index(essays, temporary.path() / "index", {});
    query::OpenIndex index(temporary.path() / "index");
    query::Searcher searcher(index);
    const char* const queries[] = {
        "",
        "the",
        "a",
        "open-source infrastructure",
        "\"open source\"",
        "library OR bridge",
        "who maintains the commons",
        "bench",
        "workshop tools wood",
        "maint*",
        "night bus",
        "#tech",
        "#craft/wood",
        "-rain",
        "rain -garden",
        "title:the",
        "heading:what",
        "quote:the",
        "code:a",
        "=is",
        "don't",
        "marit’s",
        "2024",
        "logiciel libre",
        "boulangerie",
        "Werkstatt",
        "Straße für",
        "開源",
        "基礎設施",
        "的",
        "道具",
        "の",
        "が 祖父",
        "maintainer 開源",
        "\"of the\"",
        "\"in the\" OR \"on the\"",
        "evaluation reading model",
        "water tap map",
        "e",
        "(the OR a OR of OR and) -xqzzyk",
        "inf* OR com* OR the*",
        "\"公共\" OR 人",
        "title:(the OR a) heading:a",
        "i’m",
        "— rain",
    };
    for (const char* query : queries) {
        for (const std::size_t passages : {std::size_t{1}, std::size_t{3}, query::all_passages}) {
            query::SearchRequest request;
            request.text = query;
            request.limit = 100;
            request.passages = passages;
            const Result<query::SearchResult> result = searcher.search(request);
            INFO(query);
            REQUIRE(result.has_value());
            for (const query::Hit& hit : result->hits) {
                INFO(hit.path);
                CHECK(are_valid(hit.title_marks, hit.title));
                CHECK(hit.passages.size() <= passages);
                CHECK((passages != query::all_passages || hit.more_passages == 0));
                for (const query::Passage& passage : hit.passages) {
                    INFO(passage.text);
                    CHECK(are_valid(passage.marks, passage.text));
                    CHECK(unicode::is_valid(passage.text));
                    CHECK(unicode::length(passage.text) <= 300);
                    CHECK_FALSE(passage.text.empty());
                    CHECK(texts[hit.path].find(passage.text) != std::string::npos);
                    CHECK(passage.anchor.empty() == passage.headings.empty());
                    // The file has the text of the passage at the place that the passage names.
                    const std::size_t first =
                        passage.marks.empty() ? 0 : passage.marks.front().begin;
                    CHECK(character_at(files[hit.path], passage.line, passage.column) ==
                          passage.text.substr(first, unicode::decode(passage.text, first).size));
                }
            }
        }
    }
}

}  // namespace assay::test
