// read_links FOLDER: where each link of each note below FOLDER leads, one JSON object a line,
// without any index. For tests in other languages, which resolve the links again.
#include <filesystem>
#include <iostream>
#include <nlohmann/json.hpp>

#include "indexer/config.h"
#include "indexer/corpus.h"
#include "indexer/note/note.h"
#include "indexer/other_files.h"
#include "query/links/link_resolver.h"

using Json = nlohmann::ordered_json;
namespace indexer = assay::indexer;
namespace query = assay::query;
namespace schema = assay::schema;

int main(int argc, char** argv) {
    if (argc != 2) {
        std::cerr << "usage: read_links FOLDER\n";
        return 2;
    }
    const std::filesystem::path root = std::filesystem::canonical(argv[1]);
    const indexer::CorpusListing corpus = indexer::list_notes(root);
    constexpr std::uint64_t any_size = UINT64_MAX - 1;
    std::vector<schema::NoteRecord> records;
    std::vector<query::NamedNote> names;
    for (const indexer::NoteFile& file : corpus.notes) {
        records.push_back(
            indexer::read_note(file.path, file.read_from(*corpus.root, any_size), 0).record);
        const schema::NoteRecord& note = records.back();
        names.push_back({note.path, note.title, note.aliases, note.permalink});
    }
    const query::LinkResolver resolver(
        std::move(names),
        {indexer::load_config(root).site_url, [&root] { return indexer::list_files(root); }});
    for (std::size_t i = 0; i < records.size(); ++i)
        for (const query::ResolvedLink& link : query::resolve_links(
                 resolver, i, records[i],
                 [&](std::size_t note) -> const schema::NoteRecord& { return records[note]; }))
            std::cout
                << Json{{"from", link.from},           {"line", link.link.line},
                        {"column", link.link.column},  {"kind", query::name_of(link.link.kind)},
                        {"target", link.link.target},  {"state", query::name_of(link.state)},
                        {"path", link.path},           {"by", query::name_of(link.by)},
                        {"ambiguous", link.ambiguous}, {"reason", link.reason}}
                       .dump()
                << '\n';
    return 0;
}
