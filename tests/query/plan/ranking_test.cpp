#include <random>

#include "query/open_index.h"
#include "tests/support/catch.h"
#include "tests/support/corpus.h"

namespace assay::test {
namespace {

/// So that words have the weights of a corpus, not of two notes.
void add_other_notes(const Corpus& corpus) {
    for (int i = 0; i < 20; ++i)
        corpus.write("other/" + std::to_string(i) + ".md",
                     "---\ntitle: Other " + std::to_string(i) +
                         "\n---\nWords about bread, wood and the sea, number " + std::to_string(i) +
                         ".");
    corpus.index();
}

}  // namespace

TEST_CASE("the note a reader would open comes first", "[query][ranking]") {
    struct Row {
        const char* reason;
        Corpus::Notes notes;
        const char* query;
        std::vector<std::string> order;
    };
    const Row rows[] = {
        {"a word of the title counts double",
         {{"a.md", "---\ntitle: Weather\n---\nThe gardens are wet in spring."},
          {"b.md", "---\ntitle: Gardens\n---\nThe weather is wet in spring."}},
         "gardens",
         {"b.md", "a.md"}},
        {"an alias is a title",
         {{"a.md", "---\ntitle: Weather\naliases: [Storms]\n---\nThe gardens are wet."},
          {"b.md", "---\ntitle: Weather\naliases: [Gardens]\n---\nThe storms are wet."}},
         "gardens",
         {"b.md", "a.md"}},
        {"words in order before the same words apart",
         {{"a.md", "---\ntitle: t\n---\nThe source of the river lies in open land."},
          {"b.md", "---\ntitle: t\n---\nThe open source of the river lies in land."}},
         "open source",
         {"b.md", "a.md"}},
        {"words in one sentence before words far apart, also one word further than in another",
         {{"a.md",
           "---\ntitle: t\n---\nThe river rose. One two three four five six seven eight nine ten. "
           "One two three four five six seven eight nine ten. One two three four five six seven "
           "eight nine ten. A bridge."},
          {"b.md",
           "---\ntitle: t\n---\nThe river rose by one two three four five six seven eight nine ten "
           "eleven twelve feet under a bridge. Ten nine eight seven six five four three two one. "
           "One two three."}},
         "river bridge",
         {"b.md", "a.md"}},
        {"words in one item before words in two",
         {{"a.md", "---\ntitle: t\n---\n- the river\n- a bridge\n- of stone"},
          {"b.md", "---\ntitle: t\n---\n- a river bridge of stone\n- of the a"}},
         "bridge river",
         {"b.md", "a.md"}},
        {"words in one paragraph before a heading and its text",
         {{"a.md", "---\ntitle: t\n---\n## The river\n\nA bridge of stone."},
          {"b.md", "---\ntitle: t\n---\n## The stone\n\nA bridge of river."}},
         "bridge river",
         {"b.md", "a.md"}},
        {"Chinese words close together before words far apart",
         {{"a.md",
           "---\ntitle: "
           "t\n---"
           "\n翻譯。一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九"
           "十一二三四五六七八九十一二三四五六七八九十。錯誤"},
          {"b.md",
           "---\ntitle: "
           "t\n---"
           "\n翻譯一二三四五六七八九十一二三四五六七八錯誤。一二三四五六七八九十一二三四五六七八九"
           "十一二三四五六七八九十一二三四五六七八九十一二"}},
         "翻譯 錯誤",
         {"b.md", "a.md"}},
        {"words in order before the same words reversed",
         {{"a.md", "---\ntitle: t\n---\nThe maker money gives and takes."},
          {"b.md", "---\ntitle: t\n---\nThe money maker gives and takes."}},
         "money maker",
         {"b.md", "a.md"}},
        {"the accent as typed before the folded word",
         {{"a.md", "---\ntitle: t\n---\nThe resume came late."},
          {"b.md", "---\ntitle: t\n---\nThe résumé came late."}},
         "résumé",
         {"b.md", "a.md"}},
        {"the letter as typed before the folded one",
         {{"a.md", "---\ntitle: t\n---\nThe Tromso tour."},
          {"b.md", "---\ntitle: t\n---\nThe Tromsø tour."}},
         "tromsø",
         {"b.md", "a.md"}},
        {"traditional Chinese before simplified where it is typed",
         {{"a.md", "---\ntitle: t\n---\n这是翻译。"}, {"b.md", "---\ntitle: t\n---\n這是翻譯。"}},
         "翻譯",
         {"b.md", "a.md"}},
        {"a number of its own before a part of one",
         {{"a.md", "---\ntitle: t\n---\nWe met on 15.03.2024 here."},
          {"b.md", "---\ntitle: t\n---\nWe met in 2024 here."}},
         "2024",
         {"b.md", "a.md"}},
        {"a word before a part of a name",
         {{"a.md", "---\ntitle: t\n---\nCall getUserName here."},
          {"b.md", "---\ntitle: t\n---\nCall the user here."}},
         "user",
         {"b.md", "a.md"}},
        {"the form as typed before its stem",
         {{"a.md", "---\ntitle: t\n---\nThey garden all day."},
          {"b.md", "---\ntitle: t\n---\nThey gardened all day."}},
         "gardened",
         {"b.md", "a.md"}},
        {"often before once",
         {{"a.md", "---\ntitle: t\n---\nGardens, roads, walls, boats."},
          {"b.md", "---\ntitle: t\n---\nGardens, gardens, walls, gardens."}},
         "gardens",
         {"b.md", "a.md"}},
        {"a short note before a long one",
         {{"a.md",
           "---\ntitle: t\n---\nGardens one two three four five six seven eight nine ten eleven "
           "twelve thirteen fourteen fifteen sixteen."},
          {"b.md", "---\ntitle: t\n---\nGardens one two."}},
         "gardens",
         {"b.md", "a.md"}},
        {"the rare word before the common one",
         {{"a.md", "---\ntitle: t\n---\nBread here today."},
          {"b.md", "---\ntitle: t\n---\nZithers here today."}},
         "zithers OR (bread today)",
         {"b.md", "a.md"}},
    };
    for (const Row& row : rows) {
        INFO(row.reason);
        const Corpus corpus(row.notes);
        add_other_notes(corpus);
        std::vector<std::string> order = corpus.paths(row.query);
        order.resize(std::min(order.size(), row.order.size()));
        CHECK(order == row.order);
    }
}

TEST_CASE("scores fall from rank to rank and are the same each time", "[query][ranking]") {
    const std::string essays = ASSAY_SOURCE_DIR "/data/essays";
    const TempDir one, two;
    indexer::update_index(essays, one.path() / "index", {});
    indexer::UpdateOptions alone;
    alone.full = true;
    alone.jobs = 1;
    indexer::update_index(essays, two.path() / "index", alone);
    query::OpenIndex parallel(one.path() / "index"), serial(two.path() / "index");
    query::Searcher first(parallel), second(serial);
    for (const char* text :
         {"open-source infrastructure", "the commons", "library", "\"open source\" OR bench",
          "-tea garden", "開源", "workshop tools", "maint*"}) {
        INFO(text);
        query::SearchRequest request;
        request.text = text;
        request.limit = 100;
        const Result<query::SearchResult> a = first.search(request), b = second.search(request),
                                          again = first.search(request);
        REQUIRE(a.has_value());
        REQUIRE(b.has_value());
        REQUIRE(again.has_value());
        REQUIRE(a->hits.size() == b->hits.size());
        REQUIRE(a->hits.size() == again->hits.size());
        CHECK_FALSE(a->hits.empty());
        for (std::size_t i = 0; i < a->hits.size(); ++i) {
            CHECK(a->hits[i].path == again->hits[i].path);
            CHECK(a->hits[i].score == again->hits[i].score);
            CHECK(a->hits[i].path == b->hits[i].path);  // however the index was built
            if (i > 0) CHECK(a->hits[i].score <= a->hits[i - 1].score);
        }
    }
}

TEST_CASE("the first notes are the same on a page of any size", "[query][ranking]") {
    // Notes in which the words are as often close to each other as far apart, so that boosts
    // decide.
    Corpus corpus(Corpus::Notes{{"other.md", "nothing"}});
    std::mt19937 chance(7);
    for (int i = 0; i < 90; ++i) {
        std::string text;
        for (std::size_t words = 20 + chance() % 200; words > 0; --words)
            text.append(chance() % 25 == 0 ? "open " : chance() % 25 == 0 ? "source " : "word ");
        corpus.write("n" + std::to_string(i) + ".md", text + "open source");
    }
    corpus.index();
    query::OpenIndex index(corpus.index_directory());
    query::Searcher searcher(index);
    for (const char* text : {"open source", "open", "open NEAR source", "source word open"}) {
        query::SearchRequest request;
        request.text = text;
        request.limit = query::all_hits;
        const query::SearchResult all = *searcher.search(request);
        REQUIRE(all.hits.size() > 80);
        for (const std::size_t limit : {1U, 2U, 3U, 5U, 10U, 17U, 40U}) {
            for (const std::size_t offset : {0U, 1U, 10U}) {
                request.offset = offset;
                request.limit = limit;
                const query::SearchResult page = *searcher.search(request);
                REQUIRE(page.hits.size() == limit);
                for (std::size_t i = 0; i < limit; ++i) {
                    INFO(text << ": " << offset << "+" << i << " of " << limit);
                    CHECK(page.hits[i].path == all.hits[offset + i].path);
                    CHECK(page.hits[i].score == all.hits[offset + i].score);
                }
            }
        }
    }
}

TEST_CASE("the note whose title is the query comes first, however many notes have its words",
          "[query][ranking]") {
    Corpus corpus({{"wanted.md",
                    "---\ntitle: About rain\n---\nA long note about many things "
                    "that are not it, and of rain once, with words and words and words and words."},
                   {"alias.md", "---\ntitle: Weather\naliases: [The rain]\n---\nNothing of it."}});
    for (int i = 0; i < 300; ++i)
        corpus.write("other/" + std::to_string(i) + ".md",
                     "---\ntitle: Rain " + std::to_string(i) + "\n---\nrain rain rain" +
                         std::string(static_cast<std::size_t>(i % 3) * 5, '.'));
    corpus.index();
    CHECK(corpus.paths("about rain").front() == "wanted.md");
    CHECK(corpus.paths("About RAIN?").front() == "wanted.md");
    CHECK(corpus.paths("the rain").front() == "alias.md");
    const std::vector<std::string> rain =
        corpus.paths("rain");  // but for stop words it is the title of both
    CHECK(std::vector<std::string>{rain[0], rain[1]} ==
          std::vector<std::string>{"alias.md", "wanted.md"});
    CHECK(corpus.search("about rain").total == 302);
    // Pages of one answer agree, and no note is in two of them.
    for (const char* query : {"rain", "rain words", "about rain", "rain OR nothing"}) {
        INFO(query);
        query::SearchRequest request;
        request.text = query;
        request.limit = 302;
        std::vector<std::string> whole, paged;
        for (const query::Hit& hit : corpus.search(request).hits) whole.push_back(hit.path);
        request.limit = 37;
        for (request.offset = 0; request.offset < 302; request.offset += 37)
            for (const query::Hit& hit : corpus.search(request).hits) paged.push_back(hit.path);
        CHECK(paged == whole);
    }
}

TEST_CASE(
    "notes that are alike gain alike, however many there are and however they came into the index",
    "[query][ranking]") {
    const auto alike = [](const Corpus& corpus, const std::string& name, const char* date) {
        corpus.write(name, "---\ntitle: Weekly meeting\ndate: " + std::string(date) +
                               "\n---\nNotes of the meeting.\n");
    };
    std::vector<std::string> orders[2];
    for (const bool newest_last : {true, false}) {
        const Corpus corpus(Corpus::Notes{
            {"other.md",
             "---\ntitle: Other\n---\nThe meeting meeting meeting was over, said the meeting."}});
        if (!newest_last) alike(corpus, "newest.md", "2026-01-01");
        corpus.index();
        for (int i = 0; i < 120; ++i) alike(corpus, "m/" + std::to_string(i) + ".md", "2020-01-01");
        corpus.index();
        if (newest_last) alike(corpus, "newest.md", "2026-01-01");
        corpus.index();
        orders[newest_last] = corpus.paths("meeting");
        CHECK(orders[newest_last].front() == "newest.md");
        CHECK(corpus.paths("weekly meeting").front() == "newest.md");
    }
    CHECK(orders[0] == orders[1]);
}

TEST_CASE("weights put notes further back, and hide none", "[query][ranking]") {
    const Corpus corpus({{"clippings/a.md", "rain rain rain"},
                         {"b.md", "A little rain."},
                         {"clippings/kept/c.md", "rain rain rain"}});
    query::SearchRequest request;
    request.text = "rain";
    const auto paths = [&] {
        std::vector<std::string> all;
        for (const query::Hit& hit : corpus.search(request).hits) all.push_back(hit.path);
        return all;
    };
    CHECK(paths() == std::vector<std::string>{"clippings/a.md", "clippings/kept/c.md", "b.md"});
    const double score = corpus.search(request).hits.front().score;
    request.weights = {{"clippings/**", 0.1}};
    CHECK(paths() == std::vector<std::string>{"b.md", "clippings/a.md", "clippings/kept/c.md"});
    request.weights = {{"clippings/**", 0.1},
                       {"clippings/kept/", 1}};  // the last that matches counts
    CHECK(paths() == std::vector<std::string>{"clippings/kept/c.md", "b.md", "clippings/a.md"});
    CHECK(corpus.search(request).hits.back().score == Approx(0.1 * score));
    CHECK(corpus.search(request).total == 3);
    request.weights = {{"nothing/**", 0.1}};
    CHECK(paths().size() == 3);
    request.text = "";
    CHECK(paths().size() == 3);
}

TEST_CASE("an order by date or title keeps the scores out", "[query][ranking]") {
    const Corpus corpus({
        {"often.md", "---\ntitle: B\ncreated: 2020-01-01\n---\nrain rain rain"},
        {"once.md",
         "---\ntitle: A\ncreated: 2024-01-01\n---\nrain and many other words of no weight at all"},
    });
    CHECK(corpus.paths("rain") == std::vector<std::string>{"often.md", "once.md"});
    for (const query::SortBy sort :
         {query::SortBy::created, query::SortBy::title, query::SortBy::words}) {
        query::SearchRequest request;
        request.text = "rain";
        request.sort = sort;
        CHECK(corpus.search(request).hits.front().path == "once.md");
    }
}

}  // namespace assay::test
