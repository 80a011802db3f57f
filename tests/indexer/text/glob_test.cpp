#include "indexer/text/glob.h"

#include "tests/support/catch.h"

namespace assay::text {

TEST_CASE("a character that only folds to * or ? or / means itself", "[schema][glob]") {
    CHECK_FALSE(glob_matches("\uff1f.md", "a.md"));
    CHECK_FALSE(glob_matches("\uff0a.md", "abc.md"));
    CHECK(glob_matches("\uff1f.md", "\uff1f.md"));
    CHECK(glob_matches("*\uff0a?", "a\uff0ab"));
    CHECK_FALSE(glob_matches("a\uff0fb", "a/b"));
    CHECK(glob_matches("CAF\u00c9*", "cafe\u0301 noir.md"));
}

TEST_CASE("a glob matches paths and everything below them", "[schema][glob]") {
    struct Row {
        std::string pattern, path;
        bool matches;
    };
    const Row rows[] = {
        {"a.md", "a.md", true},
        {"a.md", "x/y/a.md", true},  // a name without '/': at any depth
        {"/a.md", "x/a.md", false},  // from the root only
        {"/a.md", "a.md", true},
        {"a.md", "ba.md", false},
        {"drafts", "drafts/x.md", true},  // a folder, and what is below
        {"drafts", "x/drafts/y/z.md", true},
        {"drafts/", "x/drafts/y.md", true},
        {"drafts.md/", "drafts.md", false},  // a folder is asked for
        {"x/drafts", "x/drafts/y.md", true},
        {"x/drafts", "a/x/drafts/y.md", false},  // with '/': from the root
        {"*.draft.md", "a/b.draft.md", true},
        {"*.md", "a.markdown", false},
        {"a/*.md", "a/b.md", true},
        {"a/*.md", "a/b/c.md", false},  // a star stays in its folder
        {"a/**", "a/b/c.md", true},
        {"a/**", "a", false},
        {"a/**", "ab/c.md", false},
        {"**/drafts/*", "drafts/x.md", true},  // also for no folder
        {"**/drafts/*", "a/b/drafts/x.md", true},
        {"**/drafts/*", "a/mydrafts/x.md", false},
        {"a/**/z.md", "a/z.md", true},
        {"a/**/z.md", "a/b/c/z.md", true},
        {"a/**/z.md", "a/b/cz.md", false},
        {"**.md", "a/b.md", true},
        {"a?c.md", "abc.md", true},
        {"a?c.md", "aéc.md", true},  // one character, not one byte
        {"a?c.md", "a/c.md", false},
        {"日*/x.md", "日記/x.md", true},
        {"a[1].md", "a[1].md", true},  // no classes: people's names have brackets
        {"*a*b*c*", "xaxbxcx.md", true},
        {"*/*/*", "a/b/c/d.md", true},  // names the folder c
        {"", "a.md", false},
        {"/", "a.md", false},
        {"**", "a/b.md", true},
        {"A.md", "a.md", true},  // case does not count,
        {"a/*.MD", "A/b.md", true},
        {"CAF\u00c9/**", "Cafe\u0301/x.md", true},  // nor do accents, composed or not
        {"Cafe\u0301", "caf\u00e9/x.md", true},
        {"cafe/", "Caf\u00e9/x.md", true},
        {"\u65e5*/X.md", "\u65e5\u8a18/x.md", true},
        {"caf?.md", "cafe\u0301.md", true},     // one letter, in two code points
        {"stra?e.md", "stra\u00dfe.md", true},  // one letter, which folds to two
        {"STRASSE.md", "stra\u00dfe.md", true},
        {"a/*", "a\uff0fb.md", false},  // a wide slash divides nothing
        {"B.md", "a.md", false},
    };
    for (const Row& row : rows) {
        INFO(row.pattern << " / " << row.path);
        CHECK(glob_matches(row.pattern, row.path) == row.matches);
    }
}

TEST_CASE("no glob takes long", "[schema][glob]") {
    std::string pattern, path(4000, 'a');
    for (int i = 0; i < 500; ++i) pattern += "*a**/a";
    CHECK_FALSE(glob_matches(pattern + "b", path));
}

}  // namespace assay::text
