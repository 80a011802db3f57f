#include "indexer/schema/index_removal.h"

#include <algorithm>

#include "indexer/index_writer.h"
#include "indexer/schema/index_list.h"
#include "indexer/schema/index_store.h"
#include "tests/support/catch.h"
#include "tests/support/temp_dir.h"

namespace assay::schema {
namespace fs = std::filesystem;
namespace {

void publish_empty(const fs::path& directory, const fs::path& root) {
    const IndexStore store(directory);
    const IndexStore::Writer writer(store, root);
    const fs::path generation = writer.new_generation();
    indexer::finish_generation({}, generation, 0, "", "2026-11-23T21:03:11Z");
    writer.publish(generation);
}

ErrorKind kind_of_removing(const fs::path& directory) {
    try {
        remove_index(directory, false);
    } catch (const Failure& failure) {
        return failure.error().kind;
    }
    return ErrorKind::note;  // none of those that it throws
}

bool has(const std::vector<std::string>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

TEST_CASE("removing an index removes all of its files", "[schema][removal]") {
    const test::TempDir dir;
    const fs::path index = dir / "index";
    publish_empty(index, dir / "notes");
    dir.write("index/gen-000002/shard-0/postlist.glass", "of a build that was killed");
    const IndexRemoval would = remove_index(index, true);
    CHECK(fs::exists(index / "current"));
    const IndexRemoval done = remove_index(index, false);
    CHECK(done.removed == would.removed);
    CHECK(done.bytes == would.bytes);
    CHECK(done.bytes > 0);
    CHECK(done.left.empty());
    for (const char* name : {"root", "lock", "current", "CACHEDIR.TAG", "gen-000001/",
                             "gen-000001/iamglass", "gen-000002/shard-0/"})
        CHECK(has(done.removed, name));
    CHECK_FALSE(fs::exists(index));
}

TEST_CASE("files that are not part of the index stay, and so do the targets of links",
          "[schema][removal]") {
    const test::TempDir dir;
    const fs::path index = dir / "index";
    publish_empty(index, dir / "notes");
    dir.write("notes/rain.md", "rain");
    dir.write("notes/iamglass", "a file of the corpus with the name of one of Xapian's");
    dir.write("index/mine.txt", "mine");
    dir.write("index/gen-000001/mine.glass.txt", "mine");
    dir.write("index/gen-x/iamglass", "no generation");
    fs::create_directory_symlink(dir / "notes", index / "gen-000007");
    fs::create_directory_symlink(dir / "notes", index / "gen-000001" / "shard-1");
    fs::create_symlink(dir / "notes" / "rain.md", index / "gen-000001" / "rain.glass");
    fs::create_symlink(dir / "notes" / "rain.md", index / "current.new");
    const IndexRemoval done = remove_index(index, false);
    CHECK(done.left == std::vector<std::string>{"current.new", "gen-000001/mine.glass.txt",
                                                "gen-000001/rain.glass", "gen-000001/shard-1",
                                                "gen-000007", "gen-x", "mine.txt"});
    for (const char* kept : {"notes/rain.md", "notes/iamglass", "index/mine.txt",
                             "index/gen-000001/mine.glass.txt", "index/gen-x/iamglass"})
        CHECK(fs::is_regular_file(dir / kept));
    for (const char* kept : {"index/gen-000007", "index/gen-000001/shard-1",
                             "index/gen-000001/rain.glass", "index/current.new"})
        CHECK(fs::is_symlink(dir / kept));
    for (const char* gone :
         {"index/root", "index/current", "index/gen-000001/iamglass", "index/lock"})
        CHECK_FALSE(fs::exists(dir / gone));
}

TEST_CASE("a folder that is not an index, or is being written, is refused", "[schema][removal]") {
    const test::TempDir dir;
    dir.write("foreign/root", "/somewhere\n");
    CHECK(kind_of_removing(dir / "foreign") == ErrorKind::usage);  // no lock: no writer made it
    CHECK(fs::exists(dir / "foreign" / "root"));
    CHECK(kind_of_removing(dir / "nowhere") == ErrorKind::io);

    // Our names, and what nobody can tell from them: without our line in CACHEDIR.TAG, a guest
    // means no index.
    dir.write("alike/root", "/somewhere\n");
    dir.write("alike/lock", "");
    dir.write("alike/gen-000001/iamglass", "another program's");
    dir.write("alike/diary.txt", "dear diary");
    CHECK(kind_of_removing(dir / "alike") == ErrorKind::usage);
    CHECK(fs::exists(dir / "alike" / "gen-000001" / "iamglass"));

    publish_empty(dir / "shared", dir / "notes");
    fs::permissions(dir / "shared", fs::perms::others_write, fs::perm_options::add);
    CHECK(kind_of_removing(dir / "shared") == ErrorKind::usage);
    CHECK(fs::exists(dir / "shared" / "current"));

    publish_empty(dir / "index", dir / "notes");
    {
        const WriterLock lock(dir / "index" / "lock", std::chrono::milliseconds(0));
        CHECK(kind_of_removing(dir / "index") == ErrorKind::busy);
    }
    fs::create_directory_symlink(dir / "index", dir / "link");
    CHECK(kind_of_removing(dir / "link") == ErrorKind::usage);
    CHECK(fs::exists(dir / "index" / "current"));

    dir.write("victim", "signed by nobody");
    fs::remove(dir / "index" / "lock");
    fs::create_symlink(dir / "victim", dir / "index" / "lock");
    CHECK(kind_of_removing(dir / "index") == ErrorKind::usage);
    CHECK(fs::file_size(dir / "victim") == std::string_view("signed by nobody").size());
}

TEST_CASE("a lock that is removed while a writer waits for it is taken anew", "[schema][removal]") {
    const test::TempDir dir;
    publish_empty(dir / "index", dir / "notes");
    {
        const WriterLock first(dir / "index" / "lock", std::chrono::milliseconds(0));
        fs::remove(dir / "index" / "lock");
        const WriterLock second(dir / "index" / "lock",
                                std::chrono::milliseconds(0));  // of another file
        CHECK_THROWS_AS(WriterLock(dir / "index" / "lock", std::chrono::milliseconds(0)), Failure);
    }
}

TEST_CASE("an index that cannot be read is listed with its problem", "[schema][list]") {
    const test::TempDir dir;
    publish_empty(dir / "index", dir.path());
    const IndexState whole = look_at({dir / "index", dir.path()});
    CHECK(whole.root_exists);
    CHECK(whole.notes == 0);
    CHECK(whole.updated == "2026-11-23T21:03:11Z");
    CHECK(whole.bytes > 0);
    CHECK_FALSE(whole.problem.has_value());

    dir.write("index/gen-000001/iamglass", "nonsense");
    const IndexState damaged = look_at({dir / "index", dir / "gone"});
    CHECK_FALSE(damaged.root_exists);
    CHECK_FALSE(damaged.notes.has_value());
    REQUIRE(damaged.problem.has_value());
    CHECK(damaged.problem->hint.find("assay index --full") != std::string::npos);

    fs::remove(dir / "index" / "current");
    const IndexState unfinished = look_at({dir / "index", dir.path()});
    REQUIRE(unfinished.problem.has_value());
    CHECK(unfinished.problem->hint.find("assay index /") != std::string::npos);
}

}  // namespace assay::schema
