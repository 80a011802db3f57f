#include "indexer/note/shield.h"

#include "tests/support/catch.h"

namespace assay::indexer {

using namespace std::string_view_literals;

TEST_CASE("what Markdown must not read is covered, byte by byte", "[indexer][shield]") {
    struct Row {
        std::string_view body, markdown;
    };
    const Row rows[] = {
        {"plain *text* [link](x)", "plain *text* [link](x)"},
        {"$a_b*c$ d", "$a,b,c$ d"},
        {"$$a\n- b_c$$", "$$a\n, b,c$$"},
        {"> $$\n> a_b\n> $$", "> $$\n> a,b\n> $$"},  // the quote marks stay
        {"$\\{x\\}$ $\\|v\\|$", "$,,x,,$ $,,v,,$"},
        {"| $|a|$ |", "| $|a|$ |"},  // a bar ends a cell
        {"$5 and $6, $a_b", "$5 and $6, $a_b"},
        {"$5/$6 $ a_b $ US$a_b$7", "$5/$6 $ a_b $ US$a_b$7"},
        {"$a_b\n\nc_d$", "$a_b\n\nc_d$"},
        {"\\$a_b$ `$a_b$` $1 `x_y$`", "\\$a_b$ `$a_b$` $1 `x_y$`"},
        {"$1 [a](b_c) 2$", "$1 [a](b_c) 2$"},
        {"```\n$a_b$\n```\n$a_b$", "```\n$a_b$\n```\n$a,b$"},
        {"> ```\n> $a_b$\n\n$a_b$", "> ```\n> $a_b$\n\n$a,b$"},
        {"- ```\n  $a_b$\n\n$a_b$", "- ```\n  $a_b$\n\n$a,b$"},
        {"<!-- $a_b$ --> $a_b$", "<!-- $a_b$ --> $a,b$"},
        {"[[a_b]] ![[c*d|300]]", ",,a,b,, !,,c,d|300,,"},
        {"[[a_b\\|c *d* #e]]", ",,a,b,,c *d* ,e,,"},
        {"| [[a|b]] |", "| ,,a|b,, |"},
        {"[[a\nb]] [[]] [[a [[b]] \\[[c]]", "[[a\nb]] [[]] [[a ,,b,, \\[[c]]"},
        {"[[1]](url) [[2]][ref] [[a]][[b]]", "[[1]](url) [[2]][ref] ,,a,,,,b,,"},
        {"a {{ *b* }} {% c_d %} {{< e\n  f >}} `{{ g }}`",
         "a ,,,,,,,,, ,,,,,,,,, ,,,,,\n  ,,,,, `{{ g }}`"},
        {"> {{ a\n> b }}\n{: .c }", "> ,,,,\n> ,,,,\n,,,,,,,"},
        {"nu\0ll"sv, "nu\x01ll"sv},
        {"```\na\n\u00A0 ```\nb", "```\na\n```   \nb"},
        {"a[^1]\n\n[^1]: b", "a[^1]\n\n[^1]: b\n\n[^1]\n"},
        {"[^1]: a\n\n[^1]: b", "[^1]: a\n\n,,1]: b\n\n[^1]\n"},
    };
    for (const Row& row : rows) {
        INFO(row.body);
        CHECK(shield(row.body).markdown() == row.markdown);
    }
}

TEST_CASE("the places of math are told", "[indexer][shield]") {
    const ShieldedBody shielded = shield("a $b$ `$c$` $$d$$");
    REQUIRE(shielded.math.size() == 2);
    CHECK(shielded.math[0].begin == 2);
    CHECK(shielded.math[0].end == 5);
    CHECK(shielded.math[1].begin == 12);
    CHECK(shielded.math[1].end == 17);
}

TEST_CASE("of MDX, statements go, and tags become tags of HTML", "[indexer][shield]") {
    struct Row {
        std::string_view body, markdown;
    };
    const Row rows[] = {
        {"import a from 'a'\n\nb", ",,,,,,,,,,,,,,,,,\n\nb"},
        {"<A.B c={d > e} {...f}>{g}</A.B>", "<AaB c=aaaaaaa aaaaaa>{g}</AaB>"},
        {"<A b={[\n  c: 1\n]}>", "<A b=aa\n aaaaa\naa>"},
        {"a {/* b */} c", "a ,,,,,,,,, c"},
        {"<https://x.org> a < b {c} <a {", "<https://x.org> a < b {c} <a {"},
    };
    for (const Row& row : rows) {
        INFO(row.body);
        CHECK(shield(row.body, true).markdown() == row.markdown);
        CHECK(shield(row.body).markdown() == row.body);
    }
}

}  // namespace assay::indexer
