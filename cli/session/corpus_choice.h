// Which corpus a command is about, and where its index is.
#pragma once

#include <filesystem>
#include <string>

#include "cli/options/options.h"

namespace assay::cli {

struct CorpusChoice {
    std::filesystem::path root;   // canonical
    std::filesystem::path index;  // folder of the index
    std::string remark{};         // one line that says why it is not the working directory, where
                                  // that may surprise; empty = nothing to say
};

/// The corpus to read: --corpus > $ASSAY_CORPUS > the corpus of --index or $ASSAY_INDEX > the
/// nearest indexed folder at or above the working directory > default_corpus of the user's
/// configuration > the only indexed corpus. Its index: --index > $ASSAY_INDEX > the default place.
/// Throws Failure: usage for a folder that does not exist, index when there is nothing to choose or
/// no index.
CorpusChoice choose_corpus(const CorpusOptions& given);

/// The same for a `command` that reads the notes themselves ("index"): the working directory comes
/// before the only indexed corpus, and no index is needed.
CorpusChoice choose_folder(const CorpusOptions& given, const std::string& command);

/// The corpus that holds `file`, which may be gone: what an option or a variable names, else the
/// nearest indexed folder above it. Throws Failure(index) if there is none.
CorpusChoice choose_corpus_of(const CorpusOptions& given, const std::filesystem::path& file);

/// True when an option or a variable names the corpus, so that the working directory does not
/// count.
bool is_corpus_named(const CorpusOptions& given);

}  // namespace assay::cli
