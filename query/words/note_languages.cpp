#include "query/words/note_languages.h"

#include <algorithm>
#include <iterator>

#include "indexer/schema/fields.h"
#include "query/words/document_set.h"

namespace assay::query {
namespace {

std::string_view primary_subtag(std::string_view lang) {
    return lang.substr(0, lang.find_first_of("-_"));
}

}  // namespace

NoteLanguages::NoteLanguages(Xapian::Database database) : database_(std::move(database)) {
    constexpr std::size_t most_languages = 63;  // Snowball has about thirty
    const std::string prefix(*schema::spec(schema::Field::lang).prefix);
    // Skips to the next language: the posting list of a language that all notes have is in many
    // chunks, and a single step would read through all of them.
    for (auto term = database_.allterms_begin(prefix); term != database_.allterms_end(prefix);
         term.skip_to(*term + '\0')) {
        const std::string code(primary_subtag((*term).substr(prefix.size())));
        auto known = std::find_if(languages_.begin(), languages_.end(),
                                  [&](const Language& each) { return each.code == code; });
        if (known == languages_.end()) {
            if (languages_.size() == most_languages) break;
            try {
                languages_.push_back({code, Xapian::Stem(code), {}, 0});
            } catch (const Xapian::InvalidArgumentError&) {
                continue;  // no stemmer: words of this language are found only as they are written
            }
            known = std::prev(languages_.end());
        }
        known->terms.push_back(*term);
        known->notes += database_.get_termfreq(*term);
    }
}

LanguageSet NoteLanguages::of(std::string_view lang) const {
    for (std::size_t i = 0; i < languages_.size(); ++i)
        if (languages_[i].code == primary_subtag(lang)) return bit(i);
    return 0;
}

LanguageSet NoteLanguages::of(Xapian::docid document) const {
    if (of_note_.empty()) {
        const std::size_t last = database_.get_lastdocid();
        // In a damaged index the last docid may be anything.
        constexpr std::size_t few = 1U << 20U, most_docids_for_each_note = 64;
        if (last > few + most_docids_for_each_note * database_.get_doccount())
            throw Xapian::DatabaseCorruptError("the numbers of its notes are out of proportion");
        // Most notes are in one language. Only the posting lists of the others are read.
        const auto most = std::max_element(
            languages_.begin(), languages_.end(),
            [](const Language& a, const Language& b) { return a.notes < b.notes; });
        of_note_.assign(last + 1, most == languages_.end()
                                      ? no_stemmer
                                      : static_cast<std::uint8_t>(most - languages_.begin()));
        const std::string prefix(*schema::spec(schema::Field::lang).prefix);
        for (auto term = database_.allterms_begin(prefix); term != database_.allterms_end(prefix);
             term.skip_to(*term + '\0')) {
            const auto here =
                std::find_if(languages_.begin(), languages_.end(), [&](const Language& each) {
                    return std::find(each.terms.begin(), each.terms.end(), *term) !=
                           each.terms.end();
                });
            if (here == most && here != languages_.end()) continue;
            const std::uint8_t index = here == languages_.end()
                                           ? no_stemmer
                                           : static_cast<std::uint8_t>(here - languages_.begin());
            for (auto posting = database_.postlist_begin(*term);
                 posting != database_.postlist_end(*term); ++posting)
                if (*posting <= last) of_note_[*posting] = index;
        }
    }
    return document < of_note_.size() && of_note_[document] != no_stemmer ? bit(of_note_[document])
                                                                          : 0;
}

LanguageSet NoteLanguages::simplified(LanguageSet set) const {
    Xapian::doccount notes = 0;
    for (std::size_t i = 0; i < languages_.size(); ++i)
        if ((set & bit(i)) != 0) notes += languages_[i].notes;
    return notes >= database_.get_doccount() ? every_language : set;
}

std::string NoteLanguages::names(LanguageSet set) const {
    std::string names;
    for (std::size_t i = 0; set != every_language && i < languages_.size(); ++i)
        if ((set & bit(i)) != 0) names.append(names.empty() ? "" : ", ").append(languages_[i].code);
    return names;
}

Xapian::Query NoteLanguages::query(LanguageSet set) const {
    std::vector<std::string> terms;
    for (std::size_t i = 0; i < languages_.size(); ++i)
        if ((set & bit(i)) != 0)
            terms.insert(terms.end(), languages_[i].terms.begin(), languages_[i].terms.end());
    return unweighted_any(terms, database_);
}

}  // namespace assay::query
