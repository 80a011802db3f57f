// What is answered when few notes have all the words, and when a word is in none.
#include <map>

#include "tests/query/found.h"

namespace assay::test {
namespace {

std::string joined(const std::vector<std::string>& texts, std::string_view between) {
    std::string all;
    for (const std::string& text : texts) all.append(all.empty() ? "" : between).append(text);
    return all;
}

/// "a, b | c (missing: tea)": the notes with all the words, then those without some, by name.
std::string shown(const query::SearchResult& result) {
    std::map<std::string, std::string> whole, partial;
    for (const query::Hit& hit : result.hits) {
        const std::string name = hit.path.substr(0, hit.path.size() - 3);
        (hit.missing.empty() ? whole : partial)[name] =
            hit.missing.empty() ? "" : " (" + joined(hit.missing, " ") + ")";
    }
    CHECK(whole.size() == result.total);
    CHECK(partial.size() == result.total_partial);
    std::string text;
    for (const auto& [name, missing] : whole) text += (text.empty() ? "" : ", ") + name;
    if (!partial.empty()) text += " |";
    for (const auto& [name, missing] : partial) text += " " + name + missing;
    return text;
}

query::SearchRequest request_of(std::string_view text,
                                query::Partial partial = query::Partial::fill_page) {
    query::SearchRequest request;
    request.text = text;
    request.partial = partial;
    return request;
}

}  // namespace

TEST_CASE("notes with most of the words follow those with all of them", "[query][partial]") {
    const Corpus corpus({
        {"both.md", "Bread and water."},
        {"bread.md", "---\ntags: [food]\n---\nBread, salt, \"the last mile\"."},
        {"tea.md", "---\ntags: [food]\n---\nTea and the long night."},
        {"old.md", "---\ncreated: 2019-01-01\n---\nTea of old."},
        {"cjk.md", "這個翻譯有錯誤。"},
        {"run.md", "翻譯錯誤。"},
    });
    struct Case {
        const char* query;
        const char* shown;
        bool relaxed;
    };
    const Case rows[] = {
        {"bread water", "both | bread (water)", false},
        {"bread tea", " | both (tea) bread (tea) old (bread) tea (bread)", true},
        {"Bread Tea xqzzyk",
         " | both (Tea xqzzyk) bread (Tea xqzzyk) old (Bread xqzzyk) tea (Bread xqzzyk)", true},
        {"the bread of tea", " | both (tea) bread (tea) old (bread) tea (bread)",
         true},                               // stop words are in no note's way
        {"bread salt mile", "bread", false},  // of three words two are most
        {"bread salt water", " | both (salt) bread (water)", true},
        {"bread tea #food", " | bread (tea) tea (bread)", true},  // filters hold
        {"bread tea created:2019", " | old (bread)", true},
        {"bread water title:both", "both", false},  // and so do fields
        {"water salt mile title:bread", " | bread (water)", true},
        {"bread-water tea", " | both (tea) bread (water tea) old (bread water) tea (bread water)",
         true},
        {"翻譯錯誤", "run | cjk (譯錯)", false},  // a run without blanks is its pairs of characters
        {"翻譯錯誤 tea", " | cjk (譯錯 tea) old (翻譯 譯錯 錯誤) run (tea) tea (翻譯 譯錯 錯誤)",
         true},
        {"brea tea", " | old (brea) tea (brea)", true},
        // One word, and everything that says what is meant.
        {"tea", "old, tea", false},
        {"bread AND tea", "", false},
        {"bread tea -night", "", false},
        {"(bread tea) OR xqzzyk", "", false},
        {"(bread) tea", "", false},
        {"bread tea \"last mile\"", "", false},
        {"\"bread tea\"", "", false},
        {"bread =tea", "", false},
        {"bread NEAR tea", "", false},
        {"bread title:tea", "", false},
        {"bread #nowhere", "", false},
        {"xqzzyk vbnmqw", "", false},
    };
    for (const Case& row : rows) {
        INFO(row.query);
        const query::SearchResult result = corpus.search(request_of(row.query));
        CHECK(shown(result) == row.shown);
        CHECK(result.relaxed == row.relaxed);
    }
    // The note with more of the words, and with the rarer ones, first.
    CHECK(corpus.search(request_of("bread salt mile tea")).hits.front().path == "bread.md");
    CHECK(corpus.search(request_of("water tea bread sky")).hits.front().path == "both.md");
    CHECK(joined(corpus.search(request_of("the bread of Tea")).words, " ") == "bread Tea");
}

TEST_CASE("words of a field are conditions, and do not count among those that a note may lack",
          "[query][partial]") {
    const Corpus corpus({{"all.md", "---\ntitle: Alpine path\n---\nkiwi lime melon"},
                         {"one.md", "---\ntitle: Alpine path\n---\nkiwi"},
                         {"two.md", "---\ntitle: Alpine path\n---\nkiwi lime"},
                         {"other.md", "kiwi lime"}});
    CHECK(shown(corpus.search(request_of("kiwi lime melon title:alpine title:path"))) ==
          "all | two (melon)");
}

TEST_CASE("a page that is full has no notes with most of the words, and pages agree",
          "[query][partial]") {
    Corpus::Notes notes;
    std::vector<std::string> names;
    for (int i = 0; i < 12; ++i) names.push_back("n" + std::to_string(i) + ".md");
    for (std::size_t i = 0; i < names.size(); ++i)
        notes.emplace_back(names[i], i < 4 ? "kiwi fruit" : "kiwi");
    const Corpus corpus(notes);
    struct Page {
        std::size_t limit, offset;
        query::Partial partial;
        std::size_t hits, first_partial;  // rank; 0 for none
        std::size_t total_partial;
    };
    const Page pages[] = {
        {10, 0, query::Partial::fill_page, 10, 5, 8},
        {10, 10, query::Partial::fill_page, 2, 11, 8},
        {4, 0, query::Partial::fill_page, 4, 0, 0},
        {3, 3, query::Partial::fill_page, 3, 5, 8},
        {4, 0, query::Partial::always, 4, 0, 8},
        {query::all_hits, 0, query::Partial::fill_page, 12, 5, 8},
        {query::all_hits, 0, query::Partial::always, 12, 5, 8},
        {10, 0, query::Partial::never, 4, 0, 0},
        {0, 0, query::Partial::always, 0, 0, 8},
    };
    query::SearchRequest request = request_of("kiwi fruit", query::Partial::always);
    request.limit = query::all_hits;
    const query::SearchResult all = corpus.search(request);
    for (const Page& page : pages) {
        INFO(page.limit << " from " << page.offset);
        request.limit = page.limit;
        request.offset = page.offset;
        request.partial = page.partial;
        const query::SearchResult result = corpus.search(request);
        CHECK(result.total == 4);
        CHECK(result.total_partial == page.total_partial);
        REQUIRE(result.hits.size() == page.hits);
        std::size_t first_partial = 0;
        for (std::size_t i = result.hits.size(); i-- > 0;) {
            CHECK(result.hits[i].rank == page.offset + i + 1);
            CHECK(result.hits[i].path == all.hits[page.offset + i].path);
            if (!result.hits[i].missing.empty()) first_partial = result.hits[i].rank;
        }
        CHECK(first_partial == page.first_partial);
    }
}

TEST_CASE("facets count the notes with all the words, or those with some where none has all",
          "[query][partial]") {
    const Corpus corpus({{"a.md", "---\ntags: [x]\n---\nkiwi fruit"},
                         {"b.md", "---\ntags: [y]\n---\nkiwi"},
                         {"c.md", "---\ntags: [z]\n---\nbread"}});
    const auto tags = [&](std::string_view text) {
        query::SearchRequest request = request_of(text);
        request.facets = {"tag"};
        std::vector<std::string> values;
        const query::SearchResult result = corpus.search(request);
        for (const query::FacetCount& count : result.facets.front().counts)
            values.push_back(count.value);
        return joined(values, " ");
    };
    CHECK(tags("kiwi fruit") == "x");
    CHECK(tags("bread fruit") == "x z");
}

TEST_CASE("stop words that ask for nothing are named", "[query][partial]") {
    const Corpus corpus({{"a.md", "How to change the font."}, {"b.md", "The who."}});
    struct Case {
        const char* query;
        const char* dropped;
        const char* parsed;  // typed again, it finds the same
    };
    const Case rows[] = {
        {"How to change the font", "How to the", "(change AND font)"},
        {"change font", "", "(change AND font)"},
        {"the who", "", "(the AND who)"},
        {"the AND font", "", "(the AND font)"},
        {"WHO change", "", "(WHO AND change)"},
        {"(the font)", "", "(the AND font)"},
        {"\"the font\"", "", "\"the font\""},
        {"-the font", "", "(-the AND font)"},
        {"the font", "the", "font"},
        {"font -who the", "the", "(font AND -who)"},
    };
    for (const Case& row : rows) {
        INFO(row.query);
        const query::SearchResult found = corpus.search(row.query);
        CHECK(joined(found.dropped, " ") == row.dropped);
        CHECK(found.parsed == row.parsed);
        CHECK(corpus.search(found.parsed).total == found.total);
    }
    query::SearchRequest plain = request_of("Where is the font?");
    plain.plain = true;
    CHECK(joined(corpus.search(plain).dropped, " ") == "Where is the");
}

TEST_CASE("a correction earns its place", "[query][partial]") {
    const Corpus corpus({
        {"a.md",
         "---\ntitle: Spring\n---\nThe resolution was real. It was also within reach, although "
         "nobody saw the garden form."},
        {"b.md", "A string of strings, from the farm; a string. Form and garden, garden."},
        {"c.md", "The tech of maps. Marta may come."},
    });
    struct Case {
        const char* query;
        const char* corrected;  // nullptr: it is answered as it is
    };
    const Case rows[] = {
        {"wasm", nullptr},   // nobody means was
        {"alsso", nullptr},  // nor is another word that only joins words
        {"withn", nullptr},
        {"teh", nullptr},     // the, mistyped; not tech
        {"resol", "resol*"},  // the beginning of resolution, not real
        {"gard", "gard*"},
        {"xesolution", "resolution"},
        {"agrden", "garden"},  // a swap, though of the first letter
        {"eral", nullptr},     // but never across the first letter of a short word
        {"faps", nullptr},
        {"nap", nullptr},
        {"frm", nullptr},  // as near to from as to form and farm
        {"fform", "form"},
        {"zeal", nullptr},      // two errors are too many in a short word
        {"sptring", "spring"},  // as near as string, and in a title
        {"garedn", "garden"},
        {"garden -Maria", nullptr},  // what is denied is denied as it is
        {"-(real Maria)", nullptr},
        {"garden NOT Maria", nullptr},
    };
    for (const Case& row : rows) {
        INFO(row.query);
        CHECK(corpus.search(row.query).corrected.value_or("-") ==
              (row.corrected != nullptr ? row.corrected : "-"));
    }
    query::SearchRequest request = request_of("garedn Strng resol");
    const query::SearchResult result = corpus.search(request);
    CHECK(result.corrections == std::vector<query::CorrectedWord>{{"garedn", "garden"},
                                                                  {"Strng", "string"},
                                                                  {"resol", "resol*"}});
}

TEST_CASE("while somebody types, the last word may go on", "[query][partial]") {
    const Corpus corpus({{"a.md", "Open gardens, maintenance."},
                         {"b.md", "Garlic in the open."},
                         {"c.md", "Maintain it."}});
    const Row rows[] = {
        {"gar", "a b"},  // nothing is corrected, nothing has to be whole
        {"open gar", "a b"},
        {"open ga", "a b"},  // too short to ask for anything yet
        {"open gard", "a"},
        {"garden ", "a"},      // finished
        {"maintained", "c"},   // any form of it, too
        {"open -gar", "a b"},  // a denied word is one when it is whole
        {"(gar", "a b"},       // what is open is closed
        {"(maintain OR gar", "a b c"},
        {"garlic OR", "b"},
        {"(garlic OR NOT", "b"},
        {"\"in the", "b"},
    };
    for (const Row& row : rows) {
        INFO(row.query);
        query::SearchRequest request = request_of(row.query, query::Partial::never);
        request.unfinished = true;
        CHECK(found(corpus, request) == row.found);
    }
}

}  // namespace assay::test
