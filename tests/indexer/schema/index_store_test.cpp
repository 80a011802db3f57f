#include "indexer/schema/index_store.h"
#include "indexer/schema/index_list.h"
#include "indexer/schema/index_location.h"

#include <unistd.h>

#include <cstdlib>
#include <thread>

#include "indexer/index_writer.h"
#include "tests/support/catch.h"
#include "tests/support/temp_dir.h"

namespace assay::schema {
namespace fs = std::filesystem;
namespace {

/// The Error that `action` throws as a Failure; a message of "none" when it throws nothing.
template <class Action>
Error error_of(Action action) {
    try {
        action();
    } catch (const Failure& failure) {
        return failure.error();
    }
    return {ErrorKind::usage, "none"};
}

fs::path publish_empty(const IndexStore& store, const fs::path& root) {
    const IndexStore::Writer writer(store, root);
    const fs::path generation = writer.new_generation();
    indexer::finish_generation({}, generation, 0, "", "2026-11-23T21:03:11Z");
    writer.publish(generation);
    return generation;
}

std::vector<std::string> generations(const fs::path& directory) {
    std::vector<std::string> names;
    for (const fs::directory_entry& entry : fs::directory_iterator(directory))
        if (entry.is_directory()) names.push_back(entry.path().filename().string());
    return names;
}

/// An environment variable for the length of a test.
class Environment {
public:
    Environment(const char* name, const char* value) : name_(name) {
        if (const char* before = std::getenv(name)) before_ = before;
        set(value);
    }
    ~Environment() { set(before_ ? before_->c_str() : nullptr); }
    Environment(const Environment&) = delete;
    Environment& operator=(const Environment&) = delete;

private:
    void set(const char* value) const {
        if (value != nullptr) setenv(name_, value, 1);
        else unsetenv(name_);
    }
    const char* name_;
    std::optional<std::string> before_;
};

}  // namespace

TEST_CASE("a missing index says which command makes one", "[schema][store]") {
    const test::TempDir dir;
    const IndexStore store(dir / "none");
    CHECK_FALSE(store.exists());
    CHECK_FALSE(store.is_current());
    CHECK(store.root().empty());
    CHECK(store.size_bytes() == 0);
    const Error error = error_of([&] { store.open_for_reading(); });
    CHECK(error.kind == ErrorKind::index);
    CHECK(error.hint.find("assay index") != std::string::npos);
    CHECK_FALSE(fs::exists(dir / "none"));  // asking made nothing
}

TEST_CASE("a folder that holds something else is not written to", "[schema][store]") {
    const test::TempDir dir;
    dir.write("photos/cat.jpg", "meow");
    const IndexStore store(dir / "photos");
    CHECK(error_of([&] { IndexStore::Writer(store, dir / "notes"); }).kind == ErrorKind::usage);
    CHECK(fs::exists(dir / "photos/cat.jpg"));
    CHECK_FALSE(fs::exists(dir / "photos/lock"));
}

TEST_CASE("a file in the place of the folder is refused", "[schema][store]") {
    const test::TempDir dir;
    dir.write("file", "x");
    const IndexStore store(dir / "file");
    CHECK(error_of([&] { IndexStore::Writer(store, dir / "notes"); }).kind == ErrorKind::io);
}

TEST_CASE("one writer at a time", "[schema][store]") {
    const test::TempDir dir;
    const IndexStore store(dir / "index");
    {
        const IndexStore::Writer writer(store, dir / "notes");
        CHECK(error_of([&] { IndexStore::Writer(store, dir / "notes"); }).kind == ErrorKind::busy);
    }
    CHECK(error_of([&] { IndexStore::Writer(store, dir / "notes"); }).message ==
          "none");  // free again
}

TEST_CASE("the writer is named, and waited for as long as the caller wants", "[schema][store]") {
    const test::TempDir dir;
    const IndexStore store(dir / "index");
    std::optional<IndexStore::Writer> writer(std::in_place, store, dir / "notes");
    const Error error =
        error_of([&] { IndexStore::Writer(store, dir / "notes", std::chrono::milliseconds(20)); });
    CHECK(error.kind == ErrorKind::busy);
    CHECK(error.message.find("process " + std::to_string(getpid()) + ", since 20") !=
          std::string::npos);
    CHECK(error.hint.find("--wait") != std::string::npos);
    std::jthread other([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(30));
        writer.reset();
    });
    CHECK(error_of([&] {
              IndexStore::Writer(store, dir / "notes", std::chrono::seconds(60));
          }).message == "none");
}

