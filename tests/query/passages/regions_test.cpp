#include "indexer/note/encoding.h"
#include "tests/support/catch.h"
#include "tests/support/corpus.h"
#include "tests/support/essays.h"

namespace assay::test {
namespace {

const query::Passage& only_passage(const query::SearchResult& result) {
    REQUIRE(result.hits.size() == 1);
    REQUIRE(result.hits.front().passages.size() == 1);
    return result.hits.front().passages.front();
}

query::SearchRequest with_blocks(std::string_view query) {
    query::SearchRequest request;
    request.text = query;
    request.blocks = true;
    return request;
}

std::string shown(const schema::Place& place) {
    return std::to_string(place.line) + ":" + std::to_string(place.column);
}

}  // namespace

TEST_CASE("a passage says which part of the note it is in, and a block has its match",
          "[query][regions]") {
    const Corpus corpus(Corpus::Notes{
        {"a.md",
         "# Alpha `bravo`\n\n"                                                 // line 1
         "Charlie delta\necho, a\nwrapped line.\n\n"                           // 3 to 5
         "- foxtrot\n- golf hotel\n  goes on\n\n"                              // 7 to 9
         "> india\n> juliet `kilo`\n\n"                                        // 11, 12
         "```sh\n\n  lima\n\nmike \n```\n\n"                                   // 14 to 19
         "| november | oscar |\n|---|---|\n| papa é *quebec* | `romeo` |\n\n"  // 21 to 23
         "> | sierra |\n> |---|\n> | tango |\n\n"                              // 25 to 27
         "日本語の文章です。[雨](https://x.org)が降る\n"}});                   // 29
    struct Row {
        const char* query;
        query::Region region;
        const char *block, *begin, *end;
    };
    const Row rows[] = {
        {"alpha", query::Region::heading, "Alpha bravo", "1:3",
         "1:15"},  // after the last letter, not after its backtick
        {"bravo", query::Region::heading, "Alpha bravo", "1:3", "1:15"},
        {"echo", query::Region::body, "Charlie delta echo, a wrapped line.", "3:1", "5:14"},
        {"foxtrot", query::Region::body, "foxtrot", "7:3", "7:10"},
        {"hotel", query::Region::body, "golf hotel goes on", "8:3", "9:10"},
        {"india", query::Region::quote, "india juliet kilo", "11:3", "12:15"},
        {"kilo", query::Region::code, "india juliet kilo", "11:3",
         "12:15"},  // a word of code, in a paragraph
        {"code:kilo", query::Region::code, "india juliet kilo", "11:3", "12:15"},
        {"lima", query::Region::code, "  lima\n\nmike", "16:1", "18:5"},
        {"mike", query::Region::code, "  lima\n\nmike", "16:1", "18:5"},
        {"november", query::Region::table, "november", "21:3", "21:11"},
        {"quebec", query::Region::table, "papa é quebec", "23:3", "23:17"},
        {"romeo", query::Region::code, "romeo", "23:22", "23:27"},
        {"tango", query::Region::table, "tango", "27:5", "27:10"},
        {"雨", query::Region::body, "日本語の文章です。雨が降る", "29:1", "29:31"},
    };
    for (const Row& row : rows) {
        INFO(row.query);
        const query::SearchResult result = corpus.search(with_blocks(row.query));
        const query::Passage& passage = only_passage(result);
        CHECK(static_cast<int>(passage.region) == static_cast<int>(row.region));
        REQUIRE(passage.block);
        CHECK(passage.block->text == row.block);
        CHECK(shown(passage.block->begin) == row.begin);
        CHECK(shown(passage.block->end) == row.end);
    }
    CHECK_FALSE(only_passage(corpus.search("echo")).block);
}

TEST_CASE("a passage knows where its text ends in the file", "[query][regions]") {
    struct Row {
        const char *note, *query;
        const char* end;
        std::uint32_t utf16, bytes;  // the column there
    };
    const Row rows[] = {
        {"The rain\nfell on\nthe sea.", "rain", "3:9", 9, 9},
        {"The rain\r\nfell on\r\nthe sea.\r\n", "rain", "3:9", 9, 9},
        {"\xEF\xBB\xBF"
         "The rain fell.",
         "rain", "1:15", 15, 15},  // a byte order mark is none of the line
        {"最初。雨が降る。\n次の行。", "雨", "2:5", 5, 13},
        {"🎉 rain 🎉", "rain", "1:9", 11, 15},
        {"See [the rain](https://example.org/x) now", "now", "1:42", 42, 42},
        {"Now see [the rain](https://example.org/x)", "rain", "1:18", 18,
         18},  // the text ends in the link
        {"| rain | sun |\n|---|---|\n| wet | é dry |", "dry", "3:14", 14, 15},
        {"rain &amp; sun &amp;", "rain", "1:17", 17,
         17},  // after the place where the entity begins
        {"- rain\n- sun\n", "rain", "2:6", 6, 6},
    };
    for (const Row& row : rows) {
        INFO(row.note);
        const Corpus corpus(Corpus::Notes{{"a.md", row.note}});
        const query::SearchResult result = corpus.search(row.query);
        const schema::Place& end = only_passage(result).end;
        CHECK(shown(end) == row.end);
        CHECK(end.utf16_column == row.utf16);
        CHECK(end.byte_column == row.bytes);
    }
}

TEST_CASE("columns count in each unit, with markup before the match", "[query][regions]") {
    const Corpus corpus(
        Corpus::Notes{{"a.md", "---\ntitle: x\n---\nÜber [日本](http://é.org) 🎉 **la** pluie\n"}});
    const query::SearchResult result = corpus.search("pluie");
    const query::Passage& passage = only_passage(result);
    CHECK(passage.line == 4);
    CHECK(passage.column == 34);
    CHECK(passage.utf16_column == 35);
    CHECK(passage.byte_column == 43);
}

TEST_CASE("a passage of an essay ends where its text ends, and its block has the match",
          "[query][regions]") {
    for (const char* folder : {"essays", "edge"}) {
        for (const auto& [name, bytes] : notes_of(folder)) {
            INFO(name);
            const Corpus corpus(Corpus::Notes{{"note.md", bytes}});
            query::SearchRequest request =
                with_blocks("the OR a OR de OR of OR code:git OR quote:the");
            request.passages = query::all_passages;
            const query::SearchResult result = corpus.search(request);
            for (const query::Hit& hit : result.hits) {
                for (const query::Passage& passage : hit.passages) {
                    INFO(passage.text);
                    REQUIRE(passage.block);
                    const bool in_order = passage.end.line >= 1 && passage.end.column >= 1 &&
                                          passage.end.byte_column >= passage.end.column &&
                                          passage.block->begin.line >= 1 &&
                                          passage.byte_column >= passage.column;
                    CHECK(in_order);
                    if (passage.marks.empty()) continue;
                    const query::TextRange mark = passage.marks.front();
                    const std::string marked =
                        passage.text.substr(mark.begin, mark.end - mark.begin);
                    if (marked.find(' ') == std::string::npos)
                        CHECK(passage.block->text.find(marked) != std::string::npos);
                }
            }
        }
    }
}

}  // namespace assay::test
