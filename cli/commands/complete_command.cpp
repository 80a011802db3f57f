#include <algorithm>
#include <filesystem>
#include <ostream>
#include <set>
#include <string>
#include <string_view>

#include "cli/commands/commands.h"
#include "cli/commands/exit_code.h"
#include "cli/options/options_expected.h"
#include "cli/session/facet_choice.h"
#include "cli/session/session.h"
#include "cli/terminal/shell_words.h"
#include "cli/terminal/terminal.h"
#include "indexer/text/unicode.h"
#include "query/language/query_parser.h"
#include "query/language/query_string.h"
#include "query/note_lookup.h"
#include "query/note_titles.h"
#include "query/searcher.h"

namespace assay::cli {
namespace {

// The scripts of cli/completions/ read the answer: "directories", "files", or "words" and a line
// "WORD<TAB>DESCRIPTION" for each. zsh and fish quote the words by themselves; for bash it is done
// here. A name with control characters is left out, since a line cannot hold it.

/// The `words` that begin with `begun`. If there are none, those that do when case and accents are
/// ignored, unless a shell that inserts their common beginning would delete letters.
std::vector<Expected::Word> beginning_with(const std::string& begun,
                                           std::vector<Expected::Word> words) {
    std::vector<Expected::Word> begin;
    for (const Expected::Word& word : words)
        if (word.text.starts_with(begun)) begin.push_back(word);
    if (!begin.empty()) return begin;
    const std::string folded = unicode::fold(begun);
    std::erase_if(words, [&](const Expected::Word& word) {
        return !unicode::fold(word.text).starts_with(folded);
    });
    for (const Expected::Word& word : words) {
        const auto [here, there] =
            std::mismatch(words.front().text.begin(), words.front().text.end(), word.text.begin(),
                          word.text.end());
        const std::string_view common(words.front().text.data(),
                                      static_cast<std::size_t>(here - words.front().text.begin()));
        if (words.size() > 1 && unicode::length(common) < unicode::length(begun)) return {};
    }
    return words;
}

/// Notes by their paths, and notes by their titles: `begun` with the rest of the title.
std::vector<Expected::Word> notes_beginning_with(const std::string& begun, Session& session) {
    std::vector<Expected::Word> paths;
    for (std::string& path : query::note_paths(session.index()))
        paths.push_back({std::move(path), ""});
    std::vector<Expected::Word> words = beginning_with(begun, std::move(paths));
    if (begun.empty() || (!words.empty() && !words.front().text.starts_with(begun))) return words;
    constexpr std::size_t most_titles = 50;  // nobody chooses from more
    const std::size_t paths_end = words.size();
    for (const query::TitledNote& note :
         query::titles_beginning(session.index(), begun, most_titles)) {
        const auto end = words.begin() + static_cast<std::ptrdiff_t>(paths_end);
        if (std::none_of(words.begin(), end,
                         [&](const Expected::Word& word) { return word.text == note.path; }))
            words.push_back({begun + note.rest, note.path});
    }
    return words;
}

/// Folders and notes, by their paths in the corpus.
std::vector<Expected::Word> places(Session& session) {
    std::vector<Expected::Word> words;
    std::set<std::string> folders;
    for (std::string& path : query::note_paths(session.index())) {
        for (std::size_t end = path.find('/'); end != path.npos; end = path.find('/', end + 1))
            folders.insert(path.substr(0, end));
        words.push_back({std::move(path), ""});
    }
    for (const std::string& folder : folders) words.push_back({folder, ""});
    return words;
}

bool is_inside(const std::filesystem::path& root) {
    std::error_code failed;
    const std::filesystem::path relative =
        std::filesystem::current_path(failed).lexically_relative(root);
    return !failed && !relative.empty() && *relative.begin() != "..";
}

std::vector<Expected::Word> words_from_index(const Expected& next, Session& session) {
    std::vector<Expected::Word> words;
    if (next.kind == Expected::Kind::notes) return notes_beginning_with(next.begun, session);
    if (next.kind == Expected::Kind::paths) return beginning_with(next.begun, places(session));
    query::Searcher searcher(session.index());
    if (next.kind == Expected::Kind::facets) {
        for (std::string& name : known_facets(session.config(), searcher))
            words.push_back({std::move(name), ""});
        return beginning_with(next.begun, std::move(words));
    }
    query::SearchRequest every_note;
    every_note.limit = 0;
    every_note.facets = {"tag"};
    if (const Result<query::SearchResult> answer = searcher.search(every_note))
        for (const query::FacetCount& tag : answer->facets.front().counts)
            words.push_back(
                {tag.value, std::to_string(tag.count) + (tag.count == 1 ? " note" : " notes")});
    return beginning_with(next.begun, std::move(words));
}

}  // namespace

int run_command(const CompleteOptions& options, std::ostream& out, std::ostream&) {
    ShellLine line{options.words};
    if (options.whole_line) {
        line = read_shell_line(options.words.empty() ? std::string() : options.words.front());
        if (line.after_blank) {
            line.words.emplace_back();
            line.taken = 0;
        }
        if (!line.words.empty()) line.words.erase(line.words.begin());  // assay
    }
    Expected next = expected_next(line.words);
    using Kind = Expected::Kind;
    const bool asks_index = next.kind == Kind::notes || next.kind == Kind::paths ||
                            next.kind == Kind::tags || next.kind == Kind::facets;
    try {
        if (asks_index) {
            Session session(choose_corpus(next.corpus));
            if (next.kind == Kind::paths && is_inside(session.root()))
                next.kind = Kind::files;  // as the shell sees them
            else next.words = words_from_index(next, session);
        }
    } catch (const Failure&) {
        // Without an index there is nothing to offer, and a completion shows no message.
    }
    if (next.kind == Kind::directories || next.kind == Kind::files) {
        out << (next.kind == Kind::files ? "files\n" : "directories\n");
        return exit_ok;
    }
    out << "words\n";
    for (const Expected::Word& word : next.words) {
        if (printable(word.text) != word.text) continue;
        const std::string value = next.in_query
                                      ? query::written_value(word.text, query::QueryNode::Kind::tag)
                                      : word.text;
        if (next.before.ends_with('#') && value != word.text)
            continue;  // tag:"two words" is a query, #"two words" is not
        const std::string whole = next.before + value;
        out << (options.whole_line ? bash_insertion(whole, line) : whole) << '\t'
            << word.description << '\n';
    }
    return exit_ok;
}

}  // namespace assay::cli