TEST_CASE("readers that were overtaken again and again make writers wait", "[schema][store]") {
    const test::TempDir dir;
    const IndexStore store(dir / "index");
    publish_empty(store, dir / "notes");
    {
        const std::unique_ptr<WriterLock> one = store.pause_writers(),
                                          another = store.pause_writers();
        CHECK(one);
        CHECK(another);
        CHECK(error_of([&] { IndexStore::Writer(store, dir / "notes"); }).kind == ErrorKind::busy);
    }
    const IndexStore::Writer writer(store, dir / "notes");
    CHECK_FALSE(store.pause_writers());
}

TEST_CASE("the folder of a first run that was killed before it named its corpus is still ours",
          "[schema][store]") {
    const test::TempDir dir;
    dir.write("index/lock", "");
    const IndexStore store(dir / "index");
    publish_empty(store, dir / "notes");
    CHECK(store.is_current());
}

TEST_CASE("what a killed run left is removed, except what another run is writing",
          "[schema][store]") {
    const test::TempDir dir;
    const IndexStore store(dir / "index");
    publish_empty(store, dir / "notes");
    fs::create_directory(dir / "index/gen-000007");
    {
        const IndexStore::Writer writer(store, dir / "notes");
        const fs::path half = writer.new_generation();
        store.remove_leftovers();
        CHECK(fs::exists(half));
    }
    CHECK(generations(store.directory()).size() == 1);
    fs::create_directory(dir / "index/gen-000007");
    dir.write("index/current.new", "auto gen-000007\n");
    dir.write("index/root.new", "/no");
    store.remove_leftovers();
    CHECK(generations(store.directory()).size() == 1);
    CHECK_FALSE(fs::exists(dir / "index/current.new"));
    CHECK_FALSE(fs::exists(dir / "index/root.new"));
    CHECK(store.is_current());
}

TEST_CASE("a reader that opens while generations are swapped gets a whole one", "[schema][store]") {
    const test::TempDir dir(test::memory_directory());
    const IndexStore store(dir / "index");
    publish_empty(store, dir / "notes");
    std::jthread swapping([&](const std::stop_token& stop) {
        while (!stop.stop_requested()) publish_empty(store, dir / "notes");
    });
    for (int i = 0; i < 300; ++i)
        if (const Error error = error_of([&] { store.open_for_reading(); });
            error.message != "none")
            FAIL(error.message);
}

TEST_CASE("a store knows its corpus, is readable only by its owner, and is excluded from backups",
          "[schema][store]") {
    const test::TempDir dir;
    const IndexStore store(dir / "deep/down/index");
    publish_empty(store, dir / "notes");
    CHECK(store.exists());
    CHECK(store.is_current());
    CHECK(store.root() == dir / "notes");
    CHECK(store.size_bytes() > 0);
    CHECK(fs::status(store.directory()).permissions() == fs::perms::owner_all);
    CHECK(fs::exists(store.directory() / "CACHEDIR.TAG"));
    CHECK(store.open_for_reading().get_metadata(stamp_key) == index_stamp());
    CHECK(store.open_for_reading().get_metadata(updated_key) == "2026-11-23T21:03:11Z");
}

TEST_CASE("publishing swaps and removes the old generations", "[schema][store]") {
    const test::TempDir dir;
    const IndexStore store(dir / "index");
    const fs::path first = publish_empty(store, dir / "notes");
    const Xapian::Database reader = store.open_for_reading();
    fs::create_directory(dir / "index/gen-000007");  // of a run that was killed
    const fs::path second = publish_empty(store, dir / "notes");
    CHECK(first != second);
    CHECK(generations(store.directory()) == std::vector<std::string>{second.filename().string()});
    CHECK(store.is_current());
    CHECK(reader.get_metadata(stamp_key) == index_stamp());  // who reads keeps what it opened
}

