#include "query/mentions.h"

#include <algorithm>
#include <set>

#include "indexer/schema/fields.h"
#include "indexer/schema/index_store.h"
#include "indexer/text/limits.h"
#include "indexer/text/stop_words.h"
#include "indexer/text/tokenizer.h"
#include "indexer/text/unicode.h"
#include "query/language/query_cursor.h"
#include "query/passages/regions.h"
#include "query/plan/planned_text.h"
#include "query/words/document_set.h"

namespace assay::query {
namespace {

constexpr std::size_t most_names = 50;       // of a note; each is a search
constexpr double common_share = 0.02;        // of the notes that have a common word
constexpr Xapian::doccount few_notes = 3;    // so many have any word
constexpr double everyday_share = 0.1;       // of the notes that have an everyday word
constexpr Xapian::doccount some_notes = 20;  // a share of fewer notes says nothing
constexpr std::size_t short_name = 4;        // characters of a name in a script without spaces

/// Returns the words of a name, folded.
std::vector<std::string> words_of(std::string_view name) {
    std::vector<std::string> words;
    text::Tokenizer tokens(name);
    for (text::Token token; tokens.next(token);)
        if (token.kind == text::Token::Kind::word || token.kind == text::Token::Kind::unigram)
            words.emplace_back(token.folded);
    return words;
}

bool has_unspaced(std::string_view name) {
    text::Tokenizer tokens(name);
    for (text::Token token; tokens.next(token);)
        if (token.kind == text::Token::Kind::unigram) return true;
    return false;
}

/// How usual words are in the notes that have the language of one note.
class Usage {
public:
    Usage(const schema::NoteRecord& note, const Xapian::Database& database) : database_(database) {
        if (!note.lang.empty())
            notes_ = database.get_termfreq(schema::make_term(schema::Field::lang, note.lang));
        if (notes_ == 0) notes_ = database.get_doccount();
    }

