// read_notes FOLDER: what the indexer reads of each note below FOLDER, one JSON object a line,
// without any index. For tests in other languages, which compare it with a reading of their own.
// Offsets are bytes of "text".
#include <filesystem>
#include <iostream>
#include <nlohmann/json.hpp>

#include "indexer/corpus.h"
#include "indexer/note/note.h"

using Json = nlohmann::ordered_json;

static Json to_json(const assay::indexer::Note& note) {
    const assay::schema::NoteRecord& record = note.record;
    Json json{{"path", record.path},
              {"title", record.title},
              {"aliases", record.aliases},
              {"tags", record.tags}};
    json["created"] = record.created ? Json(record.created->text) : Json();
    json["updated"] = record.updated.text;
    json["permalink"] = record.permalink;
    json["lang"] = record.lang;
    json["published"] = record.published ? Json(*record.published) : Json();
    json["meta"] = Json::parse(record.meta);
    json["text"] = record.text;
    for (const char* list : {"headings", "segments", "scopes", "links", "problems"})
        json[list] = Json::array();
    for (const assay::schema::Heading& heading : record.headings)
        json["headings"].push_back({{"offset", heading.offset},
                                    {"line", heading.line},
                                    {"level", heading.level},
                                    {"text", heading.text},
                                    {"anchor", heading.anchor}});
    for (const assay::schema::Segment& segment : record.segments)
        json["segments"].push_back({segment.offset, segment.line, segment.column});
    for (const assay::indexer::Scope& scope : note.scopes)
        json["scopes"].push_back({assay::schema::spec(scope.field).name, scope.begin, scope.end});
    for (const assay::schema::Link& link : record.links)
        json["links"].push_back({{"kind", static_cast<int>(link.kind)},
                                 {"target", link.target},
                                 {"label", link.label},
                                 {"begin", link.text.begin},
                                 {"end", link.text.end},
                                 {"line", link.line},
                                 {"column", link.column}});
    json["anchors"] = record.anchors;
    for (const assay::Error& problem : note.problems)
        json["problems"].push_back({{"line", problem.where ? problem.where->line : 0},
                                    {"message", problem.message},
                                    {"hint", problem.hint}});
    return json;
}

constexpr std::uint64_t any_size = UINT64_MAX - 1;

int main(int argc, char** argv) {
    if (argc != 2) {
        std::cerr << "usage: read_notes FOLDER\n";
        return 2;
    }
    const assay::indexer::CorpusListing corpus =
        assay::indexer::list_notes(std::filesystem::canonical(argv[1]));
    for (const assay::indexer::NoteFile& file : corpus.notes)
        std::cout << to_json(assay::indexer::read_note(file.path,
                                                       file.read_from(*corpus.root, any_size),
                                                       file.mtime_ns / 1'000'000'000))
                         .dump()
                  << '\n';
    return corpus.problems.empty() ? 0 : 1;
}
