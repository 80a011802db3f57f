#include <algorithm>
#include <ostream>
#include <string>
#include <string_view>

#include "cli/commands.h"
#include "cli/corpus_choice.h"
#include "cli/exit_code.h"
#include "cli/facet_choice.h"
#include "cli/options_expected.h"
#include "cli/shell_words.h"
#include "cli/terminal.h"
#include "indexer/config.h"
#include "indexer/schema/unicode.h"
#include "query/note_lookup.h"
#include "query/query_parser.h"
#include "query/searcher.h"

namespace assay {
namespace {

// The answer is read by the scripts of cli/completions/: "directories", or "words" and a line each, "WORD<TAB>DESCRIPTION". zsh and fish
// quote the words by themselves; for bash it is done here. A name with controls in it is left out: no line can hold it.

/// Those of `words` that begin as typed. Where none does, those that begin so but for case and accents, unless a shell that puts in what
/// they have in common would take letters away.
std::vector<Expected::Word> beginning_with(const std::string& typed, std::vector<Expected::Word> words) {
    std::vector<Expected::Word> begin;
    for (const Expected::Word& word : words)
        if (word.text.starts_with(typed)) begin.push_back(word);
    if (!begin.empty()) return begin;
    const std::string folded = unicode::fold(typed);
    std::erase_if(words, [&](const Expected::Word& word) { return !unicode::fold(word.text).starts_with(folded); });
    for (const Expected::Word& word : words) {
        const auto [here, there] = std::mismatch(words.front().text.begin(), words.front().text.end(), word.text.begin(), word.text.end());
        const std::string_view common(words.front().text.data(), static_cast<std::size_t>(here - words.front().text.begin()));
        if (words.size() > 1 && unicode::length(common) < unicode::length(typed)) return {};
    }
    return words;
}

std::vector<Expected::Word> words_from_index(const Expected& next) {
    const CorpusChoice corpus = choose_corpus(next.chosen);
    std::vector<Expected::Word> words;
    if (next.kind == Expected::Kind::notes) {
        for (std::string& path : note_paths(corpus.index)) words.push_back({std::move(path), ""});
        return beginning_with(next.typed, std::move(words));
    }
    Searcher searcher(corpus.index);
    if (next.kind == Expected::Kind::facets) {
        for (std::string& name : known_facets(load_config(corpus.root), searcher)) words.push_back({std::move(name), ""});
        return beginning_with(next.typed, std::move(words));
    }
    SearchRequest every_note;
    every_note.limit = 0;
    every_note.facets = {"tag"};
    if (const Result<SearchResult> answer = searcher.search(every_note))
        for (const FacetCount& tag : answer->facets.front().counts) words.push_back({tag.value, std::to_string(tag.count) + (tag.count == 1 ? " note" : " notes")});
    return beginning_with(next.typed, std::move(words));
}

}  // namespace

int complete_command(const Options& options, std::ostream& out) {
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
    if (next.kind == Expected::Kind::directories) {
        out << "directories\n";
        return exit_ok;
    }
    try {
        if (next.kind == Expected::Kind::notes || next.kind == Expected::Kind::tags || next.kind == Expected::Kind::facets) next.words = words_from_index(next);
    } catch (const Failure&) {
        // Without an index there is nothing to offer; whoever presses a key wants no message.
    }
    out << "words\n";
    for (const Expected::Word& word : next.words) {
        if (printable(word.text) != word.text) continue;
        const std::string whole = next.before + (next.in_query ? typed_value(word.text, QueryNode::Kind::tag) : word.text);
        out << (options.whole_line ? bash_insertion(whole, line) : whole) << '\t' << word.description << '\n';
    }
    return exit_ok;
}

}  // namespace assay
