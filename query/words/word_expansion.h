// A word of a query -> the index terms that it stands for, each with the reason. The index holds
// words as they are written, without stems. Words that belong together are found here, so that a
// change of languages or synonyms needs no new index. Internal to query/.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "query/words/near_spelling.h"
#include "query/words/note_languages.h"

namespace assay::query {

/// Why a term stands for a word.
enum class Reason : std::uint8_t {
    as_written,  // the word itself
    stem,        // same stem in a language of the corpus
    spelling,    // British for American, or the other way round
    synonym,     // the configuration says so
    one_word,    // opensource for open source
    two_words,   // open source for opensource
    prefix,      // begins with the word
    pattern,     // matches the word, which has * or ? in it
    near,        // differs by a typing error or two
};

/// Returns a description for --explain: "same stem".
std::string_view describe(Reason reason);

/// A term of the index, or several consecutive terms, and the languages of the notes in which they
/// count.
struct Alternative {
    std::vector<std::string> words;
    Reason reason = Reason::as_written;
    LanguageSet in = every_language;
    friend bool operator==(const Alternative&, const Alternative&) = default;
};

/// Adds each of `forms` as an alternative. A form that is already there counts in the languages of
/// both from now on.
void add_alternatives(std::vector<Alternative>& alternatives, const std::vector<Form>& forms,
                      Reason reason);

/// Expands the words of one query, and remembers what it finds.
class WordExpansion {
public:
    /// Reads the languages of the notes from the index.
    explicit WordExpansion(const Xapian::Database& database);

    /// Returns the index terms with the same stem as `folded` in a language of the corpus, sorted,
    /// each with the languages in which the stems are equal. The word itself, if it is in the
    /// index, counts in every language. Empty if no note has the word in any form.
    const std::vector<Form>& stem_class(std::string_view folded) const;

    /// Returns the stem class of two neighbours written as one word: "open source", "log in". Empty
    /// if `first` is a stop word, and if `second` is one other than the particle of a verb.
    const std::vector<Form>& as_one_word(std::string_view first, std::string_view second) const;

    /// Returns the word itself, its stem class, the stem classes of its other spellings, and the
    /// two words it may be written as.
    std::vector<Alternative> expand(std::string_view folded) const;

    /// Returns how many notes have the term. Does not read the index for terms of a stem class.
    Xapian::doccount notes_with(const std::string& term) const;

    /// Returns the index terms that match `pattern` (* for any letters, ? for one), sorted. Walks
    /// over the terms that begin with the letters before the first * or ?; over all terms if there
    /// are none.
    std::vector<Form> matching(std::string_view pattern) const;

    /// Returns the terms near to `folded` (near_spelling.h), nearest first. Walks over all terms
    /// unless look_near was called for the word.
    const std::vector<NearSpelling>& near(const std::string& folded, std::size_t edits) const;
    /// Finds the near terms of all wanted words in one walk.
    void look_near(const std::vector<WantedSpelling>& wanted) const;

    /// True if some note has the words next to each other in this order.
    bool has_phrase(const std::vector<std::string>& words) const;

    /// Returns the number of distinct words of the corpus. Looks at every term.
    std::size_t count_words() const;

private:
    std::vector<std::string> two_words(const std::string& folded) const;

    Xapian::Database database_;
    NoteLanguages languages_;
    mutable std::unordered_map<std::string, std::vector<Form>> classes_;
    mutable std::unordered_map<std::string, Xapian::doccount> notes_with_;
    mutable std::unordered_map<std::string, std::vector<NearSpelling>> near_;  // by word and edits
    mutable std::size_t phrases_tried_ = 0;
};

}  // namespace assay::query
