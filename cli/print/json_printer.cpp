#include "cli/print/json_printer.h"

#include <cmath>
#include <ostream>

#include "cli/print/json_parts.h"
#include "indexer/text/unicode.h"

namespace assay::cli {

Json json_object(const std::string& name) { return {{"schema", "assay/" + name}, {"version", 1}}; }

Json or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

Json file_or_null(const std::string& file) {
    return unicode::is_valid(file) ? or_null(file) : Json(nullptr);
}

const char* name_of(query::Region region) {
    switch (region) {
        case query::Region::heading: return "heading";
        case query::Region::code: return "code";
        case query::Region::table: return "table";
        case query::Region::quote: return "quote";
        case query::Region::body: return "body";
    }
    return "body";
}

Json to_json(OffsetUnit unit) {
    return unit == OffsetUnit::bytes ? "bytes" : unit == OffsetUnit::utf16 ? "utf16" : "codepoints";
}

Json to_json(const std::vector<query::TextRange>& marks, std::string_view text, OffsetUnit unit) {
    Json list = Json::array();
    std::size_t at = 0, place = 0;  // the same place in bytes and in the unit
    const auto go_to = [&](std::size_t byte) {
        const std::string_view passed = text.substr(at, byte - at);
        at = byte;
        return place += unit == OffsetUnit::bytes   ? passed.size()
                        : unit == OffsetUnit::utf16 ? unicode::utf16_length(passed)
                                                    : unicode::length(passed);
    };
    for (const query::TextRange& mark : marks) {
        const std::size_t start = go_to(mark.begin);
        list.push_back({{"start", start}, {"end", go_to(mark.end)}});
    }
    return list;
}

namespace {

double rounded(double value, double digits) { return std::round(value * digits) / digits; }

Json to_json(const std::vector<query::TextLine>& lines) {
    Json list = Json::array();
    for (const query::TextLine& line : lines)
        list.push_back({{"line", line.line}, {"text", line.text}});
    return list;
}

Json to_json(const query::Passage& passage, OffsetUnit unit) {
    Json json{{"headings", passage.headings},
              {"anchor", or_null(passage.anchor)},
              {"field", name_of(passage.region)},
              {"line", passage.line},
              {"column", passage.column},
              {"end_line", passage.end.line},
              {"end_column", passage.end.column},
              {"text", passage.text},
              {"marks", to_json(passage.marks, passage.text, unit)}};
    if (const std::optional<query::Block>& block = passage.block)
        json.update({{"block", block->text},
                     {"block_line", block->begin.line},
                     {"block_column", block->begin.column},
                     {"block_end_line", block->end.line},
                     {"block_end_column", block->end.column}});
    if (passage.context)
        json.update({{"before", to_json(passage.context->before)},
                     {"after", to_json(passage.context->after)}});
    return json;
}

Json to_json(const std::vector<query::Share>& shares) {
    Json list = Json::array();
    for (const query::Share& share : shares)
        list.push_back({{"what", share.what}, {"score", rounded(share.score, 1e6)}});
    return list;
}

}  // namespace

Json score_in_json(double score) { return rounded(score, 1e6); }

Json to_json(const query::Hit& hit, OffsetUnit unit) {
    Json passages = Json::array();
    for (const query::Passage& passage : hit.passages) passages.push_back(to_json(passage, unit));
    Json meta = Json::parse(hit.meta, nullptr, false);
    Json json{{"rank", hit.rank},
              {"score", score_in_json(hit.score)},
              {"path", hit.path},
              {"file", file_or_null(hit.file)},
              {"title", hit.title},
              {"title_marks", to_json(hit.title_marks, hit.title, unit)},
              {"permalink", or_null(hit.permalink)},
              {"url", or_null(hit.url)},
              {"tags", hit.tags},
              {"created", hit.created ? Json(*hit.created) : Json(nullptr)},
              {"updated", hit.updated},
              {"modified", hit.modified},
              {"lang", or_null(hit.lang)},
              {"words", hit.words},
              {"published", hit.published ? Json(*hit.published) : Json(nullptr)},
              {"meta", meta.is_object() ? std::move(meta) : Json::object()},
              {"passages", std::move(passages)},
              {"more_passages", hit.more_passages},
              {"missing", hit.missing}};
    json["links_in"] = hit.links_in ? Json(*hit.links_in) : Json(nullptr);
    json["links_out"] = hit.links_out ? Json(*hit.links_out) : Json(nullptr);
    if (hit.text) json["text"] = *hit.text;
    if (!hit.shares.empty()) json["explain"] = to_json(hit.shares);
    return json;
}

namespace {

Json to_json(const std::vector<query::ClauseCount>& clauses) {
    Json list = Json::array();
    for (const query::ClauseCount& clause : clauses)
        list.push_back({{"query", clause.query},
                        {"total", clause.total},
                        {"nearest", clause.nearest ? Json(*clause.nearest) : Json(nullptr)}});
    return list;
}

Json to_json(const std::vector<query::CorrectedWord>& corrections) {
    Json list = Json::array();
    for (const query::CorrectedWord& word : corrections)
        list.push_back({{"word", word.written}, {"shown", word.shown}});
    return list;
}

Json to_json(const query::Explanation& explanation) {
    Json words = Json::array();
    for (const query::Explanation::Word& word : explanation.words) {
        Json terms = Json::array();
        for (const query::Explanation::Term& term : word.terms)
            terms.push_back({{"term", term.text}, {"reason", term.reason}});
        words.push_back({{"word", word.written}, {"terms", std::move(terms)}});
    }
    return {{"answered", explanation.answered},
            {"words", std::move(words)},
            {"query", explanation.query}};
}

Json to_json(const std::vector<query::FacetCount>& counts) {
    Json list = Json::array();
    for (const query::FacetCount& facet : counts) {
        // There may be tens of thousands, and what is in braces is copied several times.
        Json::object_t each;
        each.reserve(2);
        each.emplace("value", facet.value);
        each.emplace("count", facet.count);
        list.push_back(std::move(each));
    }
    return list;
}

Json to_json(const Error& error) {
    return {
        {"path", error.where ? Json(error.where->path) : Json(nullptr)},
        {"line", error.where && error.where->line > 0 ? Json(error.where->line) : Json(nullptr)},
        {"kind", error.topic},
        {"message", error.message},
        {"hint", or_null(error.hint)}};
}

Json to_json(const std::vector<Error>& diagnostics) {
    Json json = Json::array();
    for (const Error& diagnostic : diagnostics) json.push_back(to_json(diagnostic));
    return json;
}

const char* name_of(ErrorKind kind) {
    switch (kind) {
        case ErrorKind::usage: return "usage";
        case ErrorKind::note: return "note";
        case ErrorKind::query: return "query";
        case ErrorKind::index: return "index";
        case ErrorKind::io: return "io";
        case ErrorKind::missing: return "missing";
        case ErrorKind::busy: return "busy";
        case ErrorKind::bug: return "bug";
    }
    return "usage";
}

}  // namespace

void print_json(std::ostream& out, const query::SearchResult& result,
                const query::SearchRequest& request, const std::string& root, std::size_t stale,
                OffsetUnit unit) {
    Json json = json_object("search");
    json["root"] = root;
    json["query"] = {{"text", request.text},
                     {"parsed", result.parsed},
                     {"corrected", result.corrected ? Json(*result.corrected) : Json(nullptr)},
                     {"corrections", to_json(result.corrections)},
                     {"relaxed", result.relaxed},
                     {"dropped", result.dropped},
                     {"suggestion", result.suggestion ? Json{{"query", result.suggestion->query},
                                                             {"total", result.suggestion->total}}
                                                      : Json(nullptr)},
                     {"clauses", to_json(result.clauses)}};
    json["total"] = result.total;
    json["total_partial"] = result.total_partial;
    json["offset"] = request.offset;
    json["limit"] =
        request.limit == query::all_hits ? result.total + result.total_partial : request.limit;
    json["elapsed_ms"] = rounded(result.elapsed_ms, 10);
    json["offsets"] = to_json(unit);
    json["index"] = {{"notes", result.notes}, {"updated", result.index_updated}, {"stale", stale}};
    json["hits"] = Json::array();
    for (const query::Hit& hit : result.hits) json["hits"].push_back(to_json(hit, unit));
    json["facets"] = Json::object();
    json["warnings"] = result.warnings;
    if (result.explanation) json["explain"] = to_json(*result.explanation);
    // Set last, because an object that grows copies what is in it.
    Json::object_t facets;
    facets.reserve(result.facets.size());
    for (const query::Facet& facet : result.facets)
        facets.emplace(facet.name, to_json(facet.counts));
    json["facets"] = std::move(facets);
    print_json_value(out, json, 2);
}

void print_json_lines(std::ostream& out, const query::SearchResult& result, OffsetUnit unit) {
    for (const query::Hit& hit : result.hits) print_json_value(out, to_json(hit, unit), -1);
}

void print_json(std::ostream& out, const indexer::CorpusCheck& check, const std::string& root) {
    Json json = json_object("check");
    json["root"] = root;
    json["notes"] = check.notes;
    json["diagnostics"] = to_json(check.diagnostics);
    print_json_value(out, json, 2);
}

void print_json(std::ostream& out, const indexer::IndexReport& report, const std::string& root,
                bool one_line) {
    Json diagnostics = to_json(report.problems);
    Json json = json_object("index");
    json["root"] = root;
    json.update({{"added", report.added},
                 {"updated", report.updated},
                 {"renamed", report.renamed},
                 {"removed", report.removed},
                 {"unchanged", report.unchanged},
                 {"skipped", report.skipped},
                 {"notes", report.notes},
                 {"problems", report.problems.size()},
                 {"diagnostics", std::move(diagnostics)},
                 {"warnings", report.warnings},
                 {"elapsed_ms", rounded(report.elapsed_ms, 10)}});
    print_json_value(out, json, one_line ? -1 : 2);
}

void print_json(std::ostream& out, const query::IndexStats& stats, const std::string& root) {
    Json json = json_object("stats");
    json["root"] = root;
    json.update({{"notes", stats.notes},
                 {"passages", stats.passages},
                 {"words", stats.words},
                 {"terms", stats.terms},
                 {"tags", stats.tags},
                 {"bytes", stats.bytes},
                 {"index_bytes", stats.index_bytes},
                 {"updated", stats.updated}});
    print_json_value(out, json, 2);
}

void print_json_related(std::ostream& out, const query::SearchResult& result,
                        const std::string& note, const std::string& root, OffsetUnit unit) {
    Json json = json_object("related");
    json["root"] = root;
    json["note"] = note;
    json["total"] = result.total;
    json["offsets"] = to_json(unit);
    json["hits"] = Json::array();
    for (const query::Hit& hit : result.hits) {
        json["hits"].push_back(to_json(hit, unit));
        json["hits"].back()["linked"] = hit.links_here && hit.is_linked_here ? Json("both")
                                        : hit.links_here                     ? Json("from")
                                        : hit.is_linked_here                 ? Json("to")
                                                                             : Json(nullptr);
    }
    if (result.explanation) json["explain"] = to_json(*result.explanation);
    print_json_value(out, json, 2);
}

void print_json_tags(std::ostream& out, const std::vector<query::FacetCount>& tags,
                     const std::string& root) {
    Json json = json_object("tags");
    json["root"] = root;
    json["tags"] = to_json(tags);
    print_json_value(out, json, 2);
}

void print_json_error(std::ostream& err, const Error& error) {
    Json json = json_object("error");
    json["kind"] = name_of(error.kind);
    json["message"] = error.message;
    json["hint"] = or_null(error.hint);
    json["column"] = error.column > 0 ? Json(error.column) : Json(nullptr);
    json["path"] = error.where ? Json(error.where->path) : Json(nullptr);
    json["line"] = error.where && error.where->line > 0 ? Json(error.where->line) : Json(nullptr);
    print_json_value(err, json, -1);
}

}  // namespace assay::cli
