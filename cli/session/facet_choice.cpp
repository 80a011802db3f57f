#include "cli/session/facet_choice.h"

#include <algorithm>

#include "indexer/schema/fields.h"
#include "indexer/text/edit_distance.h"
#include "query/values/search_request.h"

namespace assay::cli {
namespace {

constexpr const char* none = "none";
constexpr const char* all = "all";

void add_new(std::vector<std::string>& names, const std::string& name) {
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
}

[[noreturn]] void refuse(const std::string& name, const std::vector<std::string>& facets,
                         const std::vector<std::string>& keys) {
    std::vector<std::string_view> known(facets.begin(), facets.end());
    known.insert(known.end(), keys.begin(), keys.end());
    const std::string_view nearest = text::nearest_name(name, known);
    std::string hint = nearest.empty() ? "they are " : "did you mean " + std::string(nearest) + "?";
    if (nearest.empty()) {
        for (const std::string& facet : facets) hint += facet + ", ";
        hint += "and every key of front matter that a note has";
    }
    throw Failure(
        usage_error("there is no facet " + (name.empty() ? "\"\"" : name), std::move(hint)));
}

/// The name at `at` of a list with commas between; moves `at` after the comma. In quotes a comma is
/// a part of the name, and \" and \\ are " and \.
std::string take_name(const std::string& list, std::size_t& at) {
    std::string name;
    if (at < list.size() && list[at] == '"') {
        for (++at; at < list.size() && list[at] != '"'; ++at) {
            if (list[at] == '\\' && at + 1 < list.size()) ++at;
            name.push_back(list[at]);
        }
        if (at < list.size()) ++at;
    }
    const std::size_t end = std::min(list.find(',', at), list.size());
    name += list.substr(at, end - at);
    at = end + 1;
    return name;
}

/// The name as take_name() reads it.
std::string listed(const std::string& name) {
    if (name.find_first_of(",\"\\") == name.npos) return name;
    std::string quoted = "\"";
    for (const char c : name) quoted.append(c == '"' || c == '\\' ? "\\" : "").push_back(c);
    return quoted + '"';
}

}  // namespace

std::vector<std::string> every_facet(const indexer::Config& config) {
    std::vector<std::string> names(query::facet_names.begin(), query::facet_names.end());
    for (const std::string& key : config.facets) add_new(names, key);
    return names;
}

std::vector<std::string> facets_of_screen(const indexer::Config& config) {
    std::vector<std::string> names = every_facet(config);
    std::erase_if(names,
                  [](const std::string& name) { return name == "folder" || name == "lang"; });
    return names;
}

std::vector<std::string> chosen_facets(const std::string& list, const indexer::Config& config,
                                       query::Searcher& searcher) {
    std::vector<std::string> chosen;
    if (list == none) return chosen;
    const std::vector<std::string> every = every_facet(config);
    std::vector<std::string> keys;  // of all notes; read when a name is none of `every`
    for (std::size_t at = 0; at <= list.size();) {
        const std::string name = take_name(list, at);
        if (name == all) {
            for (const std::string& each : every) add_new(chosen, each);
            continue;
        }
        if (std::find(every.begin(), every.end(), name) == every.end()) {
            if (keys.empty()) {
                keys = searcher.front_matter_keys();
                for (const std::string& key : config.facets)
                    add_new(keys, schema::fold_meta_key(key));  // meta.status of status
            }
            const std::string key = schema::fold_meta_key(
                name.starts_with(query::meta_prefix) ? name.substr(query::meta_prefix.size())
                                                     : name);
            if (std::find(keys.begin(), keys.end(), key) == keys.end()) refuse(name, every, keys);
        }
        add_new(chosen, name);
    }
    return chosen;
}

std::vector<std::string> known_facets(const indexer::Config& config, query::Searcher& searcher) {
    std::vector<std::string> names = every_facet(config);
    for (const std::string& key : searcher.front_matter_keys()) add_new(names, listed(key));
    for (const char* word : {all, none}) add_new(names, word);
    return names;
}

}  // namespace assay::cli
