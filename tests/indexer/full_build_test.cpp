// A full build gives the same index however many shards it makes, and whether it compacts them in
// groups.
#include <xapian.h>

#include <map>
#include <string>

#include "indexer/config.h"
#include "indexer/full_build.h"
#include "indexer/index_report.h"
#include "indexer/schema/fields.h"
#include "tests/support/catch.h"
#include "tests/support/temp_dir.h"

namespace assay::test {
namespace {

/// Everything that is in a database, by docid: data, values, and terms with their positions. Not
/// the state of the files, which depends on when they were looked at.
std::map<Xapian::docid, std::string> content(const std::filesystem::path& generation) {
    const Xapian::Database database(generation.string());
    std::map<Xapian::docid, std::string> all;
    for (auto posting = database.postlist_begin(""); posting != database.postlist_end("");
         ++posting) {
        const Xapian::Document document = database.get_document(*posting);
        std::string& text = all[*posting];
        text = document.get_data();
        for (auto value = document.values_begin(); value != document.values_end(); ++value)
            if (value.get_valueno() != schema::slot(schema::Field::change))
                text.append(std::to_string(value.get_valueno())).append("=").append(*value);
        for (auto term = document.termlist_begin(); term != document.termlist_end(); ++term) {
            text.append(*term).append(":").append(std::to_string(term.get_wdf()));
            for (auto at = term.positionlist_begin(); at != term.positionlist_end(); ++at)
                text.append(",").append(std::to_string(*at));
        }
    }
    return all;
}

}  // namespace

TEST_CASE("an index is the same however it is cut into shards", "[indexer][build]") {
    const TempDir dir;
    for (int i = 10; i < 60; ++i)
        dir.write("notes/n" + std::to_string(i) + ".md",
                  "# Rain " + std::to_string(i) + "\n\nrain on roof " + std::to_string(i % 7) +
                      " #tag" + std::to_string(i % 3) + "\n");
    struct Row {
        const char* reason;
        indexer::ShardSizes sizes;
        unsigned jobs;
    };
    const Row rows[] = {
        {"one shard", {}, 1},
        {"a shard for each note", {1, 1, 1, 200}, 2},
        {"as many as may be opened", {1, 1, 1, 50}, 2},
        {"groups of two", {1, 1, 1, 49}, 2},
        {"groups of three, the last smaller", {1, 1, 1, 20}, 3},
        {"two groups", {1, 1, 1, 2}, 1},
        {"shards of several notes, in groups", {1, 100, 1'000, 4}, 2},
        {"shards cut by the number of notes", {1U << 20U, 1U << 20U, 7, 200}, 2},
    };
    std::map<Xapian::docid, std::string> first;
    for (const Row& row : rows) {
        INFO(row.reason);
        const std::filesystem::path generation = dir / row.reason;
        std::filesystem::create_directory(generation);
        indexer::UpdateOptions options;
        options.jobs = row.jobs;
        indexer::IndexReport report;
        indexer::build_generation(dir / "notes", generation, options, report, row.sizes);
        CHECK(report.notes == 50);
        CHECK(report.added == 50);
        const std::map<Xapian::docid, std::string> built = content(generation);
        REQUIRE(built.size() == 50);
        if (first.empty()) first = built;
        CHECK(built == first);
        for (const auto& entry : std::filesystem::directory_iterator(generation))
            CHECK_FALSE(entry.is_directory());  // no shard is left
    }
}

}  // namespace assay::test
