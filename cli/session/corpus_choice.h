// Which corpus, and where its index is.
#pragma once

#include <filesystem>

#include "cli/options/options.h"

namespace assay {

struct CorpusChoice {
    std::filesystem::path root;   // canonical
    std::filesystem::path index;  // folder of the index
    std::string remark{};  // why it is another folder than the working directory, where nobody
                           // would know; one line
};

/// --corpus > $ASSAY_CORPUS > the corpus of --index or $ASSAY_INDEX > the nearest indexed folder at
/// or above the working directory > default_corpus of the user's configuration > the only indexed
/// corpus; for `index` and `check` the working directory before that. The index: --index >
/// $ASSAY_INDEX > the default place. Throws Failure: usage for a folder that is none, index when
/// nothing is left to choose.
CorpusChoice choose_corpus(const Options& options);

/// True when an option or a variable says which, not the place where one stands.
bool is_corpus_named(const Options& options);

}  // namespace assay
