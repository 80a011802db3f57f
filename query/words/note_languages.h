// The languages of the notes in an index. A form of a word that exists only in one language counts
// only in notes of that language. Internal to query/.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace assay::query {

/// A set of languages of a corpus that have a stemmer: bit i is NoteLanguages::all()[i].
using LanguageSet = std::uint64_t;

/// Every note, including those in languages without a stemmer.
inline constexpr LanguageSet every_language = ~LanguageSet{0};

/// An index term, and the languages of the notes in which it counts.
struct Form {
    std::string term;
    LanguageSet in = every_language;
    friend bool operator==(const Form&, const Form&) = default;
};

/// The languages of one state of an index. Two objects for the same state use the same bits.
class NoteLanguages {
public:
    explicit NoteLanguages(Xapian::Database database);

    struct Language {
        std::string code;  // "en": Snowball has languages, not countries
        Xapian::Stem stem;
        std::vector<std::string> terms;  // index terms of the language and its variants ("en-gb")
        Xapian::doccount notes = 0;
    };
    const std::vector<Language>& all() const { return languages_; }

    LanguageSet bit(std::size_t index) const { return LanguageSet{1} << index; }

    /// Returns the bit of a language of a note; 0 if it has no stemmer.
    LanguageSet of(std::string_view lang) const;

    /// Returns the bit of the language of a note. The first call reads the languages of all notes.
    LanguageSet of(Xapian::docid document) const;

    /// Returns every_language if `set` has the language of every note; else `set`.
    LanguageSet simplified(LanguageSet set) const;

    /// Returns the codes of a set: "de, fr"; empty for every_language.
    std::string names(LanguageSet set) const;

    /// Returns a query without weight that matches the notes in these languages.
    Xapian::Query query(LanguageSet set) const;

private:
    Xapian::Database database_;
    std::vector<Language> languages_;
    static constexpr std::uint8_t no_stemmer = 255;
    mutable std::vector<std::uint8_t>
        of_note_;  // indexes into languages_, by docid; empty until first asked for
};

}  // namespace assay::query
