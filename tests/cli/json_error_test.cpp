// What a script reads from stderr under --json.
#include <filesystem>
#include <nlohmann/json.hpp>

#include "tests/support/catch.h"
#include "tests/support/run_binary.h"

namespace assay::test {
namespace {

/// Leaves an index that is behind its notes and cannot be brought up to date: a folder is in the
/// place of its lock.
void make_stale(Sandbox& sandbox) {
    sandbox.write("rain.md", "# Rain\n\nrain on the roof\n");
    REQUIRE(sandbox.run({"index", sandbox.notes().string()}).code == 0);
    const std::filesystem::path index =
        std::filesystem::directory_iterator(sandbox.path() / "cache" / "assay")->path();
    std::filesystem::remove(index / "lock");
    std::filesystem::create_directories(index / "lock" / "in the way");
    sandbox.write("snow.md", "# Snow\n\nsnow on the roof\n");
    sandbox.working_directory = sandbox.notes();
}

}  // namespace

TEST_CASE("under --json an error is one object, also of a stale index", "[json]") {
    Sandbox sandbox;
    make_stale(sandbox);
    struct Row {
        std::vector<std::string> args;
        int code;
        const char* kind;
    };
    const Row rows[] = {
        {{"search", "--json", "rain ("}, 2, "query"},
        {{"search", "--jsonl", "titel:rain"}, 2, "query"},
        {{"kwic", "--json", "\"rain"}, 2, "query"},
        {{"tags", "--json", "rain AND"}, 2, "query"},
        {{"show", "--json", "no such note"}, 1, "missing"},
        {{"related", "--json", "no such note"}, 1, "missing"},
        {{"export", "rain ("}, 2, nullptr},  // its lines are JSON without being asked for
    };
    for (const Row& row : rows) {
        INFO(row.args[0]);
        const Run run = sandbox.run(row.args);
        CHECK(run.code == row.code);
        CHECK(run.out.empty());
        if (row.kind == nullptr) continue;
        const auto error = nlohmann::json::parse(run.err, nullptr, false);
        REQUIRE(!error.is_discarded());
        CHECK(error["schema"] == "assay/error");
        CHECK(error["kind"] == row.kind);
    }
}

TEST_CASE("under --json an answer of a stale index comes with one line that says so", "[json]") {
    Sandbox sandbox;
    make_stale(sandbox);
    const Run run = sandbox.run({"search", "--json", "rain"});
    CHECK(run.code == 0);
    CHECK(nlohmann::json::parse(run.out)["index"]["stale"] == 1);
    CHECK(run.err.starts_with("assay: 1 note has changed since the last run of: assay index "));
}

}  // namespace assay::test
