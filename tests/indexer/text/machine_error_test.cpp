#include "indexer/text/machine_error.h"
#include "indexer/schema/caught_error.h"

#include <xapian.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <functional>
#include <new>
#include <system_error>

#include "tests/support/catch.h"

namespace assay::test {

TEST_CASE("an error of the machine says what to do about it", "[machine_error]") {
    struct Row {
        int error;
        const char* hint;
    };
    const Row rows[] = {
        {EMFILE, "allow more open files: ulimit -n 256"},
        {ENFILE, "close other programs: the machine has no open file left"},
        {ENOMEM, "close other programs, or allow more memory: ulimit -v unlimited"},
        {EAGAIN, "close other programs, or allow more processes: ulimit -u"},
        {ENOSPC, "make room there"},
        {EDQUOT, "make room there"},
        {EIO, "check the disk; the system's log says what failed: dmesg"},
        {ESTALE, "mount the network folder again"},
        {EACCES, "what the caller knows"},
    };
    for (const Row& row : rows) {
        const Error error =
            text::machine_error("cannot read a.md", row.error, "what the caller knows");
        CHECK(error.kind == ErrorKind::io);
        CHECK(error.message == std::string("cannot read a.md: ") + std::strerror(row.error));
        CHECK(error.hint == row.hint);
    }
}

TEST_CASE("an exception that nobody expected becomes an error", "[machine_error]") {
    struct Row {
        std::function<void()> thrown;
        ErrorKind kind;
        const char* message;
    };
    const Row rows[] = {
        {[] {
             throw Failure({ErrorKind::busy, "wait"});
         },
         ErrorKind::busy, "wait"},
        {[] { throw std::bad_alloc(); }, ErrorKind::io, "out of memory"},
        {[] {
             throw std::filesystem::filesystem_error("x", "/a",
                                                     std::error_code(EIO, std::generic_category()));
         },
         ErrorKind::io, "cannot read /a: Input/output error"},
        {[] { throw std::system_error(EMFILE, std::generic_category()); }, ErrorKind::io,
         "the system refused: Too many open files"},
        {[] { throw Xapian::RangeError("far"); }, ErrorKind::bug,
         "internal error: RangeError: far"},
        {[] { throw std::logic_error("odd"); }, ErrorKind::bug, "internal error: odd"},
        {[] { throw 7; }, ErrorKind::bug, "internal error: an exception of no known type"},
    };
    for (const Row& row : rows) {
        INFO(row.message);
        try {
            row.thrown();
        } catch (...) {
            const Error error = schema::caught_error();
            CHECK(error.kind == row.kind);
            CHECK(error.message == row.message);
            CHECK(error.hint.empty() == (row.kind == ErrorKind::busy));
        }
    }
}

}  // namespace assay::test
