#include "query/links/link_resolver.h"

#include <optional>
#include <string>
#include <vector>

#include "tests/support/catch.h"

namespace assay::query {
namespace {

using schema::LinkKind;

/// "state:by path", with '?' where several may be meant.
std::string resolved(const LinkResolver& resolver, std::size_t from, LinkKind kind,
                     const std::string& target) {
    schema::Link link;
    link.kind = kind;
    link.target = target;
    const LinkResolver::Target found = resolver.resolve(from, link);
    std::string text(name_of(found.state));
    if (found.by != FoundBy::nothing) text.append(":").append(name_of(found.by));
    if (found.note != LinkResolver::none) text += " " + resolver.notes()[found.note].path;
    if (!found.file.empty()) text += " " + found.file;
    return text + (found.ambiguous ? " ?" : "");
}

struct Row {
    const char* target;
    const char* expected;
};

LinkResolver corpus() {
    std::vector<NamedNote> notes{
        {"Home.md", "Home", {"Start"}, ""},
        {"a/note.md", "A note", {}, ""},
        {"b/note.md", "Another note", {}, "/there/it-is/"},
        {"a/deep/only.md", "Only", {"Home"}, ""},  // an alias that is a file name
        {"v1.2.md", "Version", {}, ""},
        {"Caf\u00e9/Zwei W\u00f6rter.md", "Zwei", {}, ""},
        {"same/README.md", "readme", {}, ""},
        {"same/readme.md", "readme", {}, ""},
        {"a/AC-DC.md", "AC/DC", {}, ""},
        {"x/one.md", "Twins", {}, ""},
        {"y/two.md", "Twins", {}, ""},
    };
    LinkContext context;
    context.site_url = "https://example.org/";
    context.files = [] {
        return std::vector<std::string>{"Home.md",      "a/pic.png",    "b/pic.png",
                                        "img/only.jpg", "board.canvas", "skipped/x.md"};
    };
    return {std::move(notes), std::move(context)};
}

}  // namespace

TEST_CASE("a link of Obsidian is resolved from the root, the folder, the end, the name, the title",
          "[query][links]") {
    const LinkResolver resolver = corpus();
    const std::size_t in_a = 1;  // a/note.md
    const Row rows[] = {
        {"Home", "note:path Home.md"},
        {"home.MD", "note:path Home.md"},
        {"/Home", "note:path Home.md"},
        {"a/note", "note:path a/note.md"},
        {"b/note", "note:path b/note.md"},
        {"note", "note:relative a/note.md"},
        {"deep/only", "note:relative a/deep/only.md"},
        {"only", "note:suffix a/deep/only.md"},
        {"wrong/only", "note:name a/deep/only.md"},
        {"wrong/note", "wanted"},  // two files have this name
        {"./note", "note:relative a/note.md"},
        {"../b/note", "note:relative b/note.md"},
        {"../../b/note", "note:suffix b/note.md"},
        {"v1.2", "note:path v1.2.md"},
        {"cafe/zwei worter", "note:path Caf\u00e9/Zwei W\u00f6rter.md"},
        {"Cafe\u0301/Zwei%20Wo\u0308rter", "note:path Caf\u00e9/Zwei W\u00f6rter.md"},
        {"Start", "note:alias Home.md"},
        {"A note", "note:title a/note.md"},
        {"AC/DC", "note:title a/AC-DC.md"},
        {"Twins", "note:title x/one.md ?"},
        {"there/it-is", "note:permalink b/note.md"},
        {"README", "note:suffix same/README.md"},
        {"readme", "note:suffix same/readme.md"},
        {"Readme", "note:suffix same/README.md ?"},
        {"#Heading", "note:relative a/note.md"},
        {"nothing", "wanted"},
        {"pic.png", "attachment:relative a/pic.png"},
        {"only.jpg", "attachment:suffix img/only.jpg"},
        {"board.canvas", "attachment:path board.canvas"},
        {"skipped/x", "attachment:path skipped/x.md"},  // not indexed
        {"https://x.org", "outside"},
        {"obsidian://open", "outside"},
        {"Re: a colon", "wanted"},
    };
    for (const Row& row : rows) {
        INFO(row.target);
        CHECK(resolved(resolver, in_a, LinkKind::wikilink, row.target) == row.expected);
    }
    // From another place, the nearest folder decides.
    CHECK(resolved(resolver, 3, LinkKind::wikilink, "note") == "note:suffix a/note.md ?");
    CHECK(resolved(resolver, 5, LinkKind::wikilink, "note") == "note:suffix a/note.md ?");
    CHECK(resolved(resolver, 2, LinkKind::wikilink, "pic.png") == "attachment:relative b/pic.png");
}

TEST_CASE("a link of Markdown is resolved from the folder first", "[query][links]") {
    const LinkResolver resolver = corpus();
    const Row rows[] = {
        {"note.md", "note:relative a/note.md"},
        {"deep/only.md#x", "note:relative a/deep/only.md"},
        {"../Home.md?raw=true", "note:relative Home.md"},
        {"/a/note.md", "note:path a/note.md"},
        {"/there/it-is/", "note:permalink b/note.md"},
        {"https://example.org/there/it-is", "note:permalink b/note.md"},
        {"http://EXAMPLE.org/there/it-is/#x", "note:permalink b/note.md"},
        {"https://example.org/a/note", "note:path a/note.md"},
        {"https://example.org/else", "outside"},
        {"https://example.organic/there/it-is", "outside"},
        {"../gone/only.md", "note:name a/deep/only.md"},
        {"gone.md", "broken"},
        {"{filename}/a/note.md", "note:path a/note.md"},  // Pelican
        {"{static}/gone.png", "outside"},
        {"/gone/", "outside"},  // an address of the site
        {"../..", "broken"},
        {"deep/", "attachment:relative a/deep"},
        {"..", "attachment:relative ."},
        {"pic.png", "attachment:relative a/pic.png"},
        {"mailto:a@x.org", "outside"},
        {"//x.org/y", "outside"},
        {"#here", "note:relative a/note.md"},
    };
    for (const Row& row : rows) {
        INFO(row.target);
        CHECK(resolved(resolver, 1, LinkKind::markdown, row.target) == row.expected);
    }
}

TEST_CASE("an anchor is a heading, a block or an id", "[query][links]") {
    schema::NoteRecord note;
    for (const auto& [text, anchor] :
         {std::pair("Guide", "guide"), std::pair("What's new? (2024)", "whats-new-2024"),
          std::pair("Setup", "setup"), std::pair("Usage", "usage"), std::pair("Setup", "setup-1"),
          std::pair("\u00dcber", "\u00fcber")})
        note.headings.push_back({0, 1, 2, text, anchor});
    note.anchors = {"^block-1", "by-hand"};
    struct Anchor {
        const char* written;
        std::optional<std::string> found;
    };
    const Anchor rows[] = {
        {"Guide", "guide"},
        {"guide", "guide"},
        {"What's new? (2024)", "whats-new-2024"},
        {"Whats new 2024", "whats-new-2024"},
        {"whats-new-2024", "whats-new-2024"},
        {"Setup", "setup"},
        {"setup-1", "setup-1"},
        {"setup-2", std::nullopt},
        {"Usage#Setup", "setup-1"},
        {"Setup#Guide", std::nullopt},  // it comes before
        {"uber", "\u00fcber"},
        {"^block-1", "^block-1"},
        {"^BLOCK-1", "^block-1"},
        {"^block-2", std::nullopt},
        {"Guide#^block-1", "^block-1"},
        {"by-hand", "by-hand"},
        {"top", ""},
        {"tab/powershell", ""},
        {"", ""},
        {"Elsewhere", std::nullopt},
    };
    for (const Anchor& row : rows) {
        INFO(row.written);
        CHECK(find_anchor(note, row.written) == row.found);
    }
    note.anchors.emplace_back(schema::any_anchor);
    CHECK(find_anchor(note, "Elsewhere") == "");
    CHECK(find_anchor(note, "Usage") == "usage");
}

}  // namespace assay::query
