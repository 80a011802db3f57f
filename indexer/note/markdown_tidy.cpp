#include "indexer/note/markdown_tidy.h"

#include <algorithm>
#include <string_view>

#include "indexer/note/anchors.h"

namespace assay::indexer {
namespace {

/// Removes white space at the end, so that nothing points after the end.
void trim_end(MarkdownText& note) {
    while (!note.text.empty() &&
           std::string_view(" \t\n").find(note.text.back()) != std::string_view::npos)
        note.text.pop_back();
    const auto end = static_cast<std::uint32_t>(note.text.size());
    for (schema::Heading& heading : note.headings) heading.offset = std::min(heading.offset, end);
    for (Scope& scope : note.scopes)
        scope = {scope.field, std::min(scope.begin, end), std::min(scope.end, end)};
    for (schema::Stretch& table : note.tables)
        table = {std::min(table.begin, end), std::min(table.end, end)};
    for (schema::Link& link : note.links)
        link.text = {std::min(link.text.begin, end), std::min(link.text.end, end)};
    while (!note.segments.empty() && note.segments.back().offset >= end) note.segments.pop_back();
}

/// Gives headings their text and anchors, and removes headings without text.
void name_headings(MarkdownText& note) {
    Anchors anchors;
    for (const schema::Heading& heading : note.headings)
        if (!heading.anchor.empty())
            anchors.take(
                heading.anchor);  // first, so that no generated anchor takes an explicit name
    std::size_t next = 0;
    for (const Scope& scope : note.scopes) {
        if (scope.field != schema::Field::heading) continue;
        schema::Heading& heading = note.headings[next++];
        heading.text = note.text.substr(scope.begin, scope.end - scope.begin);
        if (heading.text.empty()) continue;
        if (heading.anchor.empty()) heading.anchor = anchors.make(heading.text);
    }
    std::erase_if(note.headings,
                  [](const schema::Heading& heading) { return heading.text.empty(); });
}

/// Removes scopes without text, and quotes in quotes: with thousands of them, the same words would
/// be indexed thousands of times.
void simplify_scopes(std::vector<Scope>& scopes) {
    std::uint32_t outer = static_cast<std::uint32_t>(-1);  // begin of the last quote
    for (auto scope = scopes.rbegin(); scope != scopes.rend(); ++scope) {
        if (scope->field != schema::Field::quote) continue;
        if (scope->begin >= outer) scope->end = scope->begin;
        else outer = scope->begin;
    }
    std::erase_if(scopes, [](const Scope& scope) { return scope.begin == scope.end; });
}

/// Merges a table inside a table into the outer one.
void merge_tables(std::vector<schema::Stretch>& tables) {
    std::sort(tables.begin(), tables.end(), [](const schema::Stretch& a, const schema::Stretch& b) {
        return a.begin != b.begin ? a.begin < b.begin : a.end > b.end;
    });
    std::uint32_t end = 0;
    for (schema::Stretch& table : tables) {
        table.begin = std::max(table.begin, end);
        end = std::max(end, table.end);
    }
    std::erase_if(tables, [](const schema::Stretch& table) { return table.begin >= table.end; });
}

}  // namespace

void tidy(MarkdownText& note) {
    trim_end(note);
    name_headings(note);
    simplify_scopes(note.scopes);
    merge_tables(note.tables);
}

}  // namespace assay::indexer
