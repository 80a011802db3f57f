// The languages of the notes in an index: a form that only one language joins to a word counts only
// in notes of that language. Internal to query/.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace assay {

/// Languages of a corpus that have a stemmer, a bit each, in the order of NoteLanguages::all.
using LanguageSet = std::uint64_t;

/// Every note, also one in a language without a stemmer.
inline constexpr LanguageSet every_language = ~LanguageSet{0};

/// An index term, and the languages of the notes in which it counts.
struct Form {
    std::string term;
    LanguageSet in = every_language;
    friend bool operator==(const Form&, const Form&) = default;
};

/// Of one state of an index: two made of the same state give the same bits.
class NoteLanguages {
public:
    explicit NoteLanguages(Xapian::Database database);

    struct Language {
        std::string code;  // "en": Snowball knows languages, not countries
        Xapian::Stem stem;
        std::vector<std::string>
            terms;  // of the index, for the language and what is more special ("en-gb")
        Xapian::doccount notes = 0;
    };
    const std::vector<Language>& all() const { return languages_; }

    LanguageSet bit(std::size_t index) const { return LanguageSet{1} << index; }

    /// The bit of a note's language; 0 for one without a stemmer.
    LanguageSet of(std::string_view lang) const;

    /// The same, of a note. The first call reads the languages of all notes.
    LanguageSet of(Xapian::docid document) const;

    /// every_language where the set has the language of every note; else the set.
    LanguageSet simplified(LanguageSet set) const;

    /// The codes of a set: "de, fr". Empty for every_language.
    std::string names(LanguageSet set) const;

    /// Matches the notes in these languages, and weighs nothing.
    Xapian::Query query(LanguageSet set) const;

private:
    Xapian::Database database_;
    std::vector<Language> languages_;
    static constexpr std::uint8_t no_stemmer = 255;
    mutable std::vector<std::uint8_t>
        of_note_;  // places in languages_, by docid; empty until it is asked for
};

}  // namespace assay
