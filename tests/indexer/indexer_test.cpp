#include "indexer/indexer.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>
#include <algorithm>

#include <chrono>
#include <map>

#include "indexer/corpus.h"
#include "indexer/schema/fields.h"
#include "indexer/schema/index_store.h"
#include "indexer/schema/note_record.h"
#include "indexer/text/file_name.h"
#include "tests/support/catch.h"
#include "tests/support/temp_dir.h"

namespace assay::indexer {
namespace fs = std::filesystem;
namespace {

using Strings = std::vector<std::string>;

/// A folder of notes and its index, beside each other.
class Bench {
public:
    Bench() { fs::create_directory(root()); }

    fs::path root() const { return dir_ / "notes"; }
    fs::path index() const { return dir_ / "index"; }
    fs::path outside() const { return dir_.path(); }

    /// Writes a note that was last changed so many minutes ago: long enough to be trusted.
    void write(const std::string& path, std::string_view text, int minutes_ago = 60) const {
        dir_.write("notes/" + path, text);
        fs::last_write_time(root() / path,
                            fs::file_time_type::clock::now() - std::chrono::minutes(minutes_ago));
    }
    IndexReport run(const UpdateOptions& options = {}) const {
        return update_index(root(), index(), options);
    }
    std::size_t stale() const {
        return refresh_index(root(), index(),
                             [] {
                                 Config config;
                                 config.refresh_budget_ms = 0;
                                 return config;
                             }())
            .stale;
    }

