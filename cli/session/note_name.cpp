#include "cli/session/note_name.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>
#include <vector>

#include "cli/options/typed_path.h"
#include "cli/session/last_search.h"
#include "cli/session/refresh.h"
#include "indexer/note/encoding.h"
#include "indexer/schema/index_error.h"
#include "indexer/text/error.h"
#include "indexer/text/shell_quoted.h"
#include "query/note_lookup.h"

namespace assay {
namespace fs = std::filesystem;
namespace {

/// The note that `typed` means, which may be a path of the file system.
Result<std::string> find_typed(const CorpusChoice& corpus, const std::string& typed) {
    std::error_code failed;
    const bool is_path = is_shell_path(typed), is_file = fs::is_regular_file(typed, failed);
    if (!is_path && !is_file) return find_note(corpus.index, decode_name(typed));
    const std::vector<std::string> paths = paths_in_corpus(corpus.root, typed);
    for (const std::string& path : paths)
        for (const std::string& name :
             {path, path + ".md"})  // the whole path; its end may be that of another note
            if (Result<std::string> found = find_note(corpus.index, name); found && *found == name)
                return found;
    Result<std::string> named = find_note(
        corpus.index,
        !is_path || paths.empty() || paths.front().empty() ? decode_name(typed) : paths.front());
    if (named || named.error().kind != ErrorKind::missing || !paths.empty()) return named;
    Error error = outside_corpus(corpus.root, typed);
    error.kind = ErrorKind::missing;
    return error;
}

/// What `typed` is called in the corpus; nullopt for a path that leads out of it.
std::optional<std::string> name_looked_for(const CorpusChoice& corpus, const std::string& typed) {
    if (!is_shell_path(typed)) return decode_name(typed);
    const std::vector<std::string> paths = paths_in_corpus(corpus.root, typed);
    if (paths.empty()) return std::nullopt;
    return paths.front().empty() ? decode_name(typed) : paths.front();
}

/// `error` of find_typed, with the notes that may have been meant.
Failure not_found(const CorpusChoice& corpus, const std::string& typed, const Error& error) {
    const std::optional<std::string> name = name_looked_for(corpus, typed);
    return Failure(name && error.kind == ErrorKind::missing ? unknown_note(corpus.index, *name)
                                                            : error);
}

/// A number behind the last ':' is taken off; nullopt when there is none.
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

std::optional<std::size_t> rank_of(const std::string& typed) {
    constexpr std::size_t most_digits = 6;
    const bool digits = !typed.empty() && typed.size() <= most_digits &&
                        typed.find_first_not_of("0123456789") == typed.npos;
    return digits && typed.front() != '0' ? std::optional<std::size_t>(std::stoul(typed))
                                          : std::nullopt;
}

/// The options of a command with the corpus in which the hit was found.
Options at_hit(Options options, const RememberedHit& hit) {
    options.corpus = hit.place.root.string();
    options.index = hit.index.string();
    return options;
}

Error no_such_hit(const CorpusChoice& corpus, const std::string& rank,
                  const std::optional<RememberedHit>& elsewhere) {
    if (elsewhere)
        return missing_error("the last search was in " + elsewhere->place.root.string() +
                                 ", not in " + corpus.root.string() + ", which has no note " + rank,
                             "search again, or add --corpus " +
                                 shell_quoted(elsewhere->place.root.string()) +
                                 index_option(elsewhere->place.root, elsewhere->index));
    return missing_error(
        "the last search on a terminal showed no hit " + rank + ", and no note is called so",
        "search first, or name the note by its path or title");
}

}  // namespace

NoteName resolve_note(const CorpusChoice& corpus, const std::string& typed) {
    if (typed.empty())
        throw Failure(missing_error("NOTE is empty",
                                    "name a note by its path, the end of its path, or its title"));
    const Result<std::string> whole = find_typed(corpus, typed);
    if (whole) return {*whole, {}};
    if (whole.error().kind != ErrorKind::missing) throw Failure(whole.error());

    NoteName name;
    std::string rest = typed;
    if (const std::optional<std::uint32_t> last = take_number(rest)) {
        const std::optional<std::uint32_t> first = take_number(rest);
        name.line = first ? *first : *last;
        name.column = first ? *last : 0;
    } else if (const std::size_t sign = rest.rfind('#'); sign != rest.npos && sign > 0) {
        name.anchor = rest.substr(sign + 1);
        rest.resize(sign);
    } else {
        throw not_found(corpus, typed, whole.error());
    }
    Result<std::string> path = find_typed(corpus, rest);
    if (!path) throw not_found(corpus, rest, path.error());
    name.path = *std::move(path);
    return name;
}

ChosenNote choose_note(const Options& options, std::ostream& err) {
    const std::optional<std::size_t> rank = rank_of(options.note);
    const std::optional<RememberedHit> hit = rank ? remembered_hit(*rank) : std::nullopt;
    const bool named = is_corpus_named(options);
    ChosenNote note{choose_corpus(hit && !named ? at_hit(options, *hit) : options), {}};
    if (!options.no_refresh) refresh(note.corpus, err);
    if (hit && hit->place.root == note.corpus.root) {
        note.name = {hit->place.path, {}, hit->place.line, hit->place.column};
        return note;
    }
    try {
        note.name = resolve_note(note.corpus, options.note);
    } catch (const Failure& failure) {
        if (!rank || failure.error().kind != ErrorKind::missing) throw;
        throw Failure(no_such_hit(note.corpus, options.note, hit));
    }
    return note;
}

}  // namespace assay