    bool is_common(Xapian::doccount notes) const {
        return notes > few_notes && notes > common_share * notes_;
    }
    bool is_common(const std::string& word) const {
        return text::is_stop_word(word) || is_common(database_.get_termfreq(word));
    }
    /// True if so many notes have the word that it is part of how one speaks there.
    bool is_everyday(const std::string& word) const {
        const Xapian::doccount notes = database_.get_termfreq(word);
        return text::is_stop_word(word) || (notes > some_notes && notes > everyday_share * notes_);
    }

private:
    const Xapian::Database& database_;
    Xapian::doccount notes_ = 0;
};

/// True if the text before byte `at` ends a sentence, a line or an item, or opens a quotation: then
/// a capital says nothing.
bool begins_sentence(std::string_view text, std::size_t at) {
    while (at > 0 && (text[at - 1] == ' ' || text[at - 1] == '"' || text[at - 1] == '(' ||
                      text[at - 1] == '*' || text[at - 1] == '\''))
        --at;
    return at == 0 || std::string_view("\n\t.!?:").find(text[at - 1]) != std::string_view::npos;
}

/// The first byte of the character before byte `at` (> 0).
std::size_t before(std::string_view text, std::size_t at) {
    do --at;
    while (at > 0 && unicode::is_continuation(text[at]));
    return at;
}

bool is_word_at(std::string_view text, std::size_t at) {
    return unicode::is_word(unicode::decode(text, at).value);
}

/// True if a word with a capital is next to the range, with one blank between: both are parts of a
/// longer name.
bool is_in_longer_name(std::string_view text, TextRange range) {
    const auto is_capital = [&](std::size_t at) {
        const char32_t letter = unicode::decode(text, at).value;
        return unicode::to_lower(letter) != letter;
    };
    if (range.end + 1 < text.size() && text[range.end] == ' ' && is_capital(range.end + 1))
        return true;
    if (range.begin == 0 || text[range.begin - 1] != ' ') return false;
    const std::size_t end = range.begin - 1;
    std::size_t word = end;
    while (word > 0 && is_word_at(text, before(text, word))) word = before(text, word);
    return word < end && is_capital(word);
}

/// True if a hyphen or a slash joins the range to a word: "uniform-motion" in "uniform-motion-2".
bool is_in_longer_word(std::string_view text, TextRange range) {
    const auto is_joint = [&](std::size_t at) {
        return text[at] == '-' || text[at] == '_' || text[at] == '/';
    };
    if (range.end + 1 < text.size() && is_joint(range.end) && is_word_at(text, range.end + 1))
        return true;
    return range.begin > 1 && is_joint(range.begin - 1) &&
           is_word_at(text, before(text, range.begin - 1));
}

/// True if the case of a common word tells nothing: German has capitals for all nouns, and many
/// scripts have none.
bool has_no_telling_case(const schema::NoteRecord& note, std::string_view name) {
    const char32_t first = unicode::decode(name, 0).value;
    return note.lang.starts_with("de") ||
           (!unicode::is_lower(first) && unicode::to_lower(first) == first);
}

bool has_lower_case(std::string_view name) {
    const std::size_t first = unicode::decode(name, 0).size;
    return unicode::is_lower(unicode::decode(name, 0).value) &&
           name.find_first_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ", first) == name.npos;
}

/// True for a word with a capital or a digit after its first letter: its case is its own.
bool has_own_case(std::string_view name) {
    return name.find_first_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", 1) != name.npos;
}

/// Sets what to mark for a name, and returns the notes that may have it. The words of a script with
/// spaces count in all their forms; characters of others as they are.
std::vector<Xapian::docid> look_for(const std::string& written,
                                    const std::vector<std::string>& words,
                                    const Xapian::Database& database,
                                    const WordExpansion& expansion,
                                    std::vector<MarkPattern>& patterns) {
    if (has_unspaced(written)) {
        SearchRequest request;
        request.text = "\"" + protected_in('"', written) + "\"";
        request.correct = false;
        Result<QueryPlan> plan = plan_of(request, database);
        if (!plan) return {};  // only signs
        patterns = plan->found.marks;
        return documents_of(plan->match.query(), database);
    }
    MarkPattern pattern;
    std::vector<Xapian::Query> all;
    for (const std::string& word : words) {
        pattern.words.push_back(expansion.stem_class(word));
        std::vector<std::string> terms;
        for (const Form& form : pattern.words.back()) terms.push_back(form.term);
        all.push_back(unweighted_any(terms, database));
    }
    patterns.push_back(std::move(pattern));
    return documents_of(Xapian::Query(Xapian::Query::OP_AND, all.begin(), all.end()), database);
}

}  // namespace

Mentions::Mentions(const schema::NoteRecord& note, const Xapian::Database& database) {
    std::vector<std::string> all{note.title};
    all.insert(all.end(), note.aliases.begin(), note.aliases.end());
    const WordExpansion expansion(database);
    const Usage usage(note, database);
    std::set<std::vector<std::string>> seen;
    for (const std::string& written : all) {
        const std::vector<std::string> words = words_of(written);
        if (words.empty() || words.size() > text::max_phrase_words ||
            unicode::length(written) < 2 || !seen.insert(words).second)
            continue;
        if (names_.size() == most_names) break;
        // A number is no name: 2023, 10.
        if (words.size() == 1 &&
            words.front().find_first_not_of("0123456789.,-") == std::string::npos)
            continue;
        Name name{written, words};
        const bool unspaced = has_unspaced(written);
        if (!unspaced) {
            name.by_case = words.size() == 1 && usage.is_common(words.front());
            if (name.by_case && (has_lower_case(written) || has_no_telling_case(note, written)))
                continue;
            // "File formats" is a name where one speaks of files and formats all the time, and
            // "Under file format, choose ..." is not.
            name.as_written =
                words.size() == 1 || std::all_of(words.begin(), words.end(), [&](const auto& word) {
                    return usage.is_everyday(word);
                });
        }
        const std::vector<Xapian::docid> found =
            look_for(written, words, database, expansion, name.patterns);
        if (unspaced && unicode::length(written) <= short_name &&
            usage.is_common(static_cast<Xapian::doccount>(found.size())))
            continue;
        candidates_.insert(candidates_.end(), found.begin(), found.end());
        names_.push_back(std::move(name));
    }
    std::sort(candidates_.begin(), candidates_.end());
    candidates_.erase(std::unique(candidates_.begin(), candidates_.end()), candidates_.end());
    std::erase(candidates_, schema::note_at(database, note.path));
}

std::vector<TextRange> Mentions::in(const schema::NoteRecord& record) const {
    std::vector<schema::Stretch> links;
    for (const schema::Link& link : record.links)
        if (link.text.begin < link.text.end) links.push_back(link.text);
    std::sort(links.begin(), links.end(),
              [](const schema::Stretch& a, const schema::Stretch& b) { return a.begin < b.begin; });
    // An image in a link is in both.
    std::vector<schema::Stretch> linked;
    for (const schema::Stretch& each : links) {
        if (!linked.empty() && each.begin < linked.back().end)
            linked.back().end = std::max(linked.back().end, each.end);
        else linked.push_back(each);
    }
    const std::string_view text = record.text;
    std::vector<TextRange> places;
    for (const Name& name : names_) {
        for (const Match& match : MarkFinder(name.patterns).in_text(record)) {
            const TextRange range = match.range;
            if (stretch_at(record.code, range.begin) != nullptr ||
                stretch_at(linked, range.begin) != nullptr ||
                stretch_at(linked, range.end - 1) != nullptr)
                continue;
            if (is_in_longer_word(text, range) ||
                (name.as_written &&
                 words_of(text.substr(range.begin, range.end - range.begin)) != name.words))
                continue;
            if (name.by_case &&
                (!text.substr(range.begin).starts_with(name.written) ||
                 is_in_longer_name(text, range) ||
                 (!has_own_case(name.written) && begins_sentence(text, range.begin))))
                continue;
            places.push_back(range);
        }
    }
    std::sort(places.begin(), places.end(), [](const TextRange& a, const TextRange& b) {
        return a.begin != b.begin ? a.begin < b.begin : a.end > b.end;
    });
    std::vector<TextRange> disjoint;
    for (const TextRange& place : places)
        if (disjoint.empty() || place.begin >= disjoint.back().end) disjoint.push_back(place);
    return disjoint;
}

}  // namespace assay::query