    /// Paths and texts of all notes in the index.
    std::map<std::string, std::string> indexed() const {
        const Xapian::Database database = schema::IndexStore(index()).open_for_reading();
        std::map<std::string, std::string> notes;
        for (Xapian::PostingIterator each = database.postlist_begin("");
             each != database.postlist_end(""); ++each) {
            const std::optional<schema::NoteRecord> record =
                schema::unpack_record(database.get_document(*each).get_data());
            REQUIRE(record.has_value());
            notes.emplace(record->path, record->text);
        }
        CHECK(notes.size() == database.get_doccount());
        return notes;
    }
    Strings paths() const {
        Strings paths;
        for (const auto& [path, text] : indexed()) paths.push_back(path);
        return paths;
    }

private:
    test::TempDir dir_{test::memory_directory()};
};

/// "added 1, updated 0, removed 0, unchanged 2, skipped 0"
std::string summary(const IndexReport& report) {
    return "added " + std::to_string(report.added) + ", updated " + std::to_string(report.updated) +
           ", removed " + std::to_string(report.removed) + ", unchanged " +
           std::to_string(report.unchanged) + ", skipped " + std::to_string(report.skipped);
}

Strings problems_of(const IndexReport& report) {
    Strings problems;
    for (const Error& error : report.problems)
        problems.push_back(error.where.value().path + ":" + std::to_string(error.where->line) +
                           ": " + error.message);
    return problems;
}

}  // namespace

TEST_CASE("a run reports what it did and the next one does nothing", "[indexer]") {
    const Bench bench;
    bench.write("a.md", "one");
    bench.write("deep/er/b.markdown", "two");
    bench.write("c.mdx", "three");
    bench.write("no.txt", "no");
    bench.write("md", "no");
    CHECK(summary(bench.run()) == "added 3, updated 0, removed 0, unchanged 0, skipped 0");
    CHECK(bench.paths() == Strings{"a.md", "c.mdx", "deep/er/b.markdown"});
    CHECK(summary(bench.run()) == "added 0, updated 0, removed 0, unchanged 3, skipped 0");
    CHECK(bench.stale() == 0);
}

TEST_CASE("what was added, changed and removed is brought up to date", "[indexer]") {
    const Bench bench;
    bench.write("a.md", "one");
    bench.write("b.md", "two");
    bench.write("c.md", "three");
    bench.run();
    bench.write("a.md", "one, longer", 30);
    fs::remove(bench.root() / "b.md");
    bench.write("d.md", "four");
    CHECK(bench.stale() == 3);
    CHECK(summary(bench.run()) == "added 1, updated 1, removed 1, unchanged 1, skipped 0");
    CHECK(bench.indexed() == std::map<std::string, std::string>{
                                 {"a.md", "one, longer"}, {"c.md", "three"}, {"d.md", "four"}});
    CHECK(summary(bench.run()) == "added 0, updated 0, removed 0, unchanged 3, skipped 0");
}

TEST_CASE("a change of the same size is seen by its time", "[indexer]") {
    const Bench bench;
    bench.write("a.md", "one");
    bench.run();
    bench.write("a.md", "two", 30);
    CHECK(summary(bench.run()) == "added 0, updated 1, removed 0, unchanged 0, skipped 0");
    CHECK(bench.indexed()["a.md"] == "two");
}

TEST_CASE("a note that only has another path is renamed, neither added nor removed", "[indexer]") {
    const Bench bench;
    bench.write("a.md", "one");
    bench.write("b.md", "two");
    bench.run();
    fs::create_directory(bench.root() / "deep");
    fs::rename(bench.root() / "a.md", bench.root() / "deep/c.md");
    const IndexReport report = bench.run();
    CHECK(report.renamed == 1);
    CHECK(summary(report) == "added 0, updated 0, removed 0, unchanged 1, skipped 0");
    CHECK(bench.indexed() ==
          std::map<std::string, std::string>{{"b.md", "two"}, {"deep/c.md", "one"}});
}

TEST_CASE("a file that was only touched is unchanged, and not read again", "[indexer]") {
    const Bench bench;
    bench.write("a.md", "one");
    bench.run();
    bench.write("a.md", "one", 30);
    CHECK(bench.stale() == 1);
    CHECK(summary(bench.run()) == "added 0, updated 0, removed 0, unchanged 1, skipped 0");
    CHECK(bench.stale() == 0);
}

TEST_CASE("a change that keeps size and time is seen all the same", "[indexer]") {
    const Bench bench;
    bench.write("a.md", "one");
    bench.run();
    const fs::file_time_type time = fs::last_write_time(bench.root() / "a.md");
    bench.write("a.md", "two");
    fs::last_write_time(bench.root() / "a.md", time);
    CHECK(bench.stale() == 1);
    CHECK(summary(bench.run()) == "added 0, updated 1, removed 0, unchanged 0, skipped 0");
    CHECK(bench.indexed()["a.md"] == "two");
}

TEST_CASE("a file changed at the moment of the run is looked into again", "[indexer]") {
    const Bench bench;
    bench.write("a.md", "one", -60);  // its time cannot be trusted
    bench.run();
    const fs::file_time_type time = fs::last_write_time(bench.root() / "a.md");
    bench.write("a.md", "two");
    fs::last_write_time(bench.root() / "a.md", time);
    CHECK(summary(bench.run()) == "added 0, updated 1, removed 0, unchanged 0, skipped 0");
}

TEST_CASE("a full build gives the index that updates gave, with any number of threads",
          "[indexer]") {
    const Bench bench;
    for (int i = 0; i < 50; ++i)
        bench.write("n" + std::to_string(i) + ".md", "note " + std::to_string(i));
    bench.run();
    fs::remove(bench.root() / "n7.md");
    bench.run();
    const auto before = bench.indexed();
    for (const unsigned jobs : {1U, 4U}) {
        UpdateOptions options;
        options.full = true;
        options.jobs = jobs;
        CHECK(summary(bench.run(options)) ==
              "added 49, updated 0, removed 0, unchanged 0, skipped 0");
        CHECK(bench.indexed() == before);
    }
}

TEST_CASE("a dry run says what would be done and writes nothing", "[indexer]") {
    const Bench bench;
    UpdateOptions dry;
    dry.dry_run = true;
    bench.write("a.md", "one");
    CHECK(summary(bench.run(dry)) == "added 1, updated 0, removed 0, unchanged 0, skipped 0");
    CHECK_FALSE(fs::exists(bench.index()));
    bench.write("b.md", "two");
    bench.run();
    bench.write("a.md", "longer", 30);
    fs::remove(bench.root() / "b.md");
    bench.write("c.md", "three");
    CHECK(summary(bench.run(dry)) == "added 1, updated 1, removed 1, unchanged 0, skipped 0");
    CHECK(bench.paths() == Strings{"a.md", "b.md"});
}

TEST_CASE("an empty folder makes an empty index, a missing one a wrong request", "[indexer]") {
    const Bench bench;
    CHECK(summary(bench.run()) == "added 0, updated 0, removed 0, unchanged 0, skipped 0");
    CHECK(bench.paths().empty());
    CHECK_THROWS_AS(update_index(bench.outside() / "none", bench.index(), {}), Failure);
    bench.write("a.md", "x");
    CHECK_THROWS_AS(update_index(bench.root() / "a.md", bench.index(), {}), Failure);
    CHECK(summary(bench.run()) == "added 1, updated 0, removed 0, unchanged 0, skipped 0");
}

TEST_CASE("a note too large is skipped with a problem, and forgotten", "[indexer]") {
    const Bench bench;
    bench.write("a.md", "one");
    bench.write("big.md", "small still");
    bench.run();
    fs::resize_file(bench.root() / "big.md", Config().max_note_bytes + 1);
    const IndexReport report = bench.run();
    CHECK(summary(report) == "added 0, updated 0, removed 1, unchanged 1, skipped 1");
    CHECK(problems_of(report) == Strings{"big.md:0: larger than 16777216 bytes, skipped"});
    CHECK(bench.paths() == Strings{"a.md"});
    fs::resize_file(bench.root() / "big.md", Config().max_note_bytes);  // the largest that is read
    CHECK(summary(bench.run()) == "added 1, updated 0, removed 0, unchanged 1, skipped 0");
}

TEST_CASE("a note or folder that cannot be read is skipped with a problem", "[indexer]") {
    if (geteuid() == 0) return;  // root reads everything
    const Bench bench;
    bench.write("a.md", "one");
    bench.write("secret.md", "two");
    bench.write("locked/b.md", "three");
    fs::permissions(bench.root() / "secret.md", fs::perms::none);
    fs::permissions(bench.root() / "locked", fs::perms::none);
    const IndexReport report = bench.run();
    fs::permissions(bench.root() / "locked", fs::perms::owner_all);
    CHECK(summary(report) == "added 1, updated 0, removed 0, unchanged 0, skipped 1");
    CHECK(problems_of(report) ==
          Strings{"locked:0: cannot be read: Permission denied",
                  "secret.md:0: cannot be read: Permission denied, skipped"});
}

TEST_CASE("problems of notes are reported by path and line, and the run goes on", "[indexer]") {
    const Bench bench;
    bench.write("b.md", "---\nx: 1\ncreated: soon\n---\n");
    bench.write("a.md", "caf\xE9");
    bench.write("c.md", "fine");
    const IndexReport report = bench.run();
    CHECK(summary(report) == "added 3, updated 0, removed 0, unchanged 0, skipped 0");
    CHECK(problems_of(report) == Strings{"a.md:0: not UTF-8, read as Windows-1252",
                                         "b.md:3: created is not a date: soon"});
}

TEST_CASE("links are followed inside the folder only, and to each note once", "[indexer][corpus]") {
    const Bench bench;
    bench.write("real/a.md", "one");
    bench.write("real/plain.txt", "two");
    fs::create_directory(bench.outside() / "elsewhere");
    std::ofstream(bench.outside() / "elsewhere/secret.md") << "no";
    fs::create_symlink("a.md", bench.root() / "real/again.md");      // the same note
    fs::create_directory_symlink("real", bench.root() / "linked");   // the same folder
    fs::create_directory_symlink("..", bench.root() / "real/loop");  // a ring
    fs::create_symlink("self.md", bench.root() / "self.md");         // to itself
    fs::create_symlink("gone.md", bench.root() / "dangling.md");
    fs::create_symlink(bench.outside() / "elsewhere/secret.md", bench.root() / "out.md");
    fs::create_directory_symlink(bench.outside() / "elsewhere", bench.root() / "out");
    fs::create_symlink("real/plain.txt", bench.root() / "named.md");  // a note by its name here
    CHECK(summary(bench.run()) == "added 2, updated 0, removed 0, unchanged 0, skipped 0");
    CHECK(bench.paths() == Strings{"named.md", "real/a.md"});
}

TEST_CASE("the ending of a note's name is read in any case", "[indexer][corpus]") {
    struct Row {
        std::string_view name;
        bool is_note;
    };
    const Row rows[] = {
        {"a.md", true},    {"README.MD", true}, {"Note.Markdown", true}, {"page.MDX", true},
        {"a.Md", true},    {"a.b.mD", true},    {"x.MARKDOWN", true},    {"a.mdown", false},
        {".md", false},    {"md", false},       {"a.md~", false},        {"a.md.txt", false},
        {"a.mdxx", false}, {"", false},
    };
    for (const Row& row : rows) {
        INFO(row.name);
        CHECK(text::is_note_name(row.name) == row.is_note);
    }
    const Bench bench;
    bench.write("README.MD", "one");
    bench.write("sub/Note.Markdown", "two");
    bench.run();
    CHECK(bench.indexed() ==
          std::map<std::string, std::string>{{"README.MD", "one"}, {"sub/Note.Markdown", "two"}});
}

TEST_CASE(
    "with follow_links, links to places outside are followed, each place once; without it they are "
    "told",
    "[indexer][corpus]") {
    const Bench bench;
    const fs::path other = bench.outside() / "other";
    fs::create_directories(other / "deep");
    for (const char* name : {"one.md", "deep/two.MD", "plain.txt"})
        std::ofstream(other / name) << "x";
    bench.write("real/a.md", "one");
    fs::create_directory_symlink(other, bench.root() / "out");
    fs::create_directory_symlink(other, bench.root() / "out2");           // the same folder
    fs::create_symlink(other / "one.md", bench.root() / "one.md");        // a note of it
    fs::create_symlink(other / "plain.txt", bench.root() / "named.md");   // a note by its name here
    fs::create_symlink(other / "plain.txt", bench.root() / "plain.txt");  // none
    fs::create_directory_symlink(bench.root(), other / "back");           // into the corpus
    fs::create_directory_symlink("..", other / "deep/up");                // a ring
    fs::create_symlink("nowhere", other / "dangling.md");
    const auto paths = [&](bool follow) {
        Strings found;
        for (const NoteFile& note : list_notes(bench.root(), {}, follow).notes)
            found.push_back(note.path);
        return found;
    };
    CHECK(paths(false) == Strings{"real/a.md"});
    Strings outside = list_notes(bench.root()).outside;
    std::sort(outside.begin(), outside.end());
    CHECK(outside == Strings{"named.md", "one.md", "out", "out2"});
    CHECK(list_notes(bench.root(), {"out*", "named.md"}).outside ==
          Strings{"one.md"});  // what is left out is not told either
    CHECK(paths(true) == Strings{"named.md", "out/deep/two.MD", "out/one.md", "real/a.md"});
    CHECK(list_notes(bench.root(), {}, true).outside.empty());
}

TEST_CASE("only regular files are read", "[indexer][corpus]") {
    const Bench bench;
    bench.write("a.md", "one");
    REQUIRE(mkfifo((bench.root() / "pipe.md").c_str(), 0600) == 0);
    fs::create_directory(bench.root() / "folder.md");
    bench.write("folder.md/inside.md", "two");
    CHECK(summary(bench.run()) == "added 2, updated 0, removed 0, unchanged 0, skipped 0");
    CHECK(bench.paths() == Strings{"a.md", "folder.md/inside.md"});
}

TEST_CASE(
    "links in a circle, sockets, devices' names, bytes that are no UTF-8 and many notes in one "
    "folder are no trouble",
    "[indexer][corpus]") {
    const Bench bench;
    bench.write("a/real.md", "rain");
    fs::create_directory_symlink(bench.root(), bench.root() / "a" / "up");
    fs::create_symlink("loop.md", bench.root() / "loop.md");
    fs::create_symlink("/dev/zero", bench.root() / "zero.md");
    const int plug = socket(AF_UNIX, SOCK_STREAM, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    (bench.root() / "s.md").string().copy(address.sun_path, sizeof(address.sun_path) - 1);
    REQUIRE(bind(plug, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
    close(plug);
    bench.write("caf\xE9.md", "not UTF-8");
    constexpr std::size_t many = 100'000;
    fs::create_directory(bench.root() / "many");
    for (std::size_t i = 0; i < many; ++i)
        close(open((bench.root() / "many" / (std::to_string(i) + ".md")).c_str(),
                   O_CREAT | O_WRONLY, 0600));
    const CorpusListing corpus = list_notes(bench.root(), {"many/9*"});
    CHECK(corpus.problems.empty());
    Strings others;
    for (const NoteFile& note : corpus.notes)
        if (!note.path.starts_with("many/")) others.push_back(note.path);
    CHECK(others == Strings{"a/real.md", "café.md"});
    CHECK(corpus.notes.size() - others.size() ==
          many - 11'111);  // 9, 90 to 99, … and 90,000 to 99,999
}

TEST_CASE("names that begin with a dot are left out", "[indexer][corpus]") {
    const Bench bench;
    bench.write(".hidden.md", "no");
    bench.write(".obsidian/plugin.md", "no");
    bench.write("deep/.git/x.md", "no");
    bench.write("deep/a..md", "yes");
    bench.write("deep/.md", "no");
    bench.run();
    CHECK(bench.paths() == Strings{"deep/a..md"});
}

TEST_CASE("notes are listed by path, with size and time", "[indexer][corpus]") {
    const Bench bench;
    bench.write("b.md", "four");
    bench.write("B.md", "");
    bench.write("a/z.md", "x");
    bench.write("a.md", "x");
    bench.write("é 開源.md", "x");
    bench.write("line\r\nend.md", "x");  // as it is: it opens the file
    Strings paths;
    for (const NoteFile& note : list_notes(bench.root()).notes)
        paths.push_back(note.path + " " + std::to_string(note.size));
    CHECK(paths ==
          Strings{"B.md 0", "a.md 1", "a/z.md 1", "b.md 4", "line\r\nend.md 1", "é 開源.md 1"});
    CHECK(list_notes(bench.root()).notes[0].mtime_ns > 1'500'000'000'000'000'000);
}

TEST_CASE("of two names that are the same path, one is a note", "[indexer][corpus]") {
    const Bench bench;
    bench.write("caf\xE9/a.md", "Windows-1252");
    bench.write("café/a.md", "UTF-8");
    bench.write("na\xEFve.md", "Windows-1252");
    const CorpusListing corpus = list_notes(bench.root());
    Strings found, told;
    for (const NoteFile& note : corpus.notes)
        found.push_back(note.path + ": " + note.read_from(*corpus.root, 100));
    for (const Error& problem : corpus.problems)
        told.push_back(problem.where->path + ": " + problem.message);
    CHECK(found == Strings{"café/a.md: UTF-8", "naïve.md: Windows-1252"});
    CHECK(told == Strings{"café/a.md: another note has this name in another encoding, skipped"});
    // The other one is a note where the first is left out.
    CHECK(list_notes(bench.root(), {"café"}).problems.empty());
    CHECK(list_notes(bench.root(), {"café"}).notes.size() == 2);
}

TEST_CASE("an index with two notes of one path is damaged, and built anew", "[indexer]") {
    const Bench bench;
    bench.write("a.md", "one");
    bench.write("b.md", "two");
    bench.run();
    const schema::IndexStore store(bench.index());
    {
        Xapian::WritableDatabase database(store.current_generation().value().string());
        database.add_document(database.get_document(1));
    }
    try {
        bench.stale();
        FAIL("nothing was thrown");
    } catch (const Failure& failure) {
        CHECK(failure.error().kind == ErrorKind::index);
    }
    bench.run();
    CHECK(bench.stale() == 0);
    CHECK(bench.paths() == Strings{"a.md", "b.md"});
}

TEST_CASE("a walk visits a folder's notes by name, then its folders, then links",
          "[indexer][corpus]") {
    const Bench bench;
    for (const char* name : {"b.md", "a/z.md", "a/b/y.md", "a.md", "c/x.md", "B.md"})
        bench.write(name, "x");
    bench.write(".hidden/linked.md", "x");
    fs::create_symlink(".hidden/linked.md", bench.root() / "0.md");
    Strings visited;
    (void)walk_notes(bench.root(), {}, false,
                     [&](const NoteFile& note) { visited.push_back(note.path); });
    CHECK(visited == Strings{"B.md", "a.md", "b.md", "a/z.md", "a/b/y.md", "c/x.md", "0.md"});
}

TEST_CASE("paths longer than a term stay apart, are updated and removed", "[indexer]") {
    const Bench bench;
    const std::string name = std::string(247 - 3, 'n') + ".md",
                      folder = std::string(200, 'f') + "/";
    const std::string other = std::string(247 - 4, 'n') + "m.md";
    for (const std::string& path : {name, other, folder + name, folder + folder + other})
        bench.write(path, path.substr(0, 3));
    CHECK(summary(bench.run()) == "added 4, updated 0, removed 0, unchanged 0, skipped 0");
    CHECK(bench.indexed().contains(name));
    CHECK(bench.indexed().contains(folder + folder + other));
    bench.write(name, "changed", 30);
    fs::remove(bench.root() / (folder + name));
    CHECK(summary(bench.run()) == "added 0, updated 1, removed 1, unchanged 2, skipped 0");
    CHECK(bench.indexed()[name] == "changed");
    CHECK(bench.indexed()[other] == "nnn");
}

TEST_CASE("an index of another version or one that is damaged is built anew", "[indexer]") {
    const Bench bench;
    bench.write("a.md", "one");
    bench.run();
    SECTION("another version") {
        Xapian::WritableDatabase database =
            schema::IndexStore::Writer(schema::IndexStore(bench.index()), bench.root())
                .open_current();
        database.set_metadata(schema::stamp_key, "schema 0");
        database.commit();
    }
    SECTION("damaged") {
        for (const fs::directory_entry& entry : fs::recursive_directory_iterator(bench.index()))
            if (entry.path().filename() == "iamglass") fs::resize_file(entry.path(), 10);
    }
    CHECK_THROWS_AS(bench.indexed(), Failure);
    CHECK_THROWS_AS(bench.stale(), Failure);
    CHECK(summary(bench.run()) == "added 1, updated 0, removed 0, unchanged 0, skipped 0");
    CHECK(bench.paths() == Strings{"a.md"});
}

TEST_CASE("a run while another writes is told to try again, and nothing is lost", "[indexer]") {
    const Bench bench;
    bench.write("a.md", "one");
    bench.run();
    bench.write("b.md", "two");
    {
        const schema::IndexStore store(bench.index());
        const schema::IndexStore::Writer writer(store, bench.root());
        CHECK_THROWS_AS(bench.run(), Failure);
        CHECK(bench.stale() == 1);  // needs no lock
    }
    CHECK(summary(bench.run()) == "added 1, updated 0, removed 0, unchanged 1, skipped 0");
}

TEST_CASE("progress ends at the number of notes", "[indexer]") {
    const Bench bench;
    for (int i = 0; i < 5; ++i) bench.write("n" + std::to_string(i) + ".md", "x");
    std::size_t last_done = 0, last_total = 0;
    UpdateOptions options;
    options.progress = [&](std::size_t done, std::size_t total) {
        CHECK(done >= last_done);
        CHECK(done <= total);
        last_done = done, last_total = total;
    };
    bench.run(options);
    CHECK(last_total == 5);
    CHECK(last_done == 5);
}

}  // namespace assay::indexer
