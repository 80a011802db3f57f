#include "cli/session/note_name.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>
#include <vector>

#include "cli/options/shell_path.h"
#include "indexer/note/encoding.h"
#include "indexer/schema/index_error.h"
#include "indexer/text/error.h"
#include "indexer/text/shell_quoted.h"
#include "query/note_lookup.h"

namespace assay::cli {
namespace fs = std::filesystem;
namespace {

/// The path of the note that `given` names; it may be a path of the file system.
Result<std::string> find_given(Session& session, const std::string& given) {
    query::OpenIndex& index = session.index();
    std::error_code failed;
    const bool is_path = is_shell_path(given), is_file = fs::is_regular_file(given, failed);
    if (!is_path && !is_file) return query::find_note(index, indexer::decode_name(given));
    const std::vector<std::string> paths = paths_in_corpus(session.root(), given);
    for (const std::string& path : paths)
        for (const std::string& name :
             {path, path + ".md"})  // the whole path; its end may be that of another note
            if (Result<std::string> found = query::find_note(index, name); found && *found == name)
                return found;
    Result<std::string> named = query::find_note(
        index, !is_path || paths.empty() || paths.front().empty() ? indexer::decode_name(given)
                                                                  : paths.front());
    if (named || named.error().kind != ErrorKind::missing || !paths.empty()) return named;
    Error error = outside_corpus(session.root(), given);
    error.kind = ErrorKind::missing;
    return error;
}

/// The name that `given` would have in the corpus; nullopt for a path that leads out of it.
std::optional<std::string> name_looked_for(const fs::path& root, const std::string& given) {
    if (!is_shell_path(given)) return indexer::decode_name(given);
    const std::vector<std::string> paths = paths_in_corpus(root, given);
    if (paths.empty()) return std::nullopt;
    return paths.front().empty() ? indexer::decode_name(given) : paths.front();
}

/// `error` of find_given(), with the notes that may have been meant.
Failure not_found(Session& session, const std::string& given, const Error& error) {
    const std::optional<std::string> name = name_looked_for(session.root(), given);
    return Failure(name && error.kind == ErrorKind::missing
                       ? query::unknown_note(session.index(), *name)
                       : error);
}

/// Takes a number after the last ':' off the text; nullopt when there is none.
std::optional<std::uint32_t> take_number(std::string& text) {
    const std::size_t colon = text.rfind(':');
    std::uint32_t number = 0;
    if (colon == text.npos || colon == 0) return std::nullopt;
    const char* const end = text.data() + text.size();
    const auto [stop, failed] = std::from_chars(text.data() + colon + 1, end, number);
    if (failed != std::errc() || stop != end || number == 0) return std::nullopt;
    text.resize(colon);
    return number;
}

std::optional<std::size_t> rank_in(const std::string& given) {
    constexpr std::size_t most_digits = 6;
    const bool digits = !given.empty() && given.size() <= most_digits &&
                        given.find_first_not_of("0123456789") == given.npos;
    return digits && given.front() != '0' ? std::optional<std::size_t>(std::stoul(given))
                                          : std::nullopt;
}

Error no_such_hit(const fs::path& root, const std::string& rank,
                  const std::optional<RememberedHit>& elsewhere) {
    if (elsewhere)
        return missing_error("the last search was in " + elsewhere->place.root.string() +
                                 ", not in " + root.string() + ", which has no note " + rank,
                             "search again, or add --corpus " +
                                 text::shell_quoted(elsewhere->place.root.string()) +
                                 schema::index_option(elsewhere->place.root, elsewhere->index));
    return missing_error(
        "the last search on a terminal showed no hit " + rank + ", and no note has that name",
        "search first, or name the note by its path or title");
}

}  // namespace

NoteName resolve_note(Session& session, const std::string& given) {
    if (given.empty())
        throw Failure(missing_error("NOTE is empty",
                                    "name a note by its path, the end of its path, or its title"));
    const Result<std::string> whole = find_given(session, given);
    if (whole) return {*whole, {}};
    if (whole.error().kind != ErrorKind::missing) throw Failure(whole.error());

    NoteName name;
    std::string rest = given;
    if (const std::optional<std::uint32_t> last = take_number(rest)) {
        const std::optional<std::uint32_t> first = take_number(rest);
        name.line = first ? *first : *last;
        name.column = first ? *last : 0;
    } else if (const std::size_t sign = rest.rfind('#'); sign != rest.npos && sign > 0) {
        name.anchor = rest.substr(sign + 1);
        rest.resize(sign);
    } else {
        throw not_found(session, given, whole.error());
    }
    Result<std::string> path = find_given(session, rest);
    if (!path) throw not_found(session, rest, path.error());
    name.path = *std::move(path);
    return name;
}

NoteArgument::NoteArgument(std::string given)
    : given_(std::move(given)),
      rank_(rank_in(given_)),
      hit_(rank_ ? remembered_hit(*rank_) : std::nullopt) {}

CorpusChoice NoteArgument::choose_corpus(const CorpusOptions& options) const {
    if (!hit_ || is_corpus_named(options)) return cli::choose_corpus(options);
    return cli::choose_corpus({hit_->place.root.string(), hit_->index.string()});
}

NoteName NoteArgument::resolve(Session& session) const {
    if (hit_ && hit_->place.root == session.root())
        return {hit_->place.path, {}, hit_->place.line, hit_->place.column};
    try {
        return resolve_note(session, given_);
    } catch (const Failure& failure) {
        if (!rank_ || failure.error().kind != ErrorKind::missing) throw;
        throw Failure(no_such_hit(session.root(), given_, hit_));
    }
}

}  // namespace assay::cli
