#include "cli/print/json_corpora.h"

#include "cli/print/json_parts.h"

namespace assay::cli {

void print_json_corpora(std::ostream& out, const std::vector<ListedCorpus>& corpora) {
    Json json = json_object("corpora");
    json["corpora"] = Json::array();
    for (const auto& [state, chosen] : corpora)
        json["corpora"].push_back(
            {{"root", state.folder.root.string()},
             {"root_exists", state.root_exists},
             {"chosen", chosen},
             {"notes", state.notes ? Json(*state.notes) : Json(nullptr)},
             {"index", state.folder.directory.string()},
             {"index_bytes", state.bytes},
             {"updated", or_null(state.updated)},
             {"problem", state.problem ? Json{{"message", state.problem->message},
                                              {"hint", state.problem->hint}}
                                       : Json(nullptr)}});
    print_json_value(out, json, 2);
}

void print_json_removal(std::ostream& out, const schema::IndexFolder& folder,
                        const schema::IndexRemoval& removal, bool dry_run) {
    Json json = json_object("forget");
    json.update({{"root", folder.root.string()},
                 {"index", folder.directory.string()},
                 {"bytes", removal.bytes},
                 {"removed", removal.removed},
                 {"left", removal.left},
                 {"dry_run", dry_run}});
    print_json_value(out, json, 2);
}

void print_json_queries(std::ostream& out, const std::vector<SavedCount>& queries,
                        const std::string& root) {
    Json json = json_object("queries");
    json["root"] = root;
    json["queries"] = Json::array();
    for (const SavedCount& query : queries)
        json["queries"].push_back({{"name", query.name},
                                   {"query", query.query},
                                   {"parsed", query.parsed},
                                   {"total", query.total}});
    print_json_value(out, json, 2);
}

}  // namespace assay::cli
