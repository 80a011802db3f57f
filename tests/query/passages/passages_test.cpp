#include <algorithm>

#include "tests/support/catch.h"
#include "tests/support/corpus.h"

namespace assay::test {
namespace {

/// The text with [what is marked] in brackets.
std::string marked(std::string text, const std::vector<query::TextRange>& marks) {
    for (auto mark = marks.rbegin(); mark != marks.rend(); ++mark) {
        text.insert(mark->end, "]");
        text.insert(mark->begin, "[");
    }
    return text;
}

/// The passages of the first hit, each on a line, with … where a sentence is cut.
std::string shown(const query::Hit& hit) {
    std::string all;
    for (const query::Passage& passage : hit.passages) {
        all.append(all.empty() ? "" : "\n").append(passage.cut_before ? "… " : "");
        all.append(marked(passage.text, passage.marks)).append(passage.cut_after ? " …" : "");
    }
    return all;
}

query::Hit only_hit(const Corpus& corpus, std::string_view query, std::size_t passages = 1) {
    query::SearchRequest request;
    request.text = query;
    request.passages = passages;
    query::SearchResult result = corpus.search(request);
    REQUIRE(result.hits.size() == 1);
    return result.hits.front();
}

/// "w1 w2 … " without the words that are asked for.
std::string filler(int words) {
    std::string all;
    for (int i = 0; i < words; ++i) all.append("w").append(std::to_string(i)).append(" ");
    return all;
}

}  // namespace

TEST_CASE("a mark covers what the reader would circle", "[query][passages]") {
    struct Row {
        const char* note;
        const char* query;
        const char* shown;
    };
    const Row rows[] = {
        {"Rain again. The rains were late.", "rain",
         "[Rain] again. The [rains] were late."},                        // case and stem
        {"Tea & rain <b> here", "rain", "Tea & [rain] here"},            // nothing escaped
        {"Le café est fermé.", "cafe ferme", "Le [café] est [fermé]."},  // bytes of the accent too
        {"An open source forge.", "open source",
         "An [open source] forge."},  // neighbours are one mark
        {"An open and shut source.", "open source", "An [open] and shut [source]."},
        {"It is open. Source it.", "open source",
         "It is [open]. [Source] it."},  // not over the end of a sentence
        {"An open-source forge.", "open-source", "An [open-source] forge."},
        {"An open-source forge.", "source", "An open-[source] forge."},
        {"An opensource forge.", "open-source OR forge", "An [opensource forge]."},
        {"One two three four three.", "\"two three\"",
         "One [two three] four three."},  // a phrase as a whole only
        {"One two three four.", "two three four", "One [two three four]."},
        {"Rain, sun and wind.", "rain sun", "[Rain, sun] and wind."},
        {"Rain (sun) and wind.", "rain sun", "[Rain] ([sun]) and wind."},
        {"Rain and sun.", "rain -wind", "[Rain] and sun."},
        {"Rain and sun.", "rain -(wind -sun)", "[Rain] and [sun]."},  // twice negated is asked for
        {"Rain and sun.", "--rain", "[Rain] and sun."},
        {"Infrastructure, infrared, info.", "infra*", "[Infrastructure, infrared], info."},
        {"Bridges and a bridge.", "=bridge", "Bridges and a [bridge]."},
        {"Bridges and a bridge.", "\"bridges\"", "[Bridges] and a bridge."},
        {"The rain of the year.", "the rain",
         "The [rain] of the year."},  // a stop word was not asked for
        {"Nothing but the end.", "\"the end\"", "Nothing but [the end]."},
        {"We wrote C++ here, not C.", "C++", "We wrote [C++] here, not C."},
        {"Don\u2019t stop.", "don't", "[Don\u2019t] stop."},
        {"infra\u00adstructure", "infrastructure", "[infrastructure]"},
        {"我家有公共基礎設施。", "公共基礎", "我家有[公共基礎]設施。"},  // one mark per run
        {"公共 公共基礎設施", "公共 設施", "[公共 公共]基礎[設施]"},
        {"這個API很好用。", "API", "這個[API]很好用。"},
        {"> A quoted rain.\n", "quote:rain", "A quoted [rain]."},
        {"Run `rain --now` today.", "code:rain", "Run [rain] --now today."},
        {"Rain, she said.\n\n> No rain is quoted.\n\nRain again.\n", "quote:rain",
         "No [rain] is quoted. Rain again."},
        {"Rain, then `rain --now` in rain.\n", "code:rain", "Rain, then [rain] --now in rain."},
        {"Rain first.\n\n```\nrain(1)\n```\n", "code:rain first", "Rain [first]. [rain](1)"},
        {"We celebrate 🎉 today.", "🎉", "We celebrate [🎉] today."},
        {"See [the rain](https://rain.example) ==now==.", "rain", "See the [rain] now."},
    };
    for (const Row& row : rows) {
        INFO(row.note << " / " << row.query);
        const Corpus corpus(Corpus::Notes{{"a.md", row.note}});
        const query::SearchResult result = corpus.search(row.query);
        REQUIRE(result.hits.size() == 1);
        CHECK(shown(result.hits.front()) == row.shown);
    }
}

TEST_CASE("a passage knows its headings, its anchor and its place", "[query][passages]") {
    const Corpus corpus(
        Corpus::Notes{{"a.md",
                       "---\ntitle: Weather\n---\n"                             // lines 1 to 3
                       "Opening zero, and\nsome alpha.\n\n"                     // 4 and 5
                       "# Seasons\n\n"                                          // 7
                       "Été: then bravo.\n\n"                                   // 9
                       "## The *wet* one\n\n"                                   // 11
                       "   Some  charlie &amp; delta.\n\n"                      // 13
                       "### Deep\n\n- one\n- echo\n\n"                          // 15 to 18
                       "## The wet one\n\n"                                     // 20
                       "> Foxtrot\n> golf.\n\n"                                 // 22 and 23
                       "| hotel | india |\n|---|---|\n| juliet | kilo |\n"}});  // 25 to 27
    struct Row {
        const char* query;
        std::vector<std::string> headings;
        const char* anchor;
        std::uint32_t line, column;
        const char* text;
    };
    const std::vector<std::string> wet{"Seasons", "The wet one"};
    const Row rows[] = {
        {"zero", {}, "", 4, 9, "Opening [zero], and some alpha."},
        {"alpha", {}, "", 5, 6, "Opening zero, and some [alpha]."},      // of the mark, not of the
                                                                         // passage
        {"bravo", {"Seasons"}, "seasons", 9, 11, "Été: then [bravo]."},  // characters, not bytes
        {"charlie", wet, "the-wet-one", 13, 10, "Some [charlie] & delta."},
        {"delta", wet, "the-wet-one", 13, 24, "Some charlie & [delta]."},  // after an entity
        {"echo", {"Seasons", "The wet one", "Deep"}, "deep", 18, 3, "[echo]"},
        {"golf", wet, "the-wet-one-1", 23, 3,
         "Foxtrot [golf]. hotel | india juliet | kilo"},  // the second of that name
        {"kilo", wet, "the-wet-one-1", 27, 12, "juliet | [kilo]"},
        {"heading:wet", wet, "the-wet-one", 11, 9, "The [wet] one"},
        {"juliet kilo", wet, "the-wet-one-1", 27, 3, "[juliet] | [kilo]"},
    };
    for (const Row& row : rows) {
        INFO(row.query);
        const query::Hit hit = only_hit(corpus, row.query);
        REQUIRE(hit.passages.size() == 1);
        const query::Passage& passage = hit.passages.front();
        CHECK(shown(hit) == row.text);
        CHECK(passage.headings == row.headings);
        CHECK(passage.anchor == row.anchor);
        CHECK(passage.line == row.line);
        CHECK(passage.column == row.column);
    }
}

TEST_CASE("a passage is in a heading or below one, never in both", "[query][passages]") {
    const Corpus corpus(Corpus::Notes{{"a.md",
                                       "Intro about a cat here.\n\n# The cat heading\n\nA phrase, "
                                       "a cat.\n\n## Cat\n\nOne phrase more.\n"}});
    query::SearchRequest request;
    request.passages = query::all_passages;
    const std::pair<const char*, std::vector<std::string>> rows[] = {
        {"cat phrase",
         {"A [phrase], a [cat].", "Intro about a [cat] here.", "The [cat] heading",
          "One [phrase] more.", "[Cat]"}},
        {"cat intro heading",
         {"[Intro] about a [cat] here.", "The [cat heading]", "A phrase, a [cat].", "[Cat]"}},
    };
    for (const auto& [query, texts] : rows) {
        request.text = query;
        const query::Hit hit = corpus.search(request).hits.at(0);
        std::vector<std::string> all;
        for (const query::Passage& passage : hit.passages)
            all.push_back(marked(passage.text, passage.marks));
        std::sort(all.begin(), all.end());
        std::vector<std::string> expected = texts;
        std::sort(expected.begin(), expected.end());
        CHECK(all == expected);
    }
}

TEST_CASE("a passage is one line of plain text", "[query][passages]") {
    struct Row {
        const char* note;
        const char* query;
        const char* shown;
    };
    const Row rows[] = {
        {"The rain\nfell on\nthe sea.", "rain", "The [rain] fell on the sea."},
        {"| rain | sun |\n|---|---|\n| wet | dry |", "dry", "wet | [dry]"},
        {"- rain\n- sun\n", "rain", "[rain] sun"},
        {"One.\n\nThe rain fell.\n\nThree.", "rain", "The [rain] fell. Three."},
        {"First one. The rain fell. Last one.", "rain",
         "The [rain] fell. Last one."},  // begins at a sentence
        {"He said: \u201cNo.\u201d The rain fell.", "rain",
         "The [rain] fell."},  // after its closing quote
        {"最初。雨が降る。", "雨", "[雨]が降る。"},
        {"La pluie, voilà", "pluie", "La [pluie], voilà"},  // the last byte of à is not a blank
        {"Version 3.14 has rain.", "rain",
         "Version 3.14 has [rain]."},  // a point in a number ends nothing
        {"Use tools, e.g. rain gauges.", "rain", "Use tools, e.g. [rain] gauges."},
        {"A line that somebody wrapped somewhere near\nits end, before the rain.", "rain",
         "A line that somebody wrapped somewhere near its end, before the [rain]."},
        {"- an item that is longer than forty bytes.\n- another, about rain", "rain",
         "another, about [rain]"},
        {"```\n{\n    if (rain) stop();\n```\n", "rain",
         "if ([rain]) stop();"},  // not its indentation
        {"Number one. \u00a0\u00a0The rain fell.\u00a0\n\n\u00a0", "rain", "The [rain] fell."},
    };
    for (const Row& row : rows) {
        INFO(row.note << " / " << row.query);
        const Corpus corpus(Corpus::Notes{{"a.md", row.note}});
        CHECK(shown(only_hit(corpus, row.query)) == row.shown);
    }
}

TEST_CASE("a passage says on which side its paragraph goes on", "[query][passages]") {
    struct Row {
        std::string note;
        bool before, after;
    };
    const Row rows[] = {
        {"rain", false, false},
        {"rain " + filler(200), false, true},
        {filler(200) + "rain", true, false},
        {filler(200) + "rain " + filler(200), true, true},
        {filler(200) + "end. Then rain " + filler(200), false, true},
        {filler(200) + "\n\nrain.\n\n" + filler(200), false, true},
        {"rain " + filler(30) + "\n\n" + filler(200), false,
         false},  // its paragraph is long enough
    };
    for (const Row& row : rows) {
        INFO(row.note);
        const Corpus corpus(Corpus::Notes{{"a.md", row.note}});
        const query::Hit hit = only_hit(corpus, "rain");
        REQUIRE(hit.passages.size() == 1);
        CHECK(hit.passages.front().cut_before == row.before);
        CHECK(hit.passages.front().cut_after == row.after);
        CHECK(marked(hit.passages.front().text, hit.passages.front().marks).find("[rain]") !=
              std::string::npos);
    }
}

TEST_CASE("a passage in Thai is not cut between a letter and its vowel or tone",
          "[query][passages]") {
    std::string thai;
    for (int i = 0; i < 150; ++i)
        thai += "\u0e01\u0e35\u0e48";  // one letter with two marks above it
    for (const char* lead : {"", "\u0e02", "\u0e02\u0e02", "\u0e02\u0e35\u0e02"}) {
        const Corpus corpus(Corpus::Notes{{"a.md", std::string(lead) + thai + "API" + thai}});
        const std::string text = only_hit(corpus, "API").passages.front().text;
        INFO(text);
        CHECK(text.starts_with("\u0e01\u0e35"));
        CHECK(text.ends_with("\u0e01\u0e35\u0e48"));
    }
}

TEST_CASE("the best passage comes first, and the others are counted", "[query][passages]") {
    std::string note = "# One\n\nSome rain. " + filler(80) + "\n\n# Two\n\nRain and sun. " +
                       filler(80) + "\n\n# Three\n\nSun. " + filler(80) +
                       "\n\n# Four\n\nNothing.\n";
    const Corpus corpus(Corpus::Notes{{"a.md", note}});
    struct Row {
        const char* query;
        std::size_t most, shown, more;
        const char* anchor;
    };
    const Row rows[] = {
        {"rain sun", 1, 1, 2, "two"},
        {"rain sun", 2, 2, 1, "two"},
        {"rain sun", 3, 3, 0, "two"},
        {"rain sun", query::all_passages, 3, 0, "two"},
        {"rain sun", 0, 0, 3, ""},
        {"rain", query::all_passages, 2, 0, "one"},  // of equals the earlier
        {"-wind", 1, 1, 0, "one"},                   // nothing to mark: the opening
        {"-wind", 0, 0, 0, ""},
        {"-wind", query::all_passages, 1, 0, "one"},
    };
    for (const Row& row : rows) {
        INFO(row.query << " " << row.most);
        const query::Hit hit = only_hit(corpus, row.query, row.most);
        REQUIRE(hit.passages.size() == row.shown);
        CHECK(hit.more_passages == row.more);
        if (row.shown > 0) CHECK(hit.passages.front().anchor == row.anchor);
    }
}

TEST_CASE("a passage that repeats a word is better, also after many others", "[query][passages]") {
    std::string note;
    for (int i = 0; i < 16; ++i) note += "Some rain. " + filler(80) + "\n\n";
    note += "Rain upon rain. " + filler(80) + "\n\n" + filler(3000) + "\n";
    const Corpus corpus(Corpus::Notes{{"a.md", note}});
    CHECK(shown(only_hit(corpus, "rain", 1)).starts_with("[Rain] upon [rain]."));
}

TEST_CASE("a passage has as many of the words as fit into one", "[query][passages]") {
    struct Row {
        std::string note;
        const char* query;
        std::string shown;
    };
    const Row rows[] = {
        // From the sentence's beginning the last word is out of reach.
        {"Once " + filler(15) + "rain " + filler(48) + "sun. " + filler(60), "rain sun",
         "… [rain] " + filler(48) + "[sun]."},
        // A line of this length ends a passage, unless another word comes soon.
        {"Once " + filler(25) + "rain.\n\nThen sun.\n\n" + filler(60), "rain",
         "Once " + filler(25) + "[rain]."},
        {"Once " + filler(25) + "rain.\n\nThen sun.\n\n" + filler(60), "rain sun",
         "Once " + filler(25) + "[rain]. Then [sun]."},
        // Two words beat one that is rarer and occurs often.
        {"A wren, a wren. " + filler(80) + "\n\nHere is a bird in a tree.", "wren OR bird OR tree",
         "Here is a [bird] in a [tree]."},
        // All words are there already: the sentence is begun where it begins.
        {"Once " + filler(15) + "rain. Sun. " + filler(60), "rain",
         "Once " + filler(15) + "[rain]. Sun. "},
        // Nor is an address entered in the middle.
        {"Look: https://example.org/" + std::string(60, 'x') + "/the-rain " + filler(80), "rain",
         "Look: https://example.org/" + std::string(60, 'x') + "/the-[rain] "},
        {filler(60) + "https://example.org/" + std::string(60, 'x') + "/the-rain " + filler(80),
         "rain", "… https://example.org/" + std::string(60, 'x') + "/the-[rain] "},
        // A long row of a table is entered at a cell.
        {"| a | b |\n|---|---|\n| " + filler(50) + " | at last some rain |\n", "rain",
         "… at last some [rain]"},
    };
    for (const Row& row : rows) {
        INFO(row.note << " / " << row.query);
        const Corpus corpus(
            Corpus::Notes{{"a.md", row.note}, {"b.md", "Bird, tree."}, {"c.md", "Bird, tree."}});
        query::SearchRequest request;
        request.text = row.query;
        const query::SearchResult result = corpus.search(request);
        const auto hit = std::find_if(result.hits.begin(), result.hits.end(),
                                      [](const query::Hit& each) { return each.path == "a.md"; });
        REQUIRE(hit != result.hits.end());
        INFO(shown(*hit));
        CHECK(shown(*hit).starts_with(row.shown));
    }
}

TEST_CASE("prose that answers comes before bare addresses", "[query][passages]") {
    const char* const bodies[] = {
        "https://example.org/bridge-river-stone\n\nThe bridge over the river is of stone.\n",
        "www.example.org/bridge/river/stone\n\nLong before that, the river had a bridge, they say; "
        "of stone.\n",
        "- https://a.example/bridge-river\n- https://b.example/river-stone\n- "
        "http://c.example/bridge-river-stone\n\nOf stone is the bridge over this river.\n",
        "<https://example.org/bridge/river/stone>\n\nEvery river wants a bridge, and this one is "
        "of stone.\n",
        "See (https://example.org/bridge-river-stone) and "
        "[https://example.org/bridge-river-stone](https://example.org/x).\n\nA stone bridge, a "
        "river.\n",
    };
    for (const char* body : bodies) {
        INFO(body);
        const Corpus corpus(Corpus::Notes{{"a.md", body}});
        const query::SearchResult result = corpus.search("bridge river stone");
        REQUIRE(result.hits.size() == 1);
        REQUIRE_FALSE(result.hits.front().passages.empty());
        CHECK(result.hits.front().passages.front().text.find("example") == std::string::npos);
    }
    // Where nothing else holds the word, the address is shown.
    const Corpus corpus(Corpus::Notes{{"a.md", "Some text.\n\nhttps://example.org/bridge\n"}});
    CHECK(corpus.search("bridge").hits.front().passages.front().text ==
          "https://example.org/bridge");
}

TEST_CASE("a note that matched elsewhere shows its opening", "[query][passages]") {
    const Corpus corpus(
        Corpus::Notes{{"a.md",
                       "---\ntitle: Rain gardens\naliases: [Wet beds]\ntags: [craft]\n---\n# Rain "
                       "gardens\n\nThey hold back water.\n\nMore."}});
    for (const char* query : {"#craft", "tag:craft", "wet", "title:beds", "", "-sun"}) {
        INFO(query);
        const query::Hit hit = only_hit(corpus, query);
        REQUIRE(hit.passages.size() == 1);
        CHECK(shown(hit) == "They hold back water. More.");
        CHECK(hit.passages.front().line == 8);
        CHECK(hit.passages.front().column == 1);
    }
    const Corpus empty(Corpus::Notes{{"a.md", "---\ntags: [craft]\n---\n"}});
    CHECK(only_hit(empty, "#craft").passages.empty());
    const Corpus bare(Corpus::Notes{{"a.md", "# Only a heading"}});
    CHECK(shown(only_hit(bare, "-sun")) == "Only a heading");
}

TEST_CASE("a part of a word is marked by itself, a folded word as it is written",
          "[query][passages]") {
    const Corpus corpus(Corpus::Notes{
        {"a.md",
         "On 15.03.2024 dell\u2019acqua cost 5\u20ac in Troms\u00f8, says Peter\u2019s v2.10.3 of "
         "getUserName; \u7ffb\u8b6f, 1,234 \u05e9\u05b8\u05c1\u05dc\u05d5\u05b9\u05dd."}});
    const std::pair<const char*, const char*> rows[] = {
        {"2024", "15.03.[2024]"},
        {"15.03.2024", "[15.03.2024]"},
        {"acqua", "dell\u2019[acqua]"},
        {"dell'acqua", "[dell\u2019acqua]"},
        {"\u20ac", "5[\u20ac]"},
        {"5\u20ac", "[5\u20ac]"},
        {"tromso", "[Troms\u00f8]"},
        {"=peter", "[Peter]\u2019s"},
        {"2.10", "v[2.10].3"},
        {"2.10.3", "v[2.10.3]"},
        {"user", "get[User]Name"},
        {"\u7ffb\u8bd1", "[\u7ffb\u8b6f]"},
        {"1234", "[1,234]"},
        {"\u05e9\u05dc\u05d5\u05dd", "[\u05e9\u05b8\u05c1\u05dc\u05d5\u05b9\u05dd]"},
    };
    for (const auto& [query, text] : rows) {
        INFO(query);
        CHECK(shown(only_hit(corpus, query)).find(text) != std::string::npos);
    }
}

TEST_CASE("the title is marked where it matched", "[query][passages]") {
    struct Row {
        const char* query;
        const char* title;
    };
    const Row rows[] = {
        {"gardens", "Rain [gardens]: a café"},
        {"rain garden", "[Rain gardens]: a café"},
        {"title:rain", "[Rain] gardens: a café"},
        {"cafe", "Rain gardens: a [café]"},
        {"\"rain gardens\"", "[Rain gardens]: a café"},
        {"heading:wet", "Rain gardens: a café"},
        {"water", "Rain gardens: a café"},
        {"water -sun", "Rain gardens: a café"},
        {"water OR title:gardens", "Rain [gardens]: a café"},
        {"rain heading:wet", "[Rain] gardens: a café"},
    };
    const Corpus corpus(Corpus::Notes{
        {"a.md",
         "---\ntitle: \"Rain gardens: a café\"\n---\n## Wet feet\n\nThey hold rain and water."}});
    for (const Row& row : rows) {
        INFO(row.query);
        const query::Hit hit = only_hit(corpus, row.query);
        CHECK(marked(hit.title, hit.title_marks) == row.title);
    }
    // title:x marks titles only.
    CHECK(shown(only_hit(corpus, "title:rain")) == "They hold rain and water.");
    CHECK(shown(only_hit(corpus, "rain")) == "They hold [rain] and water.");
}

}  // namespace assay::test
