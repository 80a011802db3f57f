// What commands need of a corpus: where it is, how it is configured, how far its index is behind
// the files, and the index, open. Each is obtained once, when first asked for. Knows no terminal
// and no command line, so that a server can have one for each request.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>

#include "cli/session/corpus_choice.h"
#include "indexer/config.h"
#include "indexer/indexer.h"
#include "query/values/search_request.h"

namespace assay::query {
struct OpenIndex;  // open_index.h
}

namespace assay::cli {

/// For one thread at a time.
class Session {
public:
    explicit Session(CorpusChoice corpus);
    ~Session();
    Session(Session&&) noexcept;
    Session& operator=(Session&&) noexcept;

    const CorpusChoice& corpus() const { return corpus_; }
    const std::filesystem::path& root() const { return corpus_.root; }

    /// The configuration of the corpus and the user's own, joined. Throws Failure as load_config.
    const indexer::Config& config();

    /// The user's own configuration alone, which a mistake in that of the corpus does not hide.
    /// Throws Failure as load_config.
    const indexer::Config& user_config();

    /// `request` with the synonyms, weights and saved queries of the configuration. Throws Failure
    /// as config(), and usage for a saved query that does not parse.
    query::SearchRequest configured(query::SearchRequest request);

    /// What links may lead to besides notes. The files are listed when a link needs them.
    query::LinkContext link_context();

    /// Compares the files with the index and brings it up to date if that is quick (refresh_index).
    /// To be called before index(). Throws Failure as config() and refresh_index.
    const indexer::Freshness& refresh();

    /// Notes in which the index is behind the files, as far as refresh() knows; 0 before it.
    std::size_t stale_notes() const { return freshness_ ? freshness_->stale : 0; }

    /// Throws Failure(index) when there is no index to read.
    query::OpenIndex& index();

private:
    CorpusChoice corpus_;
    std::optional<indexer::Config> config_, user_config_;
    std::optional<indexer::Freshness> freshness_;
    std::unique_ptr<query::OpenIndex> index_;
};

}  // namespace assay::cli
