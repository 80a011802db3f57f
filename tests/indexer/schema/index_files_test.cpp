#include "indexer/schema/index_files.h"

#include <sys/stat.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "indexer/schema/index_error.h"
#include "indexer/text/shell_quoted.h"
#include "tests/support/catch.h"
#include "tests/support/temp_dir.h"

namespace assay::schema {
namespace fs = std::filesystem;
namespace {

std::string content_of(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_CASE("a small file is read whole, or not at all", "[schema][store]") {
    const test::TempDir dir;
    dir.write("file", "rain");
    fs::create_symlink(dir / "file", dir / "link");
    fs::create_symlink("/dev/zero", dir / "zero");
    fs::create_directory(dir / "folder");
    mkfifo((dir / "pipe").c_str(), 0600);
    CHECK(read_small_file(dir / "file", 100).content == "rain");
    CHECK(read_small_file(dir / "file", 4).content == "rain");
    CHECK(read_small_file(dir / "file", 3).error == EINVAL);
    CHECK(read_small_file(dir / "none", 100).is_absent());
    CHECK(read_small_file(dir / "file/none", 100).is_absent());
    for (const char* other : {"link", "zero", "folder", "pipe"}) {
        INFO(other);
        const SmallFile file = read_small_file(dir / other, 100);
        CHECK(file.error == EINVAL);
        CHECK_FALSE(file.is_absent());
        CHECK(file.content.empty());
    }
}

TEST_CASE("a small file replaces a link to somewhere else", "[schema][store]") {
    for (const char* name : {"root", "root.new"}) {
        const test::TempDir dir;
        dir.write("victim", "precious");
        const auto check = [&] {
            write_small_file(dir / "root", "rain\n");
            CHECK(fs::is_regular_file(fs::symlink_status(dir / "root")));
            CHECK(content_of(dir / "root") == "rain\n");
            CHECK(content_of(dir / "victim") == "precious");
            CHECK_FALSE(fs::exists(fs::symlink_status(dir / "root.new")));
        };
        check();
        fs::remove(dir / name);
        fs::create_symlink(dir / "victim", dir / name);
        check();
        fs::remove(dir / name);
        mkfifo((dir / name).c_str(), 0600);
        check();
        fs::remove(dir / name);
        fs::create_directory(dir / name);
        check();
        fs::remove(dir / name);
        dir.write(std::string(name) + "/mine", "mine");
        CHECK_THROWS_AS(write_small_file(dir / "root", "rain\n"), Failure);
        CHECK(content_of(dir / name / "mine") == "mine");
    }
}

TEST_CASE("generations have numbers", "[schema][store]") {
    for (const char* name : {"gen-1", "gen-000001", "gen-999999999"})
        CHECK(is_generation_name(name));
    for (const char* name : {"gen-", "gen-1x", "gen-x", "gen", "gen-1/..", "gen--1", "agen-1",
                             "gen-1000000000", "gen-1 "})
        CHECK_FALSE(is_generation_name(name));
}

TEST_CASE("a word in a command is one word to every shell", "[schema][shell]") {
    struct Row {
        std::string word, quoted;
    };
    const Row rows[] = {
        {"/home/ana/notes", "/home/ana/notes"},
        {"café", "café"},
        {"", "''"},
        {"two words", "'two words'"},
        {"x'; rm -r ~; '", "'x'\\''; rm -r ~; '\\'''"},
        {"$(rm)", "'$(rm)'"},
        {"a\\b", "'a'\\\\'b'"},
        {"\n", "$'\\012'"},
        {"\x1b]0;it's\\", "$'\\033]0;it\\047s\\134'"},  // no quote and no backslash of its own
        {"caf\xe9", "$'caf\\351'"},
        {"\u202e", "$'\\342\\200\\256'"},
    };
    for (const Row& row : rows) CHECK(text::shell_quoted(row.word) == row.quoted);
}

TEST_CASE("the command that mends an index names its folder unless it is the usual one",
          "[schema][store]") {
    const std::string command = index_command("/home/ana/my notes", "/srv/in'dex", true);
    CHECK(command == "assay index --full '/home/ana/my notes' --index '/srv/in'\\''dex'");
    CHECK(index_command({}, "/srv/index") == "assay index DIR --index /srv/index");
}

}  // namespace assay::schema
