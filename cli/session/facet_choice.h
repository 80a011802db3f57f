// Which facets an answer counts, by --facets, the configuration, and the keys that notes have.
#pragma once

#include <string>
#include <vector>

#include "indexer/config.h"
#include "query/searcher.h"

namespace assay::cli {

/// tag, year, folder, lang, and the keys of the configuration.
std::vector<std::string> every_facet(const indexer::Config& config);

/// What a reader's screen shows without --facets: tag, year, and the keys of the configuration.
std::vector<std::string> facets_of_screen(const indexer::Config& config);

/// The facets of `list`, each once. It is "none", or names with commas between: of every_facet(),
/// of any key of front matter that a note has, or "all". Throws Failure(usage), with the nearest
/// name, for any other.
std::vector<std::string> chosen_facets(const std::string& list, const indexer::Config& config,
                                       query::Searcher& searcher);

/// Every name that chosen_facets() takes.
std::vector<std::string> known_facets(const indexer::Config& config, query::Searcher& searcher);

}  // namespace assay::cli
