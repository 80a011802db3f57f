// A query word -> the set of index terms it stands for, each with the reason. The index holds words
// as they are written (engine notes, decision 2); what belongs together is found here, so that a
// change of language or synonyms needs no new index. Internal to query/.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "query/words/near_spelling.h"
#include "query/words/note_languages.h"

namespace assay {

/// Why a term belongs to a word.
enum class Reason : std::uint8_t {
    as_written,  // it is the word
    stem,        // same stem in a language of the corpus
    spelling,    // British for American, or the other way
    synonym,     // the configuration says so
    one_word,    // opensource for open source
    two_words,   // open source for opensource
    prefix,      // begins so
    pattern,     // is so: the word has * or ? in it
    near,        // a typing error or two away
};

/// "same stem", for --explain.
std::string_view describe(Reason reason);

/// A term of the index, or several in a row, and the languages of the notes in which they count.
struct Alternative {
    std::vector<std::string> words;
    Reason reason = Reason::as_written;
    LanguageSet in = every_language;
    friend bool operator==(const Alternative&, const Alternative&) = default;
};

/// Adds the forms that no member is yet, each alone. One that is there counts in the languages of
/// both.
void add_alternatives(std::vector<Alternative>& alternatives, const std::vector<Form>& forms,
                      Reason reason);

/// Remembers what it found: made for one query.
class WordExpansion {
public:
    /// Knows the languages of the notes from the index.
    explicit WordExpansion(const Xapian::Database& database);

    /// Index terms with the same stem as `folded` in a language of the corpus, sorted, each with
    /// the languages that join it to the word; itself included, for every language, when it is
    /// there. Empty: the word, in all its forms, occurs in no note.
    const std::vector<Form>& stem_class(std::string_view folded) const;

    /// The word itself, its stem class, that of its other spellings, and the two words it may be
    /// written as.
    std::vector<Alternative> expand(std::string_view folded) const;

    /// How many notes have the term. Known without another look at the index for the terms of a
    /// stem class.
    Xapian::doccount notes_with(const std::string& term) const;

    /// Index terms that `pattern` is (* for any letters, ? for one), sorted. Walks over those that
    /// begin as it does up to its first sign; over all terms where it begins with one.
    std::vector<Form> matching(std::string_view pattern) const;

    /// Terms near to `folded` (near_spelling.h), the nearest first. One walk over all terms for
    /// each call of look_near, or for a word that was in none.
    const std::vector<NearSpelling>& near(const std::string& folded, std::size_t edits) const;
    void look_near(const std::vector<WantedSpelling>& wanted) const;

    /// True when a note has the words in a row.
    bool has_phrase(const std::vector<std::string>& words) const;

    /// Distinct words of the corpus. Looks at every term.
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

}  // namespace assay
