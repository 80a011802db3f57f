#include <string>
#include <vector>

#include "indexer/note/note.h"
#include "indexer/text/limits.h"
#include "tests/support/catch.h"

namespace assay::indexer {
namespace {

using schema::LinkKind;

/// A link as "line:column kind target (label)".
std::string shown(const schema::Link& link) {
    constexpr const char* kinds[] = {"wiki", "embed", "md", "image", "address", "property"};
    return std::to_string(link.line) + ":" + std::to_string(link.column) + " " +
           kinds[static_cast<std::size_t>(link.kind)] + " " + link.target + " (" + link.label + ")";
}

std::vector<std::string> links_of(std::string_view note) {
    std::vector<std::string> links;
    const Note read = read_note("note.md", note, 0);
    for (const schema::Link& link : read.record.links) {
        links.push_back(shown(link));
        CHECK(link.text.end <= read.record.text.size());
    }
    return links;
}

using Strings = std::vector<std::string>;

struct Row {
    const char* note;
    Strings links;
};

void check(const std::vector<Row>& rows) {
    for (const Row& row : rows) {
        INFO(row.note);
        CHECK(links_of(row.note) == row.links);
    }
}

}  // namespace

TEST_CASE("a link of Obsidian keeps its target, label and place", "[indexer][links]") {
    check({
        {"see [[Home]] now", {"1:5 wiki Home (Home)"}},
        {"[[a/b|label]] [[a/b\\|label]]", {"1:1 wiki a/b (label)", "1:15 wiki a/b (label)"}},
        {"[[#Heading]] [[n#H]] [[n#^id]]",
         {"1:1 wiki #Heading (Heading)", "1:14 wiki n#H (n#H)", "1:22 wiki n#^id (n)"}},
        {"![[pic.png]] ![[pic.png|300]] ![[pic.png|two boats|300]]",
         {"1:1 embed pic.png (pic.png)", "1:14 embed pic.png (pic.png)",
          "1:31 embed pic.png (two boats)"}},
        {"é [[ü]]", {"1:3 wiki ü (ü)"}},  // columns are code points
        {"[[a_b_c|*em*]] x", {"1:1 wiki a_b_c (em)"}},
        {"| a |\n|---|\n| x [[a\\|b]] |", {"3:5 wiki a (b)"}},
        {"> [!note] t [[a]]\n> [[b]]", {"1:13 wiki a (a)", "2:3 wiki b (b)"}},
        {"# H [[a]]\n\n- [[b]]", {"1:5 wiki a (a)", "3:3 wiki b (b)"}},
        {"x[^1]\n\n[^1]: [[a]]", {"3:7 wiki a (a)"}},
        {"[[a]][[b]]", {"1:1 wiki a (a)", "1:6 wiki b (b)"}},
        {"[[]] [[ ]] [[|x]] [[a\nb]] [[c", {}},
    });
}

TEST_CASE("a link of Markdown keeps its target, label and place", "[indexer][links]") {
    check({
        {"[l](a.md) [m](<b c.md#d e> \"t\")", {"1:1 md a.md (l)", "1:11 md b c.md#d e (m)"}},
        {"[l][r] [r] ![i](p.png)\n\n[r]: a.md 'title'",
         {"1:1 md a.md (l)", "1:8 md a.md (r)", "1:12 image p.png (i)"}},
        {"[![i](p.png)](a.md)", {"1:1 md a.md (i)", "1:2 image p.png (i)"}},
        {"[](a.md) ![](p.png)", {"1:1 md a.md ()", "1:10 image p.png ()"}},
        {"[l](a\\_b.md) [m](c&amp;d.md) [n](e%20f.md)",
         {"1:1 md a_b.md (l)", "1:14 md c&d.md (m)", "1:30 md e%20f.md (n)"}},
        {"<https://x.org/a> https://y.org/b z@x.org",
         {"1:1 address https://x.org/a (https://x.org/a)",
          "1:19 address https://y.org/b (https://y.org/b)",
          "1:35 address mailto:z@x.org (z@x.org)"}},
        {"two\nsee www.a.org x\n- see https://b.org/c x",
         {"2:5 address http://www.a.org (www.a.org)",
          "3:7 address https://b.org/c (https://b.org/c)"}},
        {"[https://x.org?a&amp;b](https://x.org?a&amp;b)",
         {"1:1 md https://x.org?a&b (https://x.org?a&b)"}},
        {"[l](a$b$c.md)", {"1:1 md a$b$c.md (l)"}},  // no math
        {"[https://x.org](https://x.org)", {"1:1 md https://x.org (https://x.org)"}},
        {"a [b]([[c/d\\|e]])", {"1:3 wiki c/d (b)"}},
        {"[l]() ![i](data:image/png;base64,AAAA)", {}},
        {"x\n[two\nlines](a.md)", {"2:1 md a.md (two lines)"}},
    });
}

TEST_CASE("there are no links in code, math, comments and templates", "[indexer][links]") {
    check({
        {"`[[a]]` ``[b](c)``", {}},
        {"```\n[[a]] [b](c.md)\n```\n\n    [[d]]", {}},
        {"$[[a]]$ $$\n[[b]]\n$$", {}},
        {"%%[[a]] [b](c.md)%% <!-- [[d]] -->", {}},
        {"%%\n[[a]]\n\n[b](c.md)\n%%\n\n[[e]]%%f%%", {"7:1 wiki e (e)"}},
        {"{{ [[a]] }} {% b [[c]] %}", {}},
        {"[a]({{ site.url }}/x) [b]({% link c.md %}) [d](e.md)", {"1:44 md e.md (d)"}},
        {"\\[[a]] \\[b](c.md)", {}},
        {"<script>[[a]]</script>", {}},
    });
}

TEST_CASE("links in front matter are links", "[indexer][links]") {
    check({
        {"---\nup: \"[[Home|Start]]\"\nlist:\n  - \"[[a]]\"\n  - \"[[b#c]] and [[a]]\"\n---\n[[d]]",
         {"2:6 property Home (Start)", "4:6 property a (a)", "5:6 property b#c (b#c)",
          "5:18 property a (a)", "7:1 wiki d (d)"}},
        {"---\n{\"up\": \"[[a]]\", \"dg-note-properties\": {\"up\": \"[[a]]\"}}\n---\n",
         {"2:9 property a (a)"}},
        {"+++\nup = \"[[a]]\"\n+++\n", {"2:7 property a (a)"}},
        {"---\nup: plain\n# [[a comment]]\n---\n", {}},
    });
}

TEST_CASE("blocks and ids of HTML are what links may lead to", "[indexer][links]") {
    const Note note = read_note(
        "note.md", "a ^one\n\n<a name=\"two\"></a> <div id=three>x</div>\n\n- b ^four-4", 0);
    CHECK(note.record.anchors == Strings{"two", "three", "^one", "^four-4"});
    CHECK(read_note("note.md", "![[a]]^five\n\nx\n{ #six}\n", 0).record.anchors ==
          Strings{"six", "^five"});
    CHECK(read_note("note.md", "{{< code \"x\" >}}\n", 0).record.anchors == Strings{"*"});
}

TEST_CASE("too many or too long links are text", "[indexer][links]") {
    std::string many;
    for (std::size_t i = 0; i <= text::max_links; ++i) many += "[[n" + std::to_string(i) + "]]\n\n";
    const Note crowded = read_note("note.md", many, 0);
    CHECK(crowded.record.links.size() == text::max_links);
    REQUIRE(crowded.problems.size() == 1);
    CHECK(crowded.problems.front().message == "more than 20000 links, the rest is text only");
    const Note long_one =
        read_note("note.md", "[a](" + std::string(text::max_link_target_bytes + 1, 'x') + ")", 0);
    CHECK(long_one.record.links.empty());
    CHECK(long_one.problems.size() == 1);
}

}  // namespace assay::indexer
