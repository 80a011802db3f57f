#include "indexer/beneath.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <limits>

#include "indexer/corpus.h"
#include "indexer/note/encoding.h"
#include "tests/support/catch.h"
#include "tests/support/temp_dir.h"

namespace assay::indexer {
namespace fs = std::filesystem;

TEST_CASE("nothing above a folder or beyond a link is opened through it", "[indexer][beneath]") {
    const test::TempDir dir;
    dir.write("notes/a/b/rain.md", "rain");
    dir.write("secret/rain.md", "secret");
    fs::create_directory_symlink(dir / "secret", dir / "notes/a/out");
    fs::create_directory_symlink("b", dir / "notes/a/in");
    fs::create_symlink(dir / "secret/rain.md", dir / "notes/link.md");
    fs::create_symlink("/proc/self/fd", dir / "notes/magic");
    const Descriptor root(open((dir / "notes").c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
    REQUIRE(root);
    struct Row {
        const char* path;
        int flags;
        int error;  // 0 = it is opened
    };
    const Row rows[] = {
        {"a/b/rain.md", O_RDONLY, 0},
        {"a//b/./rain.md", O_RDONLY, 0},
        {"a/b", O_RDONLY | O_DIRECTORY, 0},
        {"", O_RDONLY | O_DIRECTORY, 0},
        {"a/b/snow.md", O_RDONLY, ENOENT},
        {"a/b/rain.md/x", O_RDONLY, ENOTDIR},
        {"a/b/rain.md", O_RDONLY | O_DIRECTORY, ENOTDIR},
        {"a/out/rain.md", O_RDONLY, ELOOP},
        {"a/out", O_RDONLY | O_DIRECTORY, ELOOP},
        {"a/in/rain.md", O_RDONLY, ELOOP},
        {"link.md", O_RDONLY, ELOOP},
        {"magic/0", O_RDONLY, ELOOP},
        {"../secret/rain.md", O_RDONLY, EXDEV},
    };
    for (const Row& row : rows) {
        INFO(row.path);
        const Descriptor one = open_beneath(root.number(), row.path, row.flags);
        CHECK((one ? 0 : errno) == row.error);
        const Descriptor other = open_part_by_part(root.number(), row.path, row.flags);
        CHECK((other ? 0 : errno) == row.error);
    }
    CHECK(open_part_by_part(AT_FDCWD, (dir / "secret/rain.md").string(), O_RDONLY));
    CHECK(open_beneath(AT_FDCWD, (dir / "secret/rain.md").string(), O_RDONLY));
    CHECK_FALSE(open_part_by_part(AT_FDCWD, (dir / "notes/a/out/rain.md").string(), O_RDONLY));
}

TEST_CASE("a note is read no further than its limit, and only from a file", "[indexer][beneath]") {
    const test::TempDir dir;
    dir.write("rain.md", "0123456789");
    mkfifo((dir / "pipe.md").c_str(), 0600);
    const NoteRoot root(dir.path());
    CHECK(root.read("rain.md", 100, "rain.md") == "0123456789");
    CHECK(root.read("rain.md", 10, "rain.md") == "0123456789");
    CHECK(root.read("rain.md", 4, "rain.md") == "01234");  // one more says that it is longer
    for (const char* none : {"pipe.md", "snow.md", "", "/dev/zero"}) {
        INFO(none);
        CHECK_THROWS_AS(root.read(none, 100, none), ReadFailure);
    }
}

TEST_CASE("a time that 64 bits of nanoseconds cannot hold is the last that they can",
          "[indexer][corpus]") {
    struct Row {
        std::int64_t seconds;
        long nanoseconds;
        std::int64_t expected;
    };
    constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max() / 1'000'000'000 - 1;
    const Row rows[] = {
        {0, 0, 0},
        {1, 5, 1'000'000'005},
        {-1, 5, -999'999'995},
        {9'223'372'036, 0, most * 1'000'000'000},        // in April 2262
        {253'402'300'800, 7, most * 1'000'000'000 + 7},  // the year 10000
        {std::numeric_limits<std::int64_t>::max(), 0, most * 1'000'000'000},
        {std::numeric_limits<std::int64_t>::min(), 0, -most * 1'000'000'000},
    };
    for (const Row& row : rows) {
        INFO(row.seconds);
        CHECK(nanoseconds({row.seconds, row.nanoseconds}) == row.expected);
    }
}

TEST_CASE("a name is bytes: it begins with no byte order mark", "[indexer][encoding]") {
    CHECK(decode_name("\xFF\xFErain.md") == "ÿþrain.md");
    CHECK(decode_name("\xFE\xFFrain.md") == "þÿrain.md");
    CHECK(decode_name("\xEF\xBB\xBFrain.md") == "\xEF\xBB\xBFrain.md");  // valid UTF-8
}

}  // namespace assay::indexer
