#include "query/plan/correction.h"

#include <algorithm>
#include <tuple>

#include "indexer/schema/fields.h"
#include "indexer/text/edit_distance.h"
#include "indexer/text/file_name.h"
#include "indexer/text/tokenizer.h"
#include "indexer/text/unicode.h"
#include "query/language/query_cursor.h"
#include "query/language/query_string.h"
#include "query/words/document_set.h"
#include "query/words/function_words.h"

namespace assay::query {
namespace {

using Kind = QueryNode::Kind;
using Xapian::Query;

constexpr std::size_t short_word = 4;  // letters: no error in the first
constexpr std::size_t one_slip_word =
    5;  // letters: one error at most, because with two nearly every word is near another

std::size_t allowed_edits(std::string_view folded) {
    const std::size_t letters = unicode::length(folded);
    return letters < 3 ? 0 : letters <= one_slip_word ? 1 : 2;
}

/// True for she'll and shell: nobody mistypes one as the other.
bool is_contraction_of(std::string term, std::string_view folded) {
    const bool ascii = std::all_of(term.begin(), term.end(),
                                   [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    return ascii && std::erase(term, '\'') > 0 && term == folded;
}

bool has_digit(std::string_view text) { return text.find_first_of("0123456789") != text.npos; }

class Corrector {
public:
    /// `is_query`: the text is a query, in which a word may end with *.
    Corrector(const QueryPlan& plan, const Xapian::Database& database,
              const WordExpansion& expansion, bool is_query)
        : plan_(plan), database_(database), expansion_(expansion), is_query_(is_query) {
        std::vector<WantedSpelling> wanted;  // one walk over the terms for all of them
        for (const MissingValue& missing : plan.found.missing)
            if (missing.kind == Kind::word && allowed_edits(missing.folded) > 0)
                wanted.push_back({missing.folded, allowed_edits(missing.folded)});
        expansion.look_near(wanted);
        for (const PlannedWord& word : plan.found.words)
            if (Query any = any_of(word.alternatives);
                !any.empty() && context_.size() < most_context_words)
                context_.push_back(std::move(any));
    }

    /// Returns the nearest spelling of a missing value of `text`; empty if there is none.
    std::string nearest(const MissingValue& missing, const std::string& text) {
        switch (missing.kind) {
            case Kind::word: return nearest_word(missing, text);
            case Kind::tag: return nearest_value(schema::Field::tag, missing.folded, "");
            case Kind::lang: return nearest_value(schema::Field::lang, missing.folded, "");
            case Kind::meta:
                return nearest_value(schema::Field::meta, missing.folded,
                                     schema::meta_key(missing.key));
            case Kind::file: return nearest_name(missing.folded);
            case Kind::path: return nearest_folder(missing.folded);
            default: return {};
        }
    }

private:
    static constexpr std::size_t most_context_words = 8;
    static constexpr std::size_t most_candidates = 20;

    Query any_of(const std::vector<Alternative>& alternatives) const {
        std::vector<Query> phrases;
        for (const Alternative& alternative : alternatives) {
            const Query phrase(Query::OP_PHRASE, alternative.words.begin(), alternative.words.end(),
                               static_cast<Xapian::termcount>(alternative.words.size()));
            phrases.push_back(in_languages(phrase, alternative.in));
        }
        return {Query::OP_OR, phrases.begin(), phrases.end()};
    }

    Query any_form(const std::string& term) const {
        std::vector<Query> forms;
        for (const Form& form : expansion_.stem_class(term))
            forms.push_back(in_languages(Query(form.term), form.in));
        return {Query::OP_OR, forms.begin(), forms.end()};
    }

    Query in_languages(const Query& query, LanguageSet in) const {
        return in == every_language
                   ? query
                   : Query(Query::OP_FILTER, query, plan_.postings->languages().query(in));
    }

    /// True if the text is a title when `word` replaces the missing one.
    bool makes_title(std::string text, const MissingValue& missing, const std::string& word) const {
        text.replace(missing.begin, missing.end - missing.begin, word);
        return database_.term_exists(
            schema::make_term(schema::Field::whole_title, text::text_without_stop_words(text)));
    }

    bool is_function_word(const std::string& word) const {
        const std::vector<NoteLanguages::Language>& all = plan_.postings->languages().all();
        const auto most = std::max_element(
            all.begin(), all.end(), [](const auto& a, const auto& b) { return a.notes < b.notes; });
        return assay::query::is_function_word(word,
                                              most == all.end() ? std::string_view() : most->code);
    }

    /// True if a longer word of the corpus begins with `folded`.
    bool begins_word(const std::string& folded) const {
        const auto end = database_.allterms_end(folded);
        for (auto term = database_.allterms_begin(folded); term != end; ++term)
            if (is_folded_word(*term)) return true;
        return false;
    }

    bool is_in_title(const std::string& word) const {
        return database_.term_exists(schema::make_term(schema::Field::title, word));
    }

    static bool is_swap(std::string_view written, std::string_view word) {
        std::vector<char32_t> one = unicode::code_points(written),
                              other = unicode::code_points(word);
        std::sort(one.begin(), one.end());
        std::sort(other.begin(), other.end());
        return one == other;
    }

    std::string nearest_word(const MissingValue& missing, const std::string& text) {
        const std::string& folded = missing.folded;
        const std::size_t edits = allowed_edits(folded);
        if (edits == 0 || has_digit(folded)) return {};
        // Somebody who types the beginning of a word means that word, not another that looks like
        // it.
        if (begins_word(folded)) return missing.exact || !is_query_ ? std::string() : folded + "*";
        const std::size_t letters = unicode::length(folded);
        const auto first_letter = [](std::string_view word) {
            return unicode::decode(word, 0).value;
        };
        std::vector<NearSpelling> candidates = expansion_.near(folded, edits);
        std::erase_if(candidates, [&](const NearSpelling& each) {
            return has_digit(each.term) || is_contraction_of(each.term, folded) ||
                   (letters <= short_word && first_letter(each.term) != first_letter(folded));
        });
        // Somebody who mistypes "which" does not mean "wish". So if a function word is as near as
        // any other word, nothing is corrected.
        const auto is_as_near = [&](const NearSpelling& each) {
            return each.edits == candidates.front().edits && is_function_word(each.term);
        };
        if (std::any_of(candidates.begin(), candidates.end(), is_as_near)) return {};
        std::erase_if(candidates,
                      [&](const NearSpelling& each) { return is_function_word(each.term); });
        // The fewest errors win: candidates with more cannot.
        std::erase_if(candidates, [&](const NearSpelling& each) {
            return each.edits != candidates.front().edits;
        });
        std::stable_partition(candidates.begin(), candidates.end(),
                              [&](const NearSpelling& each) { return is_swap(folded, each.term); });
        if (candidates.size() > most_candidates) candidates.resize(most_candidates);
        const bool is_alone = missing.begin == 0 && missing.end == text.size();
        using Rank = std::tuple<bool, bool, Xapian::doccount, bool, bool, bool, Xapian::doccount>;
        Rank best{};
        const NearSpelling* nearest = nullptr;
        for (const NearSpelling& each : candidates) {
            const Query candidate = any_form(each.term);
            Xapian::doccount with_all = 0, with_each = 0;
            if (!context_.empty() && candidates.size() > 1) {
                const Query all(Query::OP_AND, context_.begin(), context_.end());
                with_all = count_matches(Query(Query::OP_AND, candidate, all), database_);
                for (const Query& word : context_)
                    with_each +=
                        count_matches(Query(Query::OP_AND, candidate, word), database_) > 0;
            }
            // A word that occurs together with the other words comes first. After that, people
            // often hit two keys in the wrong order, and rarely mistype the first letter.
            const Rank rank{!is_alone && makes_title(text, missing, each.term),
                            with_all > 0,
                            with_each,
                            is_swap(folded, each.term),
                            first_letter(each.term) == first_letter(folded),
                            is_in_title(each.term),
                            each.notes};
            if (nearest != nullptr && rank <= best) continue;
            best = rank;
            nearest = &each;
        }
        if (nearest == nullptr) return {};
        if (context_.size() < most_context_words) context_.push_back(any_form(nearest->term));
        return nearest->term;
    }

    /// The file name, or the word of a file name, nearest in spelling. file: asks for a part of a
    /// name only.
    std::string nearest_name(const std::string& folded) const {
        std::string nearest;
        std::size_t best = std::max<std::size_t>(2, folded.size() / 3 + 1);
        const auto look = [&](std::string_view candidate) {
            const std::size_t longer = std::max(candidate.size(), folded.size()),
                              shorter = std::min(candidate.size(), folded.size());
            if (candidate.empty() || longer - shorter > 2 * best) return;
            const std::size_t distance = text::edit_distance(folded, candidate, best + 1);
            if (distance > best || (distance == best && !nearest.empty())) return;
            best = distance;
            nearest = candidate;
        };
        const auto end = database_.valuestream_end(schema::slot(schema::Field::path));
        for (auto value = database_.valuestream_begin(schema::slot(schema::Field::path));
             value != end; ++value) {
            const std::string name = unicode::fold(text::file_stem(*value));
            look(name);
            for (std::size_t begin = 0; begin < name.size();) {
                const std::size_t word_end =
                    std::min(name.find_first_of(" -_.", begin), name.size());
                if (word_end - begin < name.size())
                    look(std::string_view(name).substr(begin, word_end - begin));
                begin = word_end + 1;
            }
        }
        return nearest;
    }

    std::string nearest_folder(std::string path) const {
        const bool slash = path.ends_with('/');
        if (slash) path.pop_back();
        std::string nearest = nearest_value(schema::Field::folder, path, "");
        return slash && !nearest.empty() ? nearest + '/' : nearest;
    }

    /// The value of a filter nearest in spelling; among equals the one that most notes have.
    std::string nearest_value(schema::Field field, const std::string& folded,
                              const std::string& key) const {
        const std::string prefix = schema::make_term(field, key);
        std::string nearest;
        std::size_t best = std::max<std::size_t>(2, folded.size() / 3 + 1);
        Xapian::doccount best_notes = 0;
        for (auto term = database_.allterms_begin(prefix); term != database_.allterms_end(prefix);
             ++term) {
            std::string candidate = (*term).substr(prefix.size());
            if (field == schema::Field::tag && candidate.starts_with('=')) continue;
            // People remember nested tags by their last part: #open-source for #tech/open-source.
            const std::string last = candidate.substr(candidate.rfind('/') + 1);
            const std::string spelled = unicode::fold(candidate);
            const std::size_t distance =
                std::min(text::edit_distance(folded, spelled, best + 1),
                         text::edit_distance(folded, unicode::fold(last), best + 1));
            const Xapian::doccount notes = term.get_termfreq();
            if (distance > best || (distance == best && notes <= best_notes)) continue;
            best = distance;
            best_notes = notes;
            nearest = std::move(candidate);
        }
        return nearest;
    }

    const QueryPlan& plan_;
    const Xapian::Database& database_;
    const WordExpansion& expansion_;
    bool is_query_;
    std::vector<Query> context_;  // the words of the query that some note has
};

/// The text that puts `nearest` in the place of `value` in a query. The character before the value
/// may have to go too: quotes cannot follow "#".
struct Replacement {
    std::size_t begin;
    std::string text;
};
Replacement replacement(const std::string& query, const MissingValue& value,
                        const std::string& nearest) {
    if (value.kind == Kind::word) return {value.begin, nearest};
    std::size_t last = value.begin;  // the character before it
    while (last > 0 && unicode::is_continuation(query[--last])) {}
    if (value.begin > 0)
        if (const char32_t family = quote_family(unicode::decode(query, last).value); family != 0)
            return {value.begin, protected_in(family, nearest)};
    const std::string written = written_value(nearest, value.kind);
    if (written != nearest && value.begin > 0 && query[last] == '#')
        return {last, "tag:" + written};
    return {value.begin, written};
}

std::optional<CorrectedText> replaced(const std::string& text, const QueryPlan& plan,
                                      const Xapian::Database& database,
                                      const WordExpansion& expansion, bool also_exact,
                                      bool is_query) {
    std::vector<MissingValue> values;
    for (const MissingValue& missing : plan.found.missing)
        if ((also_exact || !missing.exact) && missing.end <= text.size() &&
            missing.begin < missing.end)
            values.push_back(missing);
    if (values.empty()) return std::nullopt;
    std::sort(values.begin(), values.end(), [](const MissingValue& a, const MissingValue& b) {
        return a.begin > b.begin;
    });  // from the end, so that the places of the others stay valid
    Corrector corrector(plan, database, expansion, is_query);
    CorrectedText corrected{text, {}};
    std::size_t replaced_from = std::string::npos;  // where the text replaced so far begins
    for (const MissingValue& value : values) {
        const std::string nearest = corrector.nearest(value, corrected.text);
        if (nearest.empty() || value.end > replaced_from) continue;
        const auto [begin, written] =
            is_query ? replacement(text, value, nearest) : Replacement{value.begin, nearest};
        corrected.text.replace(begin, value.end - begin, written);
        corrected.words.push_back({text.substr(value.begin, value.end - value.begin), nearest});
        replaced_from = begin;
    }
    if (corrected.words.empty()) return std::nullopt;
    std::reverse(corrected.words.begin(), corrected.words.end());
    return corrected;
}

std::optional<std::string> text_of(std::optional<CorrectedText> corrected) {
    return corrected ? std::optional(std::move(corrected->text)) : std::nullopt;
}

}  // namespace

std::optional<CorrectedText> corrected_text(const std::string& text, const QueryPlan& plan,
                                            const Xapian::Database& database,
                                            const WordExpansion& expansion, bool is_query) {
    return replaced(text, plan, database, expansion, false, is_query);
}

std::optional<std::string> nearest_text(const std::string& text, const QueryPlan& plan,
                                        const Xapian::Database& database,
                                        const WordExpansion& expansion) {
    return text_of(replaced(text, plan, database, expansion, true, true));
}

std::optional<std::string> nearest_value(const std::string& value, const QueryPlan& plan,
                                         const Xapian::Database& database,
                                         const WordExpansion& expansion) {
    return text_of(replaced(value, plan, database, expansion, true, false));
}

}  // namespace assay::query
