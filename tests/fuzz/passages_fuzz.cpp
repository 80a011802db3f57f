// Any text and words (its first line) -> passages of the text with valid marks.
#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "indexer/note/encoding.h"
#include "indexer/text/tokenizer.h"
#include "indexer/text/unicode.h"
#include "query/passages/passages.h"
#include "tests/fuzz/require.h"

using assay::fuzz::is_boundary;
using assay::fuzz::require;

namespace {

/// A mark for each word of the line, one for each pair of neighbours, one for the whole line, and
/// one for the pairs of an unspaced run.
std::vector<assay::query::MarkPattern> patterns_of(std::string_view line) {
    std::vector<assay::query::MarkPattern> patterns;
    assay::query::MarkPattern whole, run;
    assay::text::Tokenizer tokens(line);
    for (assay::text::Token token; patterns.size() < 64 && tokens.next(token);) {
        const std::string term(token.folded);
        if (token.kind == assay::text::Token::Kind::bigram) {
            run.words.push_back({{term}});
            continue;
        }
        assay::query::MarkPattern pattern;
        pattern.words.push_back({{term}});
        pattern.field =
            patterns.size() % 5 == 4 ? assay::schema::Field::heading : assay::schema::Field::body;
        pattern.weight = 1.0 + static_cast<double>(patterns.size() % 3);
        if (!whole.words.empty())
            patterns.push_back({{whole.words.back(), {{term}}}, assay::schema::Field::body, 1});
        whole.words.push_back({{term}});
        patterns.push_back(std::move(pattern));
    }
    if (!whole.words.empty()) patterns.push_back(std::move(whole));
    if (!run.words.empty()) patterns.push_back(std::move(run));
    std::vector<assay::query::MarkPattern> different;  // as a plan has them
    for (assay::query::MarkPattern& pattern : patterns) {
        const auto same = [&](const assay::query::MarkPattern& other) {
            return other.words == pattern.words && other.field == pattern.field;
        };
        if (std::none_of(different.begin(), different.end(), same))
            different.push_back(std::move(pattern));
    }
    return different;
}

/// Headings and lines as an index has them: a line that begins with '#' is a heading.
assay::schema::NoteRecord record_of(std::string_view text) {
    assay::schema::NoteRecord record;
    record.text = text;
    std::uint32_t line = 1;
    for (std::size_t begin = 0; begin < text.size(); ++line) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        const auto offset = static_cast<std::uint32_t>(begin);
        record.segments.push_back({offset, line, 1});
        if (text[begin] == '#') {
            const std::size_t level =
                std::min<std::size_t>(text.substr(begin, end - begin).find_first_not_of('#'), 6);
            record.headings.push_back({offset, line, static_cast<std::uint8_t>(level),
                                       std::string(text.substr(begin, end - begin)),
                                       "h" + std::to_string(line)});
        }
        begin = end + 1;
    }
    return record;
}

void check(const assay::query::Passage& passage) {
    require(assay::unicode::is_valid(passage.text), "a passage is UTF-8");
    require(passage.text.find_first_of("\n\t") == std::string::npos, "a passage is one line");
    require(passage.line >= 1 && passage.column >= 1, "a passage has a place");
    require(passage.end.line >= passage.line && passage.end.column >= 1,
            "a passage ends in the file");
    require(passage.block && assay::unicode::is_valid(passage.block->text) &&
                !passage.block->text.empty(),
            "a passage has a block");
    require(passage.block->begin.line >= 1 && passage.block->end.line >= passage.block->begin.line,
            "a block is in the file");
    require(passage.headings.empty() == passage.anchor.empty(), "a trail has an anchor");
    const assay::query::TextRange* last = nullptr;
    for (const assay::query::TextRange& mark : passage.marks) {
        require(mark.begin < mark.end && mark.end <= passage.text.size(),
                "a mark lies in its passage");
        require(is_boundary(passage.text, mark.begin) && is_boundary(passage.text, mark.end),
                "a mark begins and ends with a code point");
        require(last == nullptr || last->end < mark.begin, "marks are sorted and apart");
        last = &mark;
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string decoded =
        assay::indexer::decode_text(std::string_view(reinterpret_cast<const char*>(data), size))
            .text;
    const std::size_t end = std::min(decoded.find('\n'), decoded.size());
    const std::string_view line = std::string_view(decoded).substr(0, end);
    const std::string_view text =
        std::string_view(decoded).substr(std::min(end + 1, decoded.size()));
    const std::vector<assay::query::MarkPattern> patterns = patterns_of(line);
    const assay::query::MarkFinder finder(patterns);
    const assay::schema::NoteRecord record = record_of(text);

    const assay::query::Passages every =
        assay::query::choose_passages(record, finder, static_cast<std::size_t>(-1), true);
    const assay::query::Passages one = assay::query::choose_passages(record, finder, 1);
    const assay::query::Passages none = assay::query::choose_passages(record, finder, 0);
    for (const assay::query::Passage& passage : every.shown) check(passage);
    require(every.more == 0 && none.shown.empty() && one.shown.size() <= 1, "as many as asked for");
    if (every.shown.size() > 1 || (!every.shown.empty() && !every.shown.front().marks.empty())) {
        for (const assay::query::Passage& passage : every.shown)
            require(!passage.marks.empty(), "a passage shows a match");
        require(
            one.shown.size() + one.more == every.shown.size() && none.more == every.shown.size(),
            "the others are counted");
        require(one.shown.front().text == every.shown.front().text, "the best comes first");
    }
    return 0;
}
