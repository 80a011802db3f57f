// What can go wrong, as values: one type for all rooms.
//   a note is wrong        -> Error collected in a report; the run goes on
//   the request is wrong   -> Result<T> where the caller branches, Failure where it does not
//   we are wrong           -> assert or std::logic_error
// Exceptions of libraries are translated into these at the edge of the one file that uses the
// library.
#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <variant>

namespace assay {

enum class ErrorKind : std::uint8_t {
    usage,    // a wrong option or argument
    note,     // a note that could only be read in part
    query,    // a query that does not parse
    index,    // index missing, damaged or of another version
    io,       // the system refused a file, space or memory
    missing,  // nothing has that name
    busy,     // another run holds the writer's lock
    bug,      // we are wrong
};

/// A place in a file. `line` is 1-based; 0 means the file as a whole.
struct SourcePos {
    std::string path;  // as the user would type it, or relative to the corpus for a note
    std::uint32_t line = 0;
};

struct Error {
    ErrorKind kind;
    std::string message;               // one line, lower case, no full stop
    std::optional<SourcePos> where{};  // printed as path:line:
    std::string hint{};                // one thing to do; may be empty
    std::size_t column = 0;  // query errors: 1-based, in code points of the query; 0 = none
    std::string topic{};     // errors in notes, the group they are listed in: "encoding",
                             // "front-matter", "date", "file"
    std::string query{};  // text that the column refers to, if not the query itself: a saved query
};

/// An error of each kind. `hint`: one thing to do, if there is one.
inline Error usage_error(std::string message, std::string hint = {},
                         std::optional<SourcePos> where = {}) {
    return {ErrorKind::usage, std::move(message), std::move(where), std::move(hint)};
}
inline Error index_error(std::string message, std::string hint = {}) {
    return {ErrorKind::index, std::move(message), {}, std::move(hint)};
}
inline Error io_error(std::string message, std::string hint = {},
                      std::optional<SourcePos> where = {}) {
    return {ErrorKind::io, std::move(message), std::move(where), std::move(hint)};
}
inline Error missing_error(std::string message, std::string hint = {},
                           std::optional<SourcePos> where = {}) {
    return {ErrorKind::missing, std::move(message), std::move(where), std::move(hint)};
}
inline Error busy_error(std::string message, std::string hint = {}) {
    return {ErrorKind::busy, std::move(message), {}, std::move(hint)};
}
inline Error bug_error(std::string message, std::string hint = {}) {
    return {ErrorKind::bug, std::move(message), {}, std::move(hint)};
}
/// `column`: 1-based, in code points of the query; 0 = none.
inline Error query_error(std::string message, std::string hint, std::size_t column = 0) {
    return {ErrorKind::query, std::move(message), {}, std::move(hint), column};
}
/// A problem of the note at `where`; `topic`: the group it is listed in.
inline Error note_error(std::string message, SourcePos where, std::string hint, std::string topic) {
    Error error{ErrorKind::note, std::move(message), std::move(where), std::move(hint)};
    error.topic = std::move(topic);
    return error;
}

/// Thrown where callers do not branch on the error. Caught in one place, in cli.
class Failure : public std::runtime_error {
public:
    explicit Failure(Error error) : std::runtime_error(error.message), error_(std::move(error)) {}
    const Error& error() const noexcept { return error_; }

private:
    Error error_;
};

/// A value or an Error. Uses only names of std::expected (C++23), so that it can become an alias of
/// it.
template <class T>
class [[nodiscard]] Result {
public:
    Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}
    bool has_value() const noexcept { return state_.index() == 0; }
    explicit operator bool() const noexcept { return has_value(); }
    const T& operator*() const& { return assert(has_value()), *std::get_if<0>(&state_); }
    T& operator*() & { return assert(has_value()), *std::get_if<0>(&state_); }
    T&& operator*() && { return assert(has_value()), std::move(*std::get_if<0>(&state_)); }
    const T* operator->() const { return &**this; }
    T* operator->() { return &**this; }
    // NOLINTNEXTLINE(clang-analyzer-core.uninitialized.UndefReturn): the assert says there is one
    const Error& error() const { return assert(!has_value()), *std::get_if<1>(&state_); }

private:
    std::variant<T, Error> state_;
};

}  // namespace assay
