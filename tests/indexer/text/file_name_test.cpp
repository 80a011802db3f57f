#include "indexer/text/file_name.h"

#include "tests/support/catch.h"

namespace assay::text {

TEST_CASE("a path is named by its last part, without extension and leading date",
          "[schema][file_name]") {
    struct Row {
        const char *path, *name, *stem, *told;
    };
    const Row rows[] = {
        {"a/b/rain.md", "rain.md", "rain", "rain"},
        {"rain.markdown", "rain.markdown", "rain", "rain"},
        {"v1.2 notes.draft.md", "v1.2 notes.draft.md", "v1.2 notes.draft", "v1.2 notes.draft"},
        {"2024-03-15-rain.md", "2024-03-15-rain.md", "2024-03-15-rain", "rain"},
        {"2024-03-15 - rain.md", "2024-03-15 - rain.md", "2024-03-15 - rain", "rain"},
        {"2024-03-15_rain.md", "2024-03-15_rain.md", "2024-03-15_rain", "rain"},
        {"2024-03-15 \u2013 rain.md", "2024-03-15 \u2013 rain.md", "2024-03-15 \u2013 rain",
         "rain"},
        {"20240315 rain.md", "20240315 rain.md", "20240315 rain", "rain"},
        {"20240315-rain.md", "20240315-rain.md", "20240315-rain", "rain"},
        {"2024-03-15.md", "2024-03-15.md", "2024-03-15", "2024-03-15"},  // nothing but a date
        {"20240315th.md", "20240315th.md", "20240315th", "20240315th"},  // no date
        {"202403151230 rain.md", "202403151230 rain.md", "202403151230 rain", "202403151230 rain"},
        {"2024-13-15-rain.md", "2024-13-15-rain.md", "2024-13-15-rain", "2024-13-15-rain"},
        {"rain 2024-03-15.md", "rain 2024-03-15.md", "rain 2024-03-15", "rain 2024-03-15"},
        {"rain.html.md", "rain.html.md", "rain.html", "rain"},
        {"2024-03-15-.md", "2024-03-15-.md", "2024-03-15-", "2024-03-15-"},
        {"\u958b\u6e90.md", "\u958b\u6e90.md", "\u958b\u6e90", "\u958b\u6e90"},
    };
    for (const Row& row : rows) {
        INFO(row.path);
        CHECK(file_name(row.path) == row.name);
        CHECK(file_stem(row.path) == row.stem);
        CHECK(told_name(row.path) == row.told);
    }
}

}  // namespace assay::text