TEST_CASE("a generation that was never published is not read", "[schema][store]") {
    const test::TempDir dir;
    const IndexStore store(dir / "index");
    const IndexStore::Writer writer(store, dir / "notes");
    writer.new_generation();
    CHECK_FALSE(store.exists());
    CHECK(error_of([&] { writer.open_current(); }).kind == ErrorKind::index);
}

TEST_CASE("an index of another version is not read, and the hint says how to mend it",
          "[schema][store]") {
    const test::TempDir dir;
    const IndexStore store(dir / "index");
    publish_empty(store, dir / "notes");
    for (const char* stamp : {"schema 0, tokenizer 0, unicode 1.0.0", ""}) {
        INFO(stamp);
        {
            Xapian::WritableDatabase database =
                IndexStore::Writer(store, dir / "notes").open_current();
            database.set_metadata(stamp_key, stamp);
            database.commit();
        }
        CHECK(store.exists());
        CHECK_FALSE(store.is_current());
        const Error error = error_of([&] { store.open_for_reading(); });
        CHECK(error.kind == ErrorKind::index);
        CHECK(error.hint.find("assay index") != std::string::npos);
        CHECK(error.hint.find((dir / "notes").string()) != std::string::npos);
    }
}

TEST_CASE("a damaged index is an error of the index", "[schema][store]") {
    const test::TempDir dir;
    const IndexStore store(dir / "index");
    const std::string generation = publish_empty(store, dir / "notes").filename().string();
    SECTION("a file of the database is gone") {
        fs::remove(dir / ("index/" + generation + "/iamglass"));
    }
    SECTION("a file of the database is something else") {
        dir.write("index/" + generation + "/iamglass", "nonsense");
    }
    SECTION("the generation is gone") { fs::remove_all(dir / ("index/" + generation)); }
    SECTION("the stub is empty") { dir.write("index/current", ""); }
    SECTION("the stub is something else") { dir.write("index/current", "auto ../../elsewhere\n"); }
    const Error error = error_of([&] { store.open_for_reading(); });
    CHECK(error.kind == ErrorKind::index);
    CHECK(error.hint.find("assay index") != std::string::npos);
    CHECK_FALSE(store.is_current());
    publish_empty(store, dir / "notes");  // and a build mends it
    CHECK(store.is_current());
}

TEST_CASE("corpora of the same name have separate folders in the cache", "[schema][store]") {
    const test::TempDir dir;
    const Environment cache("XDG_CACHE_HOME", dir.path().c_str());
    CHECK(default_index_directory("/home/a/notes") != default_index_directory("/home/b/notes"));
    CHECK(default_index_directory("/home/a/notes") == default_index_directory("/home/a/notes"));
    CHECK(default_index_directory("/home/a/notes").parent_path() == dir / "assay");
    CHECK(default_index_directory("/home/a/notes").filename().string().starts_with("notes-"));
    CHECK(default_index_directory("/home/a/no\n\x1b[2Jtes")
              .filename()
              .string()
              .starts_with("no--[2Jtes-"));
    CHECK(default_index_directory("/" + std::string(250, 'n')).filename().string().size() <= 255);
    CHECK(indexed_roots().empty());
    fs::create_directories(dir / "b");
    fs::create_directories(dir / "a");
    fs::create_directories(dir / "c\nd");  // a root may have any name
    for (const char* name : {"b", "a", "c\nd", "gone"})
        publish_empty(IndexStore(default_index_directory(dir / name)), dir / name);
    CHECK(indexed_roots() ==
          std::vector<fs::path>{dir / "a", dir / "b", dir / "c\nd"});  // "gone" is not a folder
}

TEST_CASE("without XDG_CACHE_HOME the index is below the home folder", "[schema][store]") {
    const Environment cache("XDG_CACHE_HOME", nullptr);
    {
        const Environment home("HOME", "/home/x");
        CHECK(default_index_directory("/notes").parent_path() == "/home/x/.cache/assay");
        const Environment relative("XDG_CACHE_HOME",
                                   "not/absolute");  // the XDG standard: to be ignored
        CHECK(default_index_directory("/notes").parent_path() == "/home/x/.cache/assay");
    }
    const Environment home("HOME", nullptr);
    CHECK(error_of([] { default_index_directory("/notes"); }).kind == ErrorKind::usage);
}

}  // namespace assay::schema
