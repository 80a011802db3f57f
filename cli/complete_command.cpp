#include <algorithm>
#include <ostream>
#include <string_view>

#include "cli/commands.h"
#include "cli/corpus_choice.h"
#include "cli/exit_code.h"
#include "cli/options_expected.h"
#include "cli/shell_words.h"
#include "cli/terminal.h"
#include "query/note_lookup.h"
#include "query/searcher.h"

namespace assay {
namespace {

// The answer is read by the scripts of cli/completions/: "directories", or "words" and a line each, "WORD<TAB>DESCRIPTION". The scripts
// quote the words for their shell. A name with controls in it is left out: nobody can type it, and no line can hold it.

/// A command line up to the cursor, as words, and how much of the last one bash has already taken: it parts words at ':' and '=', too.
struct TypedLine {
    std::vector<std::string> words;
    std::size_t taken = 0;  // bytes of the last word
};

TypedLine typed_line(const std::string& line) {
    TypedLine typed{shell_words(line)};
    // A blank behind the last word begins another one, unless it belongs to it.
    if (line.empty() || shell_words(line + "x").size() > typed.words.size()) typed.words.emplace_back();
    if (!typed.words.empty()) typed.words.erase(typed.words.begin());  // assay
    if (typed.words.empty()) return typed;
    const std::size_t begin = line.find_last_of(" \t") == line.npos ? 0 : line.find_last_of(" \t") + 1;
    const std::string_view last = std::string_view(line).substr(begin);
    if (last == typed.words.back() && last.find_last_of(":=") != last.npos) typed.taken = last.find_last_of(":=") + 1;
    return typed;
}

std::vector<Expected::Word> words_from_index(const Expected& next) {
    const CorpusChoice corpus = choose_corpus(next.chosen);
    std::vector<Expected::Word> words;
    if (next.kind == Expected::Kind::notes) {
        for (std::string& path : note_paths(corpus.index, next.typed)) words.push_back({std::move(path), ""});
        return words;
    }
    SearchRequest every_note;
    every_note.limit = 0;
    const Result<SearchResult> answer = Searcher(corpus.index).search(every_note);
    if (!answer) return words;
    for (const FacetCount& tag : answer->facets.tag)
        if (tag.value.starts_with(next.typed)) words.push_back({tag.value, std::to_string(tag.count) + (tag.count == 1 ? " note" : " notes")});
    return words;
}

}  // namespace

int complete_command(const Options& options, std::ostream& out) {
    TypedLine typed{options.words};
    if (options.whole_line) typed = typed_line(options.words.empty() ? std::string() : options.words.front());
    Expected next = expected_next(typed.words);
    if (next.kind == Expected::Kind::directories) {
        out << "directories\n";
        return exit_ok;
    }
    try {
        if (next.kind == Expected::Kind::notes || next.kind == Expected::Kind::tags) next.words = words_from_index(next);
    } catch (const Failure&) {
        // Without an index there is nothing to offer; whoever presses a key wants no message.
    }
    out << "words\n";
    for (const Expected::Word& word : next.words) {
        if (printable(word.text) != word.text) continue;
        const std::string whole = next.before + word.text;
        out << whole.substr(std::min(whole.size(), typed.taken)) << '\t' << word.description << '\n';
    }
    return exit_ok;
}

}  // namespace assay
