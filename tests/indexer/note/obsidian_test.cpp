#include "indexer/note/obsidian.h"
#include "indexer/note/markdown.h"

#include "tests/support/catch.h"

namespace assay::indexer {
namespace {

using Strings = std::vector<std::string>;

struct Row {
    std::string_view markdown;
    std::string_view text;
};

template <std::size_t size>
void check(const Row (&rows)[size]) {
    for (const Row& row : rows) {
        INFO(row.markdown);
        CHECK(read_markdown(row.markdown, 1).text == row.text);
    }
}

}  // namespace

TEST_CASE("a wikilink is what it shows", "[indexer][obsidian]") {
    const Row rows[] = {
        {"see [[target]] on", "see target on"},
        {"see [[target|shown]] on", "see shown on"},
        {"see [[target\\|shown]] on", "see shown on"},  // as the plugin writes it
        {"| a | b |\n|--|--|\n| [[t\\|shown]] | [[u]] |", "a\tb\nshown\tu"},
        {"[[note.md#Heading|Note]] x", "Note x"},
        {"[[a]][[b]] **[[a|c]]** ~~[[d]]~~", "ab c d"},
        {"[[文章|表示]]と", "表示と"},
        {"[[a [[b]] c]]", "[[a b c]]"},  // the inner one is closed
        {"[[#Heading]] [[a#Heading]] [[a#^id]]", "Heading a#Heading a"},
        {"[[a_b_c]] [[2*3*4]] [[www.x.org|w]] [[a|b *c* d]]", "a_b_c 2*3*4 w b c d"},
        {"[[a]] x\n\n[a]: https://x.org", "a x"},  // though [a] is a link
        {"[[1]](https://x.org) \\[[a]] [[a|]]", "[1] [[a]] a"},
    };
    check(rows);
}

TEST_CASE("an embed is its name", "[indexer][obsidian]") {
    const Row rows[] = {
        {"![[embed.png]] x", "embed.png x"},
        {"![[embed.png|200]] x", "embed.png x"},
        {"![[embed.png|200x100]] x", "embed.png x"},
        {"![[note]]\n\ntext", "note\n\ntext"},
        {"![[embed.png|boats at dawn]] ![[e.png|a b|300]] ![[n#^id]]", "boats at dawn a b n"},
    };
    check(rows);
}

TEST_CASE("a mark is its text", "[indexer][obsidian]") {
    const Row rows[] = {
        {"==mark== x", "mark x"},
        {"==two words== and ==more==", "two words and more"},
        {"==*em* in mark== x", "em in mark x"},
        {"**==m==** ==[[a|b]]==", "m b"},
        {"==重要==だ", "重要だ"},
        {"a == b and c == d", "a == b and c == d"},  // an operator
        {"== not ==", "== not =="},
        {"====", "===="},
        {"===three===", "===three==="},
        {"\\==no== $a==b$ $c==d$", "==no== $a==b$ $c==d$"},
    };
    check(rows);
}

TEST_CASE("a comment is nothing, over lines and paragraphs too", "[indexer][obsidian]") {
    struct Gone {
        std::string_view markdown;
        Strings words;  // what is left, by blanks and lines
    };
    const Gone rows[] = {
        {"a %%gone%% b", {"a", "b"}},
        {"a %%gone\nover lines%% b", {"a", "b"}},
        {"a\n\n%%\n\ngone\n\n- gone\n\n%%\n\nb", {"a", "b"}},
        {"%%gone%%", {}},
        {"%%gone [[x|y]] ==z== #t `code` gone%% b", {"b"}},
        {"a %%one%% b %%two%% c", {"a", "b", "c"}},
    };
    for (const Gone& row : rows) {
        INFO(row.markdown);
        const MarkdownText note = read_markdown(row.markdown, 1);
        Strings words;
        for (std::size_t at = note.text.find_first_not_of(" \n"); at != note.text.npos;) {
            const std::size_t end = std::min(note.text.find_first_of(" \n", at), note.text.size());
            words.push_back(note.text.substr(at, end - at));
            at = note.text.find_first_not_of(" \n", end);
        }
        CHECK(words == row.words);
        CHECK(note.tags.empty());
    }
}

TEST_CASE("a block id ends its block and is not text", "[indexer][obsidian]") {
    const Row rows[] = {
        {"text ^block-id", "text"},
        {"text ^abc\n\nnext", "text\n\nnext"},
        {"- item ^a1\n- other", "item\nother"},
        {"a ^ b", "a ^ b"},
        {"x^2 and e^x", "x^2 and e^x"},
        {"text ^not id", "text ^not id"},
        {"text\n\n^abc\n\nnext", "text\n\nnext"},
    };
    check(rows);
}

TEST_CASE("a callout is its title and text", "[indexer][obsidian]") {
    const Row rows[] = {
        {"> [!note] Title\n> text", "Title\ntext"},
        {"> [!note]\n> text", "text"},
        {"> [!faq]- Folded\n> text", "Folded\ntext"},
        {"> [!faq]+ Open\n> text", "Open\ntext"},
        {"> [!note|right] Title\n> text", "Title\ntext"},
        {"> [!warning] Outer\n> > [!tip] Inner\n> > deep", "Outer\n\nInner\ndeep"},
        {"> [not] callout", "[not] callout"},
        {"> text [!note] no", "text [!note] no"},
        {"[!note] no quote", "[!note] no quote"},
    };
    check(rows);
    const MarkdownText note = read_markdown("> [!note] Title\n> text", 1);
    REQUIRE(note.scopes.size() == 1);
    CHECK(note.text.substr(note.scopes[0].begin, note.scopes[0].end) ==
          "Title\ntext");  // the quote moved along
}

TEST_CASE("what is never closed stays as typed", "[indexer][obsidian]") {
    for (const std::string_view text : {"[[open x", "x]] y", "[[]] x", "![[open x", "==open x",
                                        "%%open x", "100%% sure", "==a\n\nb==", "[[a\n\nb]]"}) {
        INFO(text);
        CHECK(read_markdown(text, 1).text == text);
    }
}

TEST_CASE("nothing is done inside code", "[indexer][obsidian]") {
    const std::string signs = "[[x|y]] ![[z]] ==y== %%z%% #t ^b";
    for (const std::string& markdown :
         {"`" + signs + "`", "```\n" + signs + "\n```", "    " + signs}) {
        INFO(markdown);
        const MarkdownText note = read_markdown(markdown, 1);
        CHECK(note.text == signs);
        CHECK(note.tags.empty());
    }
    CHECK(read_markdown("%%open `%%` x", 1).text == "%%open %% x");  // code closes nothing
    CHECK(read_markdown("`[[a` b]]", 1).text == "[[a b]]");
}

TEST_CASE("inline tags are told from colours, headings, links and code", "[indexer][obsidian]") {
    struct Tagged {
        std::string_view markdown;
        Strings tags;
    };
    const Tagged rows[] = {
        {"#tag and #other, (#third) #fourth.", {"tag", "other", "third", "fourth"}},
        {"#Nested/Tag-with_sign #a/", {"Nested/Tag-with_sign", "a"}},
        {"#日本語 #é #emoji🎉", {"日本語", "é", "emoji🎉"}},
        {"#y2023 #1a", {"y2023", "1a"}},
        {"#2023 #1984-01", {}},  // a number is none
        {"#cafe #dad #feed #facade #decade #b2b #bad #deadbeef",
         {"cafe", "dad", "feed", "facade", "decade", "b2b", "bad", "deadbeef"}},
        {"#FFAA00 #c0ffee #00ff0080 #1a2b3c4d",
         {}},  // a colour has six or eight digits, and letters among them
        {"#added #fffff #1a2b3", {"added", "fffff", "1a2b3"}},
        {"color: #fff background:#fed Background-Color: #BAD fill:#facade; border: #abc; stroke :  "
         "#abcd",
         {}},
        {"my color is #fed (#dad, #f00) color #bed note: #cab",
         {"fed", "dad", "f00", "bed", "cab"}},
        {"# Heading #no\n\n#yes", {"yes"}},
        {"#\n\n# #no", {}},
        {"https://x.org/#no [a](#no) x#no &#35;", {}},
        {"##no # no", {}},
        {"`#no`\n\n```\n#no\n```\n\n    #no", {}},
        {"%%#no%% <!-- #no --> <b id=\"#no\">#yes</b>", {"yes"}},
        {"[[note#no]] [[#no]] [[x|#no]] \\#no &#35;no $#no$", {}},
        {"- #list\n\n> #quote\n\n| #cell | b |\n|--|--|\n| c | #row |",
         {"list", "quote", "cell", "row"}},
        {"one\n#two\n#three", {"two", "three"}},
        {"#again #again", {"again", "again"}},  // in order, as written
    };
    for (const Tagged& row : rows) {
        INFO(row.markdown);
        CHECK(read_markdown(row.markdown, 1).tags == row.tags);
    }
    CHECK(read_markdown("a #tag stays", 1).text == "a #tag stays");
}

TEST_CASE("what points into the text moves along", "[indexer][obsidian]") {
    const MarkdownText note =
        read_markdown("%%gone%% ==a== `code`\n\n# [[x|Head]]\n\n> [[t|quote]]", 1);
    Strings scopes;
    for (const Scope& scope : note.scopes)
        scopes.push_back(std::string(schema::spec(scope.field).name) + " " +
                         note.text.substr(scope.begin, scope.end - scope.begin));
    CHECK(scopes == Strings{"code code", "heading Head", "quote quote"});
    REQUIRE(note.headings.size() == 1);
    CHECK(note.text.substr(note.headings[0].offset, 4) == "Head");
    schema::NoteRecord record;
    record.text = note.text;
    record.segments = note.segments;
    const schema::Place place = schema::place_of(record, note.text.find("quote"));
    CHECK(place.line == 5);
    CHECK(place.column == 7);
}

}  // namespace assay::indexer
