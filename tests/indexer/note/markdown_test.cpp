#include "indexer/note/markdown.h"

#include <atomic>
#include <thread>

#include "indexer/note/encoding.h"
#include "indexer/text/tokenizer.h"
#include "indexer/text/unicode.h"
#include "tests/support/catch.h"
#include "tests/support/essays.h"

namespace assay::indexer {
namespace {

using Strings = std::vector<std::string>;

/// The stretches of `field`, in order.
Strings scoped(const MarkdownText& note, schema::Field field) {
    Strings texts;
    for (const Scope& scope : note.scopes)
        if (scope.field == field)
            texts.push_back(note.text.substr(scope.begin, scope.end - scope.begin));
    return texts;
}

std::string_view line_of(std::string_view text, std::uint32_t line) {
    for (; line > 1 && !text.empty(); --line)
        text.remove_prefix(std::min(text.find('\n'), text.size() - 1) + 1);
    return text.substr(0, text.find('\n'));
}

std::string_view without_code_points(std::string_view text, std::uint32_t count) {
    for (; count > 0 && !text.empty(); --count) text.remove_prefix(unicode::decode(text, 0).size);
    return text;
}

/// Does `source` go on with `wanted`, invisible characters aside? At an entity, which means a
/// character, anything is right.
bool goes_on_with(std::string_view source, std::string_view wanted) {
    while (!wanted.empty()) {
        if (source.empty()) return false;
        const unicode::CodePoint here = unicode::decode(source, 0),
                                 there = unicode::decode(wanted, 0);
        if (here.value == '&') return true;
        if (!unicode::is_invisible(here.value)) {
            if (here.value != there.value) return false;
            wanted.remove_prefix(there.size);
        }
        source.remove_prefix(here.size);
    }
    return true;
}

/// Words of the plain text that are not in `source` where the map says, as "word@line:column".
/// A word that is put together from several places (**b**old) is looked up in each.
Strings misplaced(std::string_view source, const MarkdownText& note) {
    schema::NoteRecord record;
    record.text = note.text;
    record.segments = note.segments;
    Strings wrong;
    text::Tokenizer tokens(record.text);
    for (text::Token token; tokens.next(token);) {
        if (token.kind != text::Token::Kind::word && token.kind != text::Token::Kind::unigram)
            continue;
        for (std::size_t begin = token.begin; begin < token.end;) {
            const auto next = std::find_if(
                record.segments.begin(), record.segments.end(),
                [&](const schema::Segment& segment) { return segment.offset > begin; });
            const std::size_t end = next == record.segments.end()
                                        ? token.end
                                        : std::min<std::size_t>(token.end, next->offset);
            const std::string word = record.text.substr(begin, end - begin);
            const schema::Place place = schema::place_of(record, begin);
            const std::string_view line = line_of(source, place.line);
            const std::string_view before =
                line.substr(0, line.size() - without_code_points(line, place.column - 1).size());
            if (place.byte_column != before.size() + 1 ||
                place.utf16_column != unicode::utf16_length(before) + 1)
                wrong.push_back(std::to_string(place.line) + ":" + std::to_string(place.column) +
                                " in other units");
            if (place.column == 0 ||
                !goes_on_with(without_code_points(line_of(source, place.line), place.column - 1),
                              word))
                wrong.push_back(word + "@" + std::to_string(place.line) + ":" +
                                std::to_string(place.column));
            begin = end;
        }
    }
    return wrong;
}

struct Row {
    std::string_view markdown;
    std::string_view text;
};

template <std::size_t size>
void check(const Row (&rows)[size]) {
    for (const Row& row : rows) {
        INFO(row.markdown);
        const MarkdownText note = read_markdown(row.markdown, 1);
        CHECK(note.text == row.text);
        CHECK(misplaced(row.markdown, note).empty());
    }
}

}  // namespace

TEST_CASE("paragraphs are lines with one empty line between", "[indexer][markdown]") {
    const Row rows[] = {
        {"", ""},
        {"\n\n", ""},
        {"plain words", "plain words"},
        {"one\n\n\n\ntwo\n", "one\n\ntwo"},
        {"soft\nbreak", "soft break"},
        {"  indented\n    more", "indented more"},
        {"trailing blanks   ", "trailing blanks"},
        {"***\n\nafter a rule", "after a rule"},
        {"開源\n碼一", "開源碼一"},  // no blank where none is written
        {"開源，\n碼", "開源，碼"},
        {"한국어\n문장", "한국어 문장"},  // Korean has blanks
        {"開源\nlatin\n開", "開源 latin 開"},
    };
    check(rows);
}

TEST_CASE("a hard break ends neither a sentence nor a phrase", "[indexer][markdown]") {
    const Row rows[] = {
        {"the chairs  \nwe had", "the chairs we had"},
        {"the chairs     \n   we had", "the chairs we had"},
        {"the chairs\\\nwe had *and* on\nand on", "the chairs we had and on and on"},
        {"the chairs<br>we had", "the chairs we had"},
        {"the chairs <br/> we had<br />\n*more*<BR>z", "the chairs we had more z"},
        {"- the chairs  \n  we had\n- b<br>c", "the chairs we had\nb c"},
        {"# the chairs<br>we had\n\nx", "the chairs we had\n\nx"},
        {"the chairs\\\nwe had\n====", "the chairs we had"},
        {"> the chairs  \n> we had  \nlazily", "the chairs we had lazily"},
        {"| a |\n|--|\n| the chairs<br>we had |\n| b |", "a\nthe chairs we had\nb"},
        {"<p>the chairs<br>\n  we had</p>\n", "the chairs we had"},
        {"one<br><br>two<br>\n<br>three", "one\ntwo\nthree"},  // an empty line is between
        {"床前明月光\\\n疑是地上霜", "床前明月光疑是地上霜"},
        {"a `b`  \n`c` d", "a b c d"},
        {"> [!note] Title  \n> text", "Title\ntext"},  // the title of a callout is a line
    };
    check(rows);
}

TEST_CASE("a word that is broken at a hyphen is one word", "[indexer][markdown]") {
    const Row rows[] = {
        {"infra-\nstructure", "infra-structure"},
        {"infra-\n    structure", "infra-structure"},
        {"infra-   \nstructure", "infra-structure"},  // a hard break
        {"> infra-\n> structure", "infra-structure"},
        {"> infra-\nstructure", "infra-structure"},
        {"- infra-\n  structure", "infra-structure"},
        {"1. x\n   - infra-\n     structure", "x\ninfra-structure"},
        {"> - > infra-\n>   > structure", "infra-structure"},
        {"*infra-*\n*structure*", "infra-structure"},
        {"<p>infra-\n  structure</p>", "infra-structure"},
        {"infra\u2010\nstructure über-\nübung Anglo-\nSaxon",
         "infra\u2010structure über-übung Anglo-Saxon"},
        {"state-\nof-the-art up-\nto-date", "state-of-the-art up-to-date"},
        {"> infra\u00AD\n> structure and infra&shy;\n> structure",
         "infrastructure and infrastructure"},
        // Dashes, list markers, hyphens in place of a word, and code are not.
        {"infra -\nstructure", "infra - structure"},
        {"infra--\nstructure", "infra-- structure"},
        {"infra \u2013\nstructure", "infra \u2013 structure"},
        {"infra-\n- structure", "infra-\n\nstructure"},
        {"infra-\n\nstructure", "infra-\n\nstructure"},
        {"infra-\n*(structure)*", "infra- (structure)"},
        {"pre-\nand post-war", "pre- and post-war"},
        {"Vor-\nund Nachteile", "Vor- und Nachteile"},
        {"`foo-`\nbar `foo-`\n`bar` foo-\n`bar`", "foo- bar foo- bar foo- bar"},
        {"開-\n源", "開- 源"},
    };
    check(rows);
}

TEST_CASE("what attributes say in words is text below the block", "[indexer][markdown]") {
    const Row rows[] = {
        {"see <img src=\"a.png\" alt=\"Boats &amp; nets\" title=\"A title\"> here",
         "see Boats & nets here\nA title"},
        {"<img alt=plain src=x> y<IMG ALT='case'>z", "plain y case z"},
        {"<figure>\n<img src=\"x\" alt=\"Two\n  lines\">\n<figcaption>Cap &eacute; "
         "<b>bold</b></figcaption>\n</figure>\n\nnext",
         "Two lines\nCap é bold\n\nnext"},
        {"the <a href=\"x\" title=\"Home page\">site</a> we had", "the site we had\nHome page"},
        {"the <abbr title=\"Health Organization\">WHO</abbr> says",
         "the WHO says\nHealth Organization"},
        {"<p><a title='T \"1\"'>x</a></p><p>y</p>", "x\nT \"1\"\ny"},
        {"see <img\nalt=\"over lines\"\n  title=\"T\"> and over > more",
         "see over lines and over > more\nT"},
        {"> see <img\n> alt=\"in\n> quotes\"> on\n> and [a](b '#no [[x]]') %%gone%%",
         "see in quotes on and a\n#no [[x]]"},
        {"<svg><a title=\"no\">x</a><img alt=\"no\"></svg>z", "z"},
        {"<div title=\"no\" aria-label=\"no\">y</div>", "y"},
        {"<img alt=\"\" title=\"\">x <img>y", "x y"},
        {"<a title=\"same\">same</a> [dup](x \"dup\")", "same dup"},  // once
        {"[shown](https://x.org/dest \"Title\") on", "shown on\nTitle"},
        {"- [x](y \"Tip one\")\n- [z](w 'Tip two')\n\n# [h](x \"Head tip\")",
         "x\nTip one\nz\nTip two\n\nh\nHead tip"},
        {"![alt](p.png \"pic title\"), [a](<b c> (paren)), [q](u \"a \\\"quoted\\\" &lt; b\")",
         "alt, a, q\npic title\nparen\na \"quoted\" < b"},
        {"e [m](u\n\"line\nbreak\") f", "e m f\nline break"},
        {"> quote [x](y \"In quote\")\n\n| [b](c \"cell\") | d |\n|--|--|\n| ![i](p \"t1\") | e "
         "|\n\nend",
         "quote x\nIn quote\n\nb\td\ni\te\ncell\nt1\n\nend"},
    };
    check(rows);
    CHECK(read_markdown("# [h](x \"Head tip\")", 1).headings.at(0).text == "h");
}

TEST_CASE("what Liquid and Hugo replace is not text, except in code", "[indexer][markdown]") {
    const Row rows[] = {
        {"text {% include x.html a=\"b\" %} more", "text more"},
        {"{% highlight ruby %}\nputs 1\n{% endhighlight %}\nafter", "puts 1\nafter"},
        {"see {{ site.url }}/x, {{< figure src=\"a.png\"\n title=\"x\" >}} {{% note %}}in{{% /note "
         "%}}",
         "see /x, in"},
        {"[a]({{ site.baseurl }}/b) <a href=\"{{ url }}\">b</a> {{- x -}} {{/* c */}} {{{raw}}}.",
         "a b ."},
        {"text\n{{< br >}}\nmore\n\n> q {{< x\n> y >}} z\n\n- i {% a\n  b %} c",
         "text\nmore\n\nq z\n\ni c"},
        {"| {{ a }} a | b |\n|--|--|\n| {% x %} c | d |", "a\tb\nc\td"},
        {"# {{ page.title }}\n\nx", "x"},
        {"{% raw %}keep {{ this }} and {% that %}{% endraw %} gone {{ x }}",
         "keep {{ this }} and gone"},
        {"`{{ a }}` `{% b %}`\n\n```\n{{ a }}\n{: .c}\n```\n\n    {{ a }} {{< b >}}",
         "{{ a }} {% b %}\n\n{{ a }}\n{: .c}\n\n{{ a }} {{< b >}}"},
        {"$\\frac{{a}}{{b}}$ $$x^{{2}}$$ \\frac{{a}}{{b}} x_{{2}}",
         "$\\frac{{a}}{{b}}$ $$x^{{2}}$$ \\frac{{a}}{{b}} x_{{2}}"},
        {"{{ never\n\nclosed }} and {% open, {{}} {a} { b }",
         "{{ never\n\nclosed }} and {% open, {{}} {a} { b }"},
        {"\\{{ x }} \\{% y %}", "{{ x }} {% y %}"},
    };
    check(rows);
    const std::string far = "{{ " + std::string(3'000, 'x') + " }}";
    CHECK(read_markdown(far, 1).text == far);
}

TEST_CASE("lists of attributes are not text if they belong to something", "[indexer][markdown]") {
    const Row rows[] = {
        {"## Title {#my-id}", "Title"},
        {"Title {#id .c key=val k=\"a b\"}\n===", "Title"},
        {"# A {.unlisted}\n\n# B {: #bid .x}\n\n# C{#c} #\n\n# D {-}", "A\n\nB\n\nC\n\nD"},
        {"para\n{: .class #id}\n\n> q\n{: .prompt-info }\n\n* TOC\n{:toc}\n- {:.y} other",
         "para\n\nq\n\nTOC\n\nother"},
        {"para\n{.lead}\n\n{#only-id}\nnext", "para\n\nnext"},
        {"[x](u){.btn} [y](u){: .b} ![alt](p){width=50% .c} **b**{:.r} `c`{.lang} [s]{.small}",
         "x y alt b c [s]"},
        {"f(x){.c} {.c} {a} {d=e} {x: y} {: .class} z",
         "f(x){.c} {.c} {a} {d=e} {x: y} {: .class} z"},
        {"# `{#id}` code\n\n# esc \\{#id}\n\n# braces {x} {1}",
         "{#id} code\n\nesc {#id}\n\nbraces {x} {1}"},
    };
    check(rows);
    struct Named {
        std::string_view markdown;
        Strings anchors;
    };
    const Named rows2[] = {
        {"## Title {#my-id}", {"my-id"}},
        {"## A {.x}\n## A {: #b}\n## B {#c .y #d}", {"a", "b", "d"}},
        {"# Intro {#intro}\n# Intro\n# Intro", {"intro", "intro-1", "intro-2"}},
        {"Set {#é_1.2}\n===", {"é_1.2"}},
        {"# A {id=\"my id\"}\n# B {.x id=b2}", {"my id", "b2"}},
        {"# `{#no}`\n# \\{#no}\n# x {no}", {"no", "no-1", "x-no"}},
    };
    for (const Named& row : rows2) {
        INFO(row.markdown);
        const MarkdownText note = read_markdown(row.markdown, 1);
        Strings anchors;
        for (const schema::Heading& heading : note.headings) anchors.push_back(heading.anchor);
        CHECK(anchors == row.anchors);
        CHECK(note.tags.empty());
    }
}

TEST_CASE("what MDX adds is not text, but only in MDX files", "[indexer][markdown]") {
    const Row rows[] = {
        {"import X from 'x'\nimport {\n  A,\n} from \"y\";\n\nText", "Text"},
        {"export const meta = {\n  title: 'hidden',\n\n  b: [1],\n}\n\nText", "Text"},
        // What is never closed ends with its paragraph: no text is lost.
        {"export const r = /[{]/\n\nText", "Text"},
        {"export const unclosed = {\n\nText", "Text"},
        {"export const s = {a: 1\n\nText\n\nmore", "Text\n\nmore"},
        {"import x from 'y\n\nText", "Text"},
        {"export default f(`\n\nText", "Text"},
        {"import './a.css'\n# Head\nText\n\nexport * from 'b'\nexport default () => "
         "<p>x</p>\n\nend",
         "Head\n\nText\n\nend"},
        {"text {/* gone\n\n- gone */} stays", "text\n\nstays"},
        {"import duties rose\n\nexport business grew\n\nimported 'goods'",
         "import duties rose\n\nexport business grew\n\nimported 'goods'"},
        {"text\nimport x from 'y'", "text import x from 'y'"},  // in a paragraph
        {"```js\nimport x from 'y'\n{/* c */}\n```", "import x from 'y'\n{/* c */}"},
        {"<Tabs.Item items={['a b']} f={() => x > 1} {...rest}>\n\nInner\n\n</Tabs.Item>", "Inner"},
        {"see <Button\n  kind={{\n    a: 1\n  }}\n/>word <Foo bar=\"x\"/>, a < b {props.x}",
         "see word , a < b {props.x}"},
        {"<img alt={props.alt} /><img alt=\"Boats\" title={x} />", "Boats"},
    };
    for (const Row& row : rows) {
        INFO(row.markdown);
        const MarkdownText note = read_markdown(row.markdown, 1, true);
        CHECK(note.text == row.text);
        CHECK(misplaced(row.markdown, note).empty());
    }
    const std::string prose = "import X from 'x'\n\nexport const a = 1\n\n{/* c */} x";
    CHECK(read_markdown(prose, 1).text == prose);
}

TEST_CASE("emphasis, links and images are their text", "[indexer][markdown]") {
    const Row rows[] = {
        {"a *em* **strong** ***both*** __b__ _i_", "a em strong both b i"},
        {"**b**old mid*dle*", "bold middle"},
        {"~~struck~~ text", "struck text"},
        {"~~angry~~passionate, log~2~",
         "angry passionate, log 2"},  // two words, whatever they look like
        {"[shown *em*](<a b>) on", "shown em on"},
        {"[over\nlines](url) on\nand on", "over lines on and on"},
        {"![alt text](pic.png) on", "alt text on"},
        {"![alt](data:image/png;base64,AAAA)", "alt"},
        {"<https://auto.example/x> and <me@x.org>", "https://auto.example/x and me@x.org"},
        {"see https://auto.example/a_b and www.example.org",
         "see https://auto.example/a_b and www.example.org"},
        {"[ref][r] [r]\n\n[r]: https://dest.example/x \"T\"", "ref r"},
        {"math $a_b$ and $$x^2$$", "math $a_b$ and $$x^2$$"},  // as typed
        {"*em* $a*b_c$ _d_ $e_f_g$ and $$\n\\alpha_1 \\\\\n*x*\n$$",
         "em $a*b_c$ d $e_f_g$ and $$ \\alpha_1 \\\\ *x* $$"},
        {"$5 and *six* for $7", "$5 and six for $7"},
    };
    check(rows);
}

TEST_CASE("entities and escapes become their characters", "[indexer][markdown]") {
    const Row rows[] = {
        {"a &amp; b &lt; c &eacute;t&eacute; d", "a & b < c été d"},
        {"&#169; &#x41; end", "© A end"},
        {"a &unknown; b & c", "a &unknown; b & c"},
        {"a \\* b \\_ c \\[x\\] d", "a * b _ c [x] d"},
        {"a \\\\ b \\\\* c", "a \\ b \\* c"},
        {"\\&amp; x \\&lt; y &copy\\; z", "&amp; x &lt; y &copy; z"},
        {"`&amp; \\*` &amp; \\* x", "&amp; \\* & * x"},  // code is as written
        {"\\# no heading", "# no heading"},
    };
    check(rows);
}

TEST_CASE("invisible characters are left out, and columns count them", "[indexer][markdown]") {
    const std::string_view source = "so\u00ADft ze\u200Bro \uFEFFbom end";
    const MarkdownText note = read_markdown(source, 1);
    CHECK(note.text == "soft zero bom end");
    CHECK(misplaced(source, note).empty());
    CHECK(read_markdown("a\tb", 1).text == "a b");
    CHECK(read_markdown(std::string_view("nu\0ll", 5), 1).text == "null");
    CHECK(read_markdown("esc\x1B[31m bell\x07", 1).text == "esc[31m bell");
}

TEST_CASE("quotes and lists are lines of their own", "[indexer][markdown]") {
    const Row rows[] = {
        {"> quote\n> more\n\nafter", "quote more\n\nafter"},
        {"> quote\nlazily on\n> and on", "quote lazily on and on"},
        {"> outer\n> > inner\n> *back* again", "outer\n\ninner back again"},
        {"- one\n- two\n  - three\n\n1. four", "one\ntwo\nthree\n\nfour"},
        {"- a\n\n  para\n- b", "a\n\npara\n\nb"},
        {"1. one\n   two\n      three *four*\n2. five", "one two three four\nfive"},
        {"- [ ] todo\n- [x] done", "todo\ndone"},
        {"* a\n* * b", "a\nb"},
        {"> - list in quote\n>   goes on\n> 1. num", "list in quote goes on\n\nnum"},
    };
    check(rows);
    CHECK(scoped(read_markdown("> one\n> two\n\nthree\n\n> four", 1), schema::Field::quote) ==
          Strings{"one two", "four"});
    CHECK(scoped(read_markdown("> a\n> > b", 1), schema::Field::quote) ==
          Strings{"a\n\nb"});  // once
    CHECK(read_markdown("[^\n\u00aeno]", 1).text ==
          "[^ \uFFFD]");  // cmark-gfm 0.29 cuts the character in two
    CHECK(scoped(read_markdown("```\v```\n```\n\u00ae", 1), schema::Field::code) ==
          Strings{"\u00ae"});  // code of blanks goes
    CHECK(scoped(read_markdown("```\v```\n`\u00ae`", 1), schema::Field::code) == Strings{"\u00ae"});
}

TEST_CASE("tabs separate table cells, and lines separate rows", "[indexer][markdown]") {
    const Row rows[] = {
        {"| a | b |\n|---|---|\n| 1 | two words |\n| x | *y* |\n", "a\tb\n1\ttwo words\nx\ty"},
        {"a | b\n--|--\n1 | 2", "a\tb\n1\t2"},
        {"| a \\| b | c |\n|--|--|\n| `x \\| y` | z |", "a | b\tc\nx | y\tz"},
        {"before\n\n| a |\n|---|\n| b&amp;c |\n\nafter", "before\n\na\nb&c\n\nafter"},
    };
    check(rows);
}

TEST_CASE("a table knows where it is in the text", "[indexer][markdown]") {
    struct TableRow {
        std::string_view markdown;
        Strings tables;
    };
    const TableRow rows[] = {
        {"before\n\n| a |\n|---|\n| b |\n\nafter | no", {"a\nb"}},
        {"> | a | b |\n> |---|---|\n> | 1 | |\n\n| c |\n|---|\n", {"a\tb\n1", "c"}},
        {"x\n\n<table>\n<tr><td>a</td><td>b</td></tr>\n</table>\n\ny", {"a\tb"}},
        {"<table><tr><td>\n\n| a |\n|---|\n| b |\n\n</td><td>c</td></tr></table>\n\nd",
         {"a\nb\n\nc"}},
        {"<table><tr><td><table><tr><td>a</td></tr></table></td><td>b</td></tr></table> c",
         {"a\nb"}},
        {"<table><tr><td>never closed\n\nafter", {}},
        {"</table>\n\nafter", {}},
        {"%%x\n\n| gone |\n|---|\n\ny%%\n\n| [[a\\|b]] ==c== |\n|---|\n| d |\n", {"b c\nd"}},
        {"| |\n|-|\n| |", {}},
    };
    for (const TableRow& row : rows) {
        INFO(row.markdown);
        const MarkdownText note = read_markdown(row.markdown, 1);
        INFO(note.text);
        Strings tables;
        for (const schema::Stretch& table : note.tables)
            tables.push_back(note.text.substr(table.begin, table.end - table.begin));
        CHECK(tables == row.tables);
    }
}

TEST_CASE("code is searchable as written", "[indexer][markdown]") {
    struct CodeRow {
        std::string_view markdown;
        std::string_view text;
        Strings code;
    };
    const CodeRow rows[] = {
        {"```cpp\nint x = 1;\n\n  y();\n```\nafter",
         "int x = 1;\n\n  y();\n\nafter",
         {"int x = 1;\n\n  y();\n"}},
        {"~~~\na\n~~~", "a", {"a"}},
        {"```\nnever closed", "never closed", {"never closed"}},
        {"    indented\n    more\n\nafter", "indented\nmore\n\nafter", {"indented\nmore\n"}},
        {"> ```\n> in quote\n> ```", "in quote", {"in quote"}},
        {"- item\n\n  ```\n  in list\n  ```", "item\n\nin list", {"in list"}},
        {"inline `code here` after", "inline code here after", {"code here"}},
        {"`` a ` b `` z", "a ` b z", {"a ` b"}},
        {"text `code\n  over` lines\nand on", "text code over lines and on", {"code over"}},
        {"`<b>&amp;**x**</b>`", "<b>&amp;**x**</b>", {"<b>&amp;**x**</b>"}},
        {"no `code", "no `code", {}},
    };
    for (const CodeRow& row : rows) {
        INFO(row.markdown);
        const MarkdownText note = read_markdown(row.markdown, 1);
        CHECK(note.text == row.text);
        CHECK(scoped(note, schema::Field::code) == row.code);
        CHECK(misplaced(row.markdown, note).empty());
    }
}

TEST_CASE("a footnote is a paragraph where it is written", "[indexer][markdown]") {
    const Row rows[] = {
        {"text[^1] more\n\n[^1]: The *note* text.", "text more\n\nThe note text."},
        {"[^1]: First.\n\ntext[^1].\n\nlast", "First.\n\ntext.\n\nlast"},
        {"text[^x] none", "text[^x] none"},
        {"[^1]: Nobody refers to it.\n\ntext", "Nobody refers to it.\n\ntext"},
        {"[^1]: One.\n\n[^1]: Two.", "One.\n\n[^1]: Two."},
    };
    check(rows);
}

TEST_CASE("of HTML the text is read that a browser shows", "[indexer][markdown]") {
    const Row rows[] = {
        {"<div class=\"no\">inside</div>\n\nafter", "inside\n\nafter"},
        {"<div>\n<p>para one</p>\n<p>two</p>\n</div>", "para one\ntwo"},
        {"a <b>bold</b> <span title=\"x > y\">z</span> w", "a bold z w"},
        {"a <b\nclass=\"no\">bold</b> after\nnext line", "a bold after next line"},
        {"<script>var no = 1;</script>\n\nafter", "after"},
        {"<style>\n.no{b:c}\n</style>\n\nafter", "after"},
        {"<svg>\n\n<text>no</text>\n\n</svg>\n\nafter", "after"},
        {"<!-- no\n\nnot here -->\n\nafter", "after"},
        {"a<!-- no\nno -->\nb *c*", "a b c"},
        {"<!-- never closed\n\nno", ""},
        {"<script>never closed\n\nafter", "never closed after"},  // must not swallow the note
        {"<details><summary>Sum</summary>\n\nInner *text*\n\n</details>", "Sum\n\nInner text"},
        {"> <p>in quote</p>\n> <b>x</b> y", "in quote\nx y"},
        {"<kbd>Ctrl</kbd>+C", "Ctrl+C"},
        {"<p>caf&eacute; &amp;amp; &#169; &bogus; a < b</p>", "café &amp; © &bogus; a < b"},
        {"<table>\n  <tr><td>a</td><td>b</td></tr>\n  <tr><td>c</td></tr>\n</table>", "a\tb\nc"},
        {"a < b and c > d", "a < b and c > d"},
    };
    check(rows);
}

TEST_CASE("headings know their level, line, place and anchor", "[indexer][markdown]") {
    struct HeadingRow {
        std::string_view markdown;
        std::vector<schema::Heading> headings;
    };
    const HeadingRow rows[] = {
        {"# One", {{0, 10, 1, "One", "one"}}},
        {"text\n\n###### Six ######\n", {{6, 12, 6, "Six", "six"}}},
        {"Set\n===\n\nTwo\n---", {{0, 10, 1, "Set", "set"}, {5, 13, 2, "Two", "two"}}},
        {"# a\n# a-1\n# a\n# a",
         {{0, 10, 1, "a", "a"},
          {3, 11, 1, "a-1", "a-1"},
          {8, 12, 1, "a", "a-2"},
          {11, 13, 1, "a", "a-3"}}},
        {"# ⚙️ ½ Straße ﬁ", {{0, 10, 1, "⚙️ ½ Straße ﬁ", "️--straße-ﬁ"}}},
        {"#\n\n<!--\n# no\n-->\n\n<svg>\n\n# no\n\n</svg>\n\n%%\n# no\n%%\n\n# yes",
         {{0, 26, 1, "yes", "yes"}}},
        {"# One\n\n# One\n\n## one",
         {{0, 10, 1, "One", "one"}, {5, 12, 1, "One", "one-1"}, {10, 14, 2, "one", "one-2"}}},
        {"# **Bold** `code` [link](x)", {{0, 10, 1, "Bold code link", "bold-code-link"}}},
        {"# Été & Café!", {{0, 10, 1, "Été & Café!", "été--café"}}},
        {"# snake_case a-b", {{0, 10, 1, "snake_case a-b", "snake_case-a-b"}}},
        {"# 開源 3.14", {{0, 10, 1, "開源 3.14", "開源-314"}}},
        {"# ==m== [[a|b]]", {{0, 10, 1, "m b", "m-b"}}},
        {"#no heading", {}},
        {"> # In quote", {{0, 10, 1, "In quote", "in-quote"}}},
        {"`# no`\n\n```\n# no\n```", {}},
    };
    for (const HeadingRow& row : rows) {
        INFO(row.markdown);
        const MarkdownText note = read_markdown(row.markdown, 10);
        CHECK((note.headings == row.headings));
        Strings texts;
        for (const schema::Heading& heading : row.headings) texts.push_back(heading.text);
        CHECK(scoped(note, schema::Field::heading) == texts);
    }
}

TEST_CASE("every word of the text is in the file where the map says", "[indexer][markdown]") {
    const std::string_view samples[] = {
        "> *q* and `c`\n> > deeper **still**\n> back here and `code\n> span` on\nlazy [link](url) "
        "here\n",
        "- a\\\n  b **c** d\n  e `f\n  g` h\n- i &amp; j\\\n  k",
        "| a | b |\n|:--|--:|\n| x&amp;y *z* | `q \\| r` s |\n\n[^1]: *foot* note\n    goes "
        "on\n\ntext[^1] after",
        "a <b>x</b>\\\nb <i>c</i> d\n<div>\n  one <i>two</i>\n    three\n</div>\n\n- <em>a</em> "
        "b\n- <div>\n  c d\n  </div>\n",
        "日本 *日本* `コード` 語\n続く **太字** の話\n",
        "[[a|b c]] ==m n== %%gone\ngone%% d ![[e]] f ^block\n\n> [!note] Title *x*\n> text `y` z "
        "^id\n",
        "a `b` c `b` d `b`\n*a* a *a* a\na a [a](a) a\n",
        "a &amp;amp;lt; b \\\\\\\\Web c &NotEqualTilde; d",  // the text of an entity is not another
                                                             // entity
        "> a \\\n> \\\n>  b *c*\n> d `e`\n",                 // lines of nothing but a line break
        "* a\nlazy `b`\n    * c\n    lazier `d` *e*\n  f *g*\n",  // blanks before a lazy line count
        " `a` | b\n-----|---\n  c  |  d\n  \\| | `e \\| f` *g*\n",  // a row's columns count from
                                                                    // the header's indent
        "> a *b* [c](d)\n> `e` f\n> | g | h |\n> |---|---|\n> | i | *j* |\n",  // a table right
                                                                               // below
        "a\n  x <io::y> = *b*\n  c <i\n  d=\"e\">f</i> *g*\n",  // '<x:y>' is reported amiss
        "a ```b *c*\n\n# ``d\n\n`  e f ` g\n",                  // backticks that open nothing
        "[r]: x\n[s]: <y>\n*a* [r] b\n`c`\n\n[t](u\n\"v\") w *x*\ny [z](a 'b\nc')\nd *e*\n",
        "a me@x.org b *c*\nd www.x.org e *f* http://x.org/a_b_ g `h`\n",
    };
    for (const std::string_view sample : samples) {
        INFO(sample);
        CHECK(misplaced(sample, read_markdown(sample, 1)) == Strings());
    }
    for (const char* folder : {"essays", "edge"}) {
        for (const auto& [name, bytes] : test::notes_of(folder)) {
            INFO(name);
            const std::string text = decode_text(bytes).text;
            CHECK(misplaced(text, read_markdown(text, 1)) == Strings());
        }
    }
}

TEST_CASE("several threads read what one reads", "[indexer][markdown]") {
    // cmark-gfm switches the signs of its extensions off for the whole process when a parse ends.
    std::string markdown, text;
    for (int i = 0; i < 2'000; ++i) {
        markdown += "~~struck~~ and http://x.org/a_b_c\n";
        text += text.empty() ? "struck and http://x.org/a_b_c" : " struck and http://x.org/a_b_c";
    }
    std::atomic<int> wrong = 0;
    {
        std::vector<std::jthread> threads;
        for (int thread = 0; thread < 4; ++thread)
            threads.emplace_back([&] {
                for (int i = 0; i < 20; ++i)
                    wrong += read_markdown(i % 2 == 0 ? "short ~~s~~" : markdown, 1).text !=
                             (i % 2 == 0 ? "short s" : text);
            });
    }
    CHECK(wrong == 0);
}

TEST_CASE("any text is Markdown, and what points into the text stays inside",
          "[indexer][markdown]") {
    std::vector<std::pair<std::string, std::string>> texts = test::essays();
    texts.emplace_back("deep quotes", std::string(5'000, '>') + " x");
    texts.emplace_back("brackets", std::string(10'000, '[') + std::string(10'000, ']'));
    texts.emplace_back("marks", std::string(10'000, '=') + "x" + std::string(10'000, '%'));
    texts.emplace_back("ends in an empty heading", "text\n\n#");
    texts.emplace_back("only a comment", "%%gone%%");
    texts.emplace_back("nothing but an escape", "\\");
    std::string signs;
    for (unsigned i = 0, state = 99; i < 30'000; ++i, state = state * 1664525U + 1013904223U)
        signs.push_back("[]()*_`<>#!|&;\\=%^-+ \n\nabc"[(state >> 24U) % 26]);
    texts.emplace_back("signs", signs);
    for (const auto& [name, text] : texts) {
        INFO(name);
        const MarkdownText note = read_markdown(text, 1);
        std::size_t wrong = !unicode::is_valid(note.text);
        std::uint32_t last = 0;
        for (const schema::Segment& segment : note.segments) {
            wrong += segment.offset < last || segment.offset >= note.text.size() ||
                     segment.line == 0 || segment.column == 0;
            last = segment.offset;
        }
        for (const schema::Heading& heading : note.headings)
            wrong += heading.offset > note.text.size() || heading.level < 1 || heading.level > 6;
        last = 0;
        for (const Scope& scope : note.scopes) {
            wrong += scope.begin > scope.end || scope.end > note.text.size() || scope.end < last;
            last = scope.end;
        }
        last = 0;
        for (const schema::Stretch& table : note.tables) {
            wrong += table.begin < last || table.begin >= table.end || table.end > note.text.size();
            last = table.end;
        }
        CHECK(wrong == 0);
    }
}

}  // namespace assay::indexer
