#include <fcntl.h>
#include <sys/file.h>

#include <chrono>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "indexer/schema/index_store.h"
#include "tests/support/catch.h"
#include "tests/support/run_binary.h"

namespace assay::test {
namespace fs = std::filesystem;

namespace {

/// The summary without its time.
std::string summary(const Run& run) { return run.out.substr(0, run.out.rfind(',')); }

/// Sets all times a minute back, so that the resolution of the clock does not matter.
void age(const Sandbox& box) {
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(box.notes()))
        fs::last_write_time(entry.path(),
                            fs::file_time_type::clock::now() - std::chrono::minutes(1));
}

}  // namespace

TEST_CASE("a run reads only what changed, and says so", "[cli][index]") {
    Sandbox box;
    box.write("rain.md", "rain and mud");
    box.write("sun.md", "sun and dust");
    box.write("fog.md", "fog and silence");
    box.write("wind.md", "wind and leaves");
    age(box);
    const std::string notes = box.notes().string();
    box.working_directory = notes;
    Run run = box.run({"index", notes});
    CHECK(run.code == 0);
    CHECK(summary(run) == "added 4, updated 0, removed 0, unchanged 0, 0 problems");
    CHECK(run.err.empty());
    CHECK(summary(box.run({"index", notes})) ==
          "added 0, updated 0, removed 0, unchanged 4, 0 problems");

    fs::last_write_time(box.notes() / "rain.md",
                        fs::file_time_type::clock::now());  // touched: the content is the same
    box.write("sun.md", "sun and drought");                 // changed
    fs::remove(box.notes() / "fog.md");                     // deleted
    box.write("snow.md", "snow and silence");               // added
    CHECK(summary(box.run({"index", notes, "--dry-run"})) ==
          "would be: added 1, updated 2, removed 1, unchanged 1, 0 problems");
    CHECK(summary(box.run({"index", notes})) ==
          "added 1, updated 1, removed 1, unchanged 2, 0 problems");
    CHECK(box.run({"search", "drought", "-l", "--no-refresh", "--corpus", notes}).out ==
          "sun.md\n");
    CHECK(box.run({"search", "dust", "-l", "--no-refresh", "--corpus", notes}).code == 1);
    CHECK(box.run({"search", "silence", "-l", "--no-refresh", "--corpus", notes}).out ==
          "snow.md\n");
    CHECK(box.run({"search", "mud", "-l", "--no-refresh", "--corpus", notes}).out == "rain.md\n");
    fs::rename(box.notes() / "wind.md", box.notes() / "storm.md");
    CHECK(summary(box.run({"index", notes})) ==
          "added 0, updated 0, renamed 1, removed 0, unchanged 3, 0 problems");
    CHECK(box.run({"search", "leaves", "-l", "--no-refresh", "--corpus", notes}).out ==
          "storm.md\n");
    CHECK(summary(box.run({"index", notes, "--full"})) ==
          "added 4, updated 0, removed 0, unchanged 0, 0 problems");
}

TEST_CASE("an answer is never stale", "[cli][index]") {
    Sandbox box;
    box.write("rain.md", "rain");
    box.working_directory = box.notes();
    REQUIRE(box.run({"index"}).code == 0);
    box.write("new.md", "thunder");
    CHECK(box.run({"search", "thunder", "-l", "--no-refresh"}).code == 1);
    CHECK(box.run({"search", "thunder", "-l"}).out == "new.md\n");
    fs::remove(box.notes() / "new.md");
    CHECK(box.run({"search", "thunder", "-l"}).code == 1);
    for (int i = 0; i < 300; ++i) box.write("many" + std::to_string(i) + ".md", "hail");
    const Run behind =
        box.run({"search", "rain", "--json"});  // more than is read while somebody waits
    CHECK(nlohmann::json::parse(behind.out)["index"]["stale"] == 300);
    CHECK(behind.err.find("300 notes have changed") != std::string::npos);
}

TEST_CASE("a note that cannot be read is named, and the others are found", "[cli][index]") {
    Sandbox box;
    box.write("good.md", "rain");
    box.write("bad.md", "---\ntitle: [a\n---\nmud");
    box.write("latin.md", "caf\xe9 rain");
    box.working_directory = box.notes();
    const Run run = box.run({"index"});
    CHECK(run.code == 0);
    CHECK(summary(run) == "added 3, updated 0, removed 0, unchanged 0, 2 problems");
    CHECK(run.err.find("bad.md:") != std::string::npos);
    CHECK(run.err.find("latin.md: not UTF-8, read as Windows-1252\n  hint: ") != std::string::npos);
    CHECK(box.run({"search", "mud", "-l"}).out == "bad.md\n");
    CHECK(box.run({"search", "café", "-l"}).out == "latin.md\n");
}

TEST_CASE("one run writes at a time", "[cli][index]") {
    Sandbox box;
    box.write("rain.md", "rain");
    const fs::path index = box.path() / "index";
    const std::vector<std::string> command{"index", box.notes().string(), "--index",
                                           index.string()};
    REQUIRE(box.run(command).code == 0);
    box.write("sun.md", "sun");
    const int lock = open((index / "lock").c_str(), O_RDWR | O_CLOEXEC);
    REQUIRE(flock(lock, LOCK_EX) == 0);
    Run busy =
        box.run({"index", box.notes().string(), "--index", index.string(), "--wait", "0.05"});
    CHECK(busy.code == 75);
    CHECK(busy.err.find("hint: try again") != std::string::npos);
    // Reading never needs the lock: the answer comes from the index as it is, and says so.
    const Run read = box.run({"search", "rain", "-l", "--index", index.string()});
    CHECK(read.out == (box.notes() / "rain.md").string() + "\n");
    CHECK(read.err.find("1 note has changed") != std::string::npos);
    close(lock);
    CHECK(box.run(command).code == 0);
}

TEST_CASE("a folder that is not an index is left alone", "[cli][index]") {
    Sandbox box;
    box.write("rain.md", "rain");
    const Run run = box.run({"index", box.notes().string(), "--index", box.notes().string()});
    CHECK(run.code == 2);
    CHECK(run.err.find("not an index of assay") != std::string::npos);
    CHECK(box.run({"index", (box.path() / "nowhere").string()}).code == 2);
    CHECK(box.run({"index", box.notes().string(), "--index", "/proc/nowhere"}).code == 2);
}

TEST_CASE("an index of another version is rebuilt by index, and refused by search",
          "[cli][index]") {
    Sandbox box;
    box.write("rain.md", "rain");
    box.environment["ASSAY_CORPUS"] = box.notes().string();
    REQUIRE(box.run({"index"}).code == 0);
    fs::path index;
    for (const fs::directory_entry& entry : fs::directory_iterator(box.path() / "cache" / "assay"))
        index = entry.path();
    {
        Xapian::WritableDatabase database((index / "gen-000001").string(), Xapian::DB_OPEN);
        database.set_metadata(schema::stamp_key, "schema 0");
        database.commit();
    }
    const Run refused = box.run({"search", "rain"});
    CHECK(refused.code == 3);
    CHECK(refused.err.find("run: assay index") != std::string::npos);
    CHECK(box.run({"index"}).code == 0);
    CHECK(box.run({"search", "rain", "-c"}).out == "1\n");
}

}  // namespace assay::test
