// A query word -> the set of index terms it stands for. The index holds words as they are written (engine notes, decision 2);
// what belongs together is found here, so that a change of language needs no new index.
#pragma once

#include <xapian.h>

#include <string>
#include <string_view>
#include <vector>

namespace assay {

class WordExpansion {
public:
    /// Knows the languages of the notes from the index.
    explicit WordExpansion(const Xapian::Database& database);

    /// Index terms with the same stem as `folded` in a language of the corpus, sorted; itself included when it is there.
    /// Empty: the word, in all its forms, occurs in no note.
    std::vector<std::string> stem_class(std::string_view folded) const;

    /// Index terms that begin with `folded`: at most `most_prefix_terms`, those in most notes, sorted.
    std::vector<std::string> with_prefix(std::string_view folded) const;
    static constexpr std::size_t most_prefix_terms = 100;

    /// The index term nearest in spelling to `folded`, the one in most notes among equals; empty when none is near: one typing
    /// error in words of up to four letters, two in longer ones. Looks at every term.
    std::string nearest(std::string_view folded) const;

    /// Distinct words of the corpus. Looks at every term.
    std::size_t count_words() const;

private:
    Xapian::Database database_;
    std::vector<Xapian::Stem> stemmers_;
};

}  // namespace assay
