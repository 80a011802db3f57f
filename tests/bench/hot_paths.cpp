#include "tests/bench/hot_paths.h"

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <string>
#include <utility>

#include "indexer/note/note.h"
#include "indexer/text/tokenizer.h"
#include "query/language/query_parser.h"
#include "query/open_index.h"
#include "query/searcher.h"
#include "query/words/word_expansion.h"
#include "tests/support/corpus.h"
#include "tests/support/essays.h"

namespace assay::bench {
namespace {

/// The essays, and an index of them.
struct Essays {
    Essays() : notes(test::essays()), corpus(views()), index(corpus.index_directory()) {
        for (const auto& [name, content] : notes) bytes += content.size();
    }

    test::Corpus::Notes views() const { return {notes.begin(), notes.end()}; }

    const std::vector<std::pair<std::string, std::string>> notes;
    const test::Corpus corpus;
    query::OpenIndex index;
    std::size_t bytes = 0;
};

void tokenize(const Essays& essays) {
    std::size_t words = 0;
    for (const auto& [name, content] : essays.notes) {
        text::Tokenizer tokens(content);
        for (text::Token token; tokens.next(token);) words += token.kind == text::Token::Kind::word;
    }
    if (words == 0) std::abort();
}

void read_notes(const Essays& essays) {
    const indexer::LanguageChoice language{};
    for (const auto& [name, content] : essays.notes)
        if (indexer::read_note(name, content, 0, language).record.text.empty()) std::abort();
}

void search(Essays& essays) {
    for (const char* query : {"open source", "infrastructure", "\"public transport\" OR rain"}) {
        query::SearchRequest request;
        request.text = query;
        if (!query::Searcher(essays.index).search(request)) std::abort();
    }
}

void expand_words(const Essays& essays) {
    const query::WordExpansion expansion(essays.index.database);
    for (const char* word : {"open", "maintenance", "colour", "rivers"})
        if (expansion.expand(word).empty()) std::abort();
}

void parse_queries() {
    for (const char* query :
         {"open source", "\"the last mile\" -tag:draft (rain OR mud) created:2023..2024-06",
          "title:=Café near~ pref* NEAR/5 word"})
        if (!query::parse_query(query, 0)) std::abort();
}

}  // namespace

std::vector<HotPath> hot_paths() {
    const auto essays = std::make_shared<Essays>();
    return {
        {"tokenize", essays->bytes, [essays] { tokenize(*essays); }},
        {"read notes", essays->bytes, [essays] { read_notes(*essays); }},
        {"search", 0, [essays] { search(*essays); }},
        {"expand words", 0, [essays] { expand_words(*essays); }},
        {"parse queries", 0, [] { parse_queries(); }},
    };
}

}  // namespace assay::bench
