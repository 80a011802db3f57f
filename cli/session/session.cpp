#include "cli/session/session.h"

#include <cassert>
#include <utility>

#include "cli/session/saved_queries.h"
#include "indexer/other_files.h"
#include "query/open_index.h"

namespace assay::cli {

Session::Session(CorpusChoice corpus) : corpus_(std::move(corpus)) {}
Session::~Session() = default;
Session::Session(Session&&) noexcept = default;
Session& Session::operator=(Session&&) noexcept = default;

const indexer::Config& Session::config() {
    if (!config_) config_ = indexer::load_config(corpus_.root);
    return *config_;
}

const indexer::Config& Session::user_config() {
    if (!user_config_) user_config_ = indexer::load_config({});
    return *user_config_;
}

query::SearchRequest Session::configured(query::SearchRequest request) {
    request.synonyms = config().synonyms;
    request.weights = config().weights;
    request.queries = saved_queries(config());
    request.link_context = link_context();
    return request;
}

query::LinkContext Session::link_context() {
    return {config().site_url, [root = corpus_.root] { return indexer::list_files(root); }};
}

const indexer::Freshness& Session::refresh() {
    assert(!index_);
    if (!freshness_) freshness_ = indexer::refresh_index(corpus_.root, corpus_.index, config());
    return *freshness_;
}

query::OpenIndex& Session::index() {
    if (!index_) index_ = std::make_unique<query::OpenIndex>(corpus_.index);
    return *index_;
}

}  // namespace assay::cli
