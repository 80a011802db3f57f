// Which note a name means (find_note), as it is typed after show, open, related and backlinks.
#include "query/note_lookup.h"
#include "query/open_index.h"
#include "tests/support/catch.h"
#include "tests/support/corpus.h"

namespace assay::test {

TEST_CASE("a name means a path, the end of one, a title or an alias", "[query][lookup]") {
    const Corpus corpus({
        {"rain.md", "---\ntitle: Of water\naliases: [Wet days, Snow]\n---\n"},
        {"a/snow.md", "---\ntitle: Rain in spring\n---\n"},
        {"a/Fog.md", "---\ntitle: Mist\n---\n"},
        {"b/fog.md", "---\ntitle: Mist\n---\n"},
        {"b/v1.2.md", "x"},
        {"b/told.md.md", "---\ntitle: ???\n---\n"},
        {"b/100%25 sure.md", "x"},
        {"b/caf\u00e9.markdown", "---\ntitle: OpenSource.Net\n---\n"},
        {"c/Zu\u0308rich.mdx", "---\ntitle: Zürich\n---\n"},
        {"c/開源.md", "---\ntitle: 開源 與 公共\n---\n"},
        {"c/-- (draft).md", "x"},
    });
    struct Row {
        const char* reason;
        const char* name;
        const char* path;  // "" = none or several
    };
    const Row rows[] = {
        {"a path", "a/snow.md", "a/snow.md"},
        {"without the ending", "a/snow", "a/snow.md"},
        {"the end of a path goes before an alias", "snow", "a/snow.md"},
        {"not the end of a name", "now", ""},
        {"in another case", "RAIN.MD", "rain.md"},
        {"the same case goes first", "Fog", "a/Fog.md"},
        {"several in another case", "FOG", ""},
        {"several titles", "Mist", ""},
        {"a dot is not an ending", "v1.2", "b/v1.2.md"},
        {"what looks like an ending", "told.md", "b/told.md.md"},
        {"both endings", "told.md.md", "b/told.md.md"},
        {"not both", "told", ""},
        {"a title of signs", "???", "b/told.md.md"},
        {"an escape that is meant", "100%25 sure", "b/100%25 sure.md"},
        {"without the accent", "cafe", "b/caf\u00e9.markdown"},
        {"a title in another case", "opensource.net", "b/caf\u00e9.markdown"},
        {"composed", "Z\u00fcrich", "c/Zu\u0308rich.mdx"},
        {"unspaced script", "開源", "c/開源.md"},
        {"a title with blanks between", "開源 與 公共", "c/開源.md"},
        {"signs", "-- (draft)", "c/-- (draft).md"},
        {"a title", "rain in spring", "a/snow.md"},
        {"an alias", "wet days", "rain.md"},
        {"nothing", "hail", ""},
        {"a folder", "a/", ""},
        {"", "", ""},
    };
    query::OpenIndex index(corpus.index_directory());
    for (const Row& row : rows) {
        INFO(row.name << ": " << row.reason);
        const Result<std::string> found = query::find_note(index, row.name);
        CHECK((found ? *found : "") == row.path);
    }
}

}  // namespace assay::test
