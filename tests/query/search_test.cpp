#include "tests/query/found.h"
#include "tests/support/catch.h"

namespace assay::test {

TEST_CASE("a phrase is its words in order, within one paragraph", "[query][search]") {
    const Corpus corpus({
        {"whole.md", "Nobody asks who sets the rules here."},
        {"reversed.md", "The rules set who asks."},
        {"lines.md", "Nobody asks who sets\nthe rules here."},  // one paragraph
        {"paragraphs.md", "Nobody asks who sets\n\nthe rules here."},
        {"cells.md", "| a | b |\n|---|---|\n| who sets | the rules |"},
        {"items.md", "- who sets\n- the rules"},
        {"title.md", "---\ntitle: Who sets\n---\nThe rules stand."},
        {"heading.md", "## Who sets\n\nThe rules stand."},
        {"marked.md", "Nobody *asks* who **sets** [the](http://x.org) `rules` here."},
        {"punctuated.md", "Nobody asks who. Sets the rules, he does."},
        {"accented.md", "Un café crème."},
        {"aliases.md", "---\naliases: [who sets, the rules]\n---\nNothing."},
    });
    const Row rows[] = {
        {"\"who sets the rules\"", "lines marked punctuated whole"},
        {"\"the rules\"",
         "aliases cells heading items lines marked paragraphs punctuated reversed title whole"},
        {"\"rules the\"", ""},
        {"\"who sets\" -\"who sets the rules\"", "aliases cells heading items paragraphs title"},
        {"-\"the rules\"", "accented"},
        {"\"cafe creme\"", "accented"},
        {"\"CAFÉ CRÈME\"", "accented"},
        {"\"the\" \"who sets the\"", "lines marked punctuated whole"},
        {"\"who set the rules\"", ""},  // a phrase is exact: no stems
        {"heading:\"who sets\"", "heading"},
        {"title:\"who sets\"", "aliases title"},  // not the heading: the first of level 1 would be
        {"title:\"sets the\"", ""},
    };
    check_found(corpus, rows);
}

TEST_CASE("operators nest, and negations may be anywhere", "[query][search]") {
    const Corpus corpus({
        {"ab.md", "apple bread"},
        {"ac.md", "apple cheese"},
        {"bc.md", "bread cheese"},
        {"abc.md", "apple bread cheese"},
        {"d.md", "dates"},
    });
    const Row rows[] = {
        {"apple bread", "ab abc"},
        {"apple OR dates", "ab abc ac d"},
        {"apple | dates", "ab abc ac d"},
        {"dates OR apple cheese", "abc ac d"},  // AND binds tighter
        {"(dates OR apple) cheese", "abc ac"},
        {"-apple", "bc d"},  // alone
        {"NOT apple", "bc d"},
        {"-apple bread", "bc"},  // first
        {"bread -apple", "bc"},
        {"-apple -bread", "d"},
        {"-(apple bread)", "ac bc d"},
        {"-(apple OR bread)", "d"},
        {"apple -(bread cheese)", "ab ac"},
        {"apple -(bread -cheese)", "abc ac"},
        {"--apple", "ab abc ac"},
        {"-(-apple)", "ab abc ac"},
        {"dates OR -apple", "bc d"},
        {"(-apple -bread) OR \"apple bread cheese\"", "abc d"},
        {"apple -apple", ""},
        {"-nothinglikeit", "ab abc ac bc d"},
        {"nothinglikeit OR dates", "d"},
    };
    check_found(corpus, rows);
}

TEST_CASE("stop words count only where nothing else does", "[query][search]") {
    const Corpus corpus({
        {"the.md", "the end of the road"},
        {"end.md", "end of road"},
        {"who.md", "the Who"},
        {"road.md", "road works"},
    });
    const Row rows[] = {
        {"the road", "end road the"},  // dropped
        {"end of the road", "end the"},
        {"end or road", "end the"},
        {"the", "the who"},  // alone
        {"the who", "who"},  // nothing else is left
        {"the -end", "who"},
        {"\"the end\"", "the"},  // in phrases
        {"\"end road\"", ""},    // and their gaps
        {"=the road", "the"},    // asked for
        {"the OR works", "road the who"},
        {"(the) works", ""},  // in brackets, too
        {"(the road) end", "the"},
        {"the AND road", "the"},  // beside an operator
        {"the end AND road", "end the"},
        {"road -the", "end road"},
        {"WHO end", ""},  // in capitals it is a name
        {"WHO the", "who"},
        {"Who end", "end the"},
    };
    check_found(corpus, rows);
}

TEST_CASE("a tag finds what is nested below it", "[query][search]") {
    const Corpus corpus({
        {"tech.md", "---\ntags: [tech]\n---\nx"},
        {"open.md", "---\ntags: [Tech/Open-Source, craft]\n---\nx"},
        {"deep.md", "---\ntags: [tech/open-source/licences]\n---\nx"},
        {"technique.md", "---\ntags: [technique]\n---\nx"},
        {"inline.md", "Words about #tech/ai here."},
        {"spaced.md", "---\ntags: [\"city planning\", Straße]\n---\nx"},
        {"accent.md", "---\ntags: [Économie]\n---\nx"},
        {"cjk.md", "---\ntags: [開源/工具]\n---\nx"},
        {"code.md", "`#tech` and https://x.org/#tech are none"},
        {"none.md", "The word tech alone."},
    });
    const Row rows[] = {
        {"#tech", "deep inline open tech"},
        {"tag:tech", "deep inline open tech"},
        {"tag:TECH", "deep inline open tech"},
        {"tag:=tech", "tech"},
        {"#tech/open-source", "deep open"},
        {"tag:=tech/open-source", "open"},
        {"tag:=TECH/Open-Source", "open"},
        {"tag:tech tag:craft", "open"},  // both
        {"#tech OR #technique", "deep inline open tech technique"},
        {"-#tech", "accent cjk code none spaced technique"},
        {"#tech -#craft", "deep inline tech"},
        {"tag:\"city planning\"", "spaced"},
        {"tag:=\"City Planning\"", "spaced"},
        {"tag:strasse", "spaced"},
        {"tag:economie", "accent"},
        {"#开源", "cjk"},
        {"#開源", "cjk"},
        {"tag:te", ""},                               // whole names
        {"tech", "code deep inline none open tech"},  // a tag's words are words of its note
        {"planning", "spaced"},
        {"x #tech", "deep open tech"},
    };
    check_found(corpus, rows);
}

TEST_CASE("filters of the request join with the query", "[query][search]") {
    const Corpus corpus({
        {"a.md", "---\ntags: [tech/ai, draft]\n---\nrain"},
        {"b.md", "---\ntags: [tech]\n---\nrain"},
        {"c.md", "---\ntags: [City Life]\n---\nrain"},
        {"d.md", "sun"},
    });
    struct Filter {
        const char* query;
        std::vector<std::string> tags, not_tags;
        const char* found;
    };
    const Filter rows[] = {
        {"rain", {"tech"}, {}, "a b"},
        {"rain", {"=tech"}, {}, "b"},
        {"rain", {"#Tech"}, {}, "a b"},
        {"rain", {"tech", "draft"}, {}, "a"},
        {"rain", {}, {"draft"}, "b c"},
        {"rain", {"tech"}, {"draft"}, "b"},
        {"rain", {"city life"}, {}, "c"},
        {"rain", {"nothing"}, {}, ""},
        {"rain", {}, {"nothing"}, "a b c"},
        {"", {"tech"}, {}, "a b"},  // filters alone
        {"", {}, {"tech"}, "c d"},
        {"-rain", {}, {"tech"}, "d"},
        {"rain OR sun", {"tech"}, {}, "a b"},  // of the whole query
    };
    for (const Filter& row : rows) {
        INFO(row.query << " " << row.found);
        query::SearchRequest request;
        request.text = row.query;
        request.tags = row.tags;
        request.not_tags = row.not_tags;
        CHECK(found(corpus, request) == row.found);
    }
}

TEST_CASE("a field looks in its part of the note", "[query][search]") {
    const Corpus corpus({
        {"title.md", "---\ntitle: Rain gardens\naliases: [Wet beds]\n---\nNothing."},
        {"h1.md", "# Rain at last\n\nNothing."},
        {"heading.md", "Nothing.\n\n## The rain in spring\n\nMore."},
        {"quote.md", "He said:\n\n> The rain is late.\n\nand left."},
        {"code.md", "Run `rain --now` or:\n\n```\nstd::rain sun = 1;\n```\n"},
        {"body.md", "The rain is late."},
        {"rain.md", "Nothing."},  // a file name is the title if there is no other
    });
    const Row rows[] = {
        {"title:rain", "h1 rain title"},
        {"title:rains", "h1 rain title"},
        {"title:wet", "title"},
        {"title:(wet rain)", "title"},
        {"title:(wet OR last)", "h1 title"},
        {"title:rain -title:wet", "h1 rain"},
        {"title:\"rain gardens\"", "title"},
        {"title:gard*", "title"},
        {"heading:rain", "h1 heading"},
        {"heading:spring", "heading"},
        {"quote:rain", "quote"},
        {"quote:said", ""},
        {"quote:\"rain is late\"", "quote"},
        {"code:rain", "code"},
        {"code:std::rain", "code"},
        {"code:now", "code"},
        {"code:run", ""},
        {"code:(rain sun)", "code"},
        {"-title:rain", "body code heading quote"},
        {"rain late -quote:late", "body"},
        {"rain", "body code h1 heading quote rain title"},
    };
    check_found(corpus, rows);
}

}  // namespace assay::test
