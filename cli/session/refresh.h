// Never stale, or says so: what a reading command does before it reads.
#pragma once

#include <cstddef>
#include <iosfwd>

#include "cli/session/corpus_choice.h"

namespace assay {

/// Compares the folder with the index, and takes changes over when they are few and nobody else
/// writes. Returns the number of notes in which the answer will be behind the files, with one line
/// about them on `err`, and one about what it may not read.
std::size_t refresh(const CorpusChoice& corpus, std::ostream& err);

}  // namespace assay
