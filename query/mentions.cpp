#include "query/mentions.h"

#include <algorithm>
#include <set>

#include "indexer/schema/fields.h"
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

constexpr std::size_t most_names = 50;     // of a note; each is a search
constexpr double common_share = 0.02;      // of the notes that have a common word
constexpr Xapian::doccount few_notes = 3;  // so many have any word

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

bool is_common(const std::string& word, const Xapian::Database& database) {
    const Xapian::doccount notes = database.get_termfreq(word);
    return text::is_stop_word(word) ||
           (notes > few_notes && notes > common_share * database.get_doccount());
}

/// True if the text before byte `at` ends a sentence, a line or an item, or opens a quotation: then
/// a capital says nothing.
bool begins_sentence(std::string_view text, std::size_t at) {
    while (at > 0 && (text[at - 1] == ' ' || text[at - 1] == '"' || text[at - 1] == '(' ||
                      text[at - 1] == '*' || text[at - 1] == '\''))
        --at;
    return at == 0 || std::string_view("\n\t.!?:").find(text[at - 1]) != std::string_view::npos;
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
    std::set<std::vector<std::string>> seen;
    for (const std::string& written : all) {
        const std::vector<std::string> words = words_of(written);
        if (words.empty() || words.size() > text::max_phrase_words ||
            unicode::length(written) < 2 || !seen.insert(words).second)
            continue;
        if (names_.size() == most_names) break;
        Name name;
        name.written = written;
        name.by_case = words.size() == 1 && is_common(words.front(), database);
        // The case of a common word in lower case tells nothing.
        if (name.by_case && has_lower_case(written)) continue;
        // A number is no name: 2023, 10.
        if (words.size() == 1 &&
            words.front().find_first_not_of("0123456789.,-") == std::string::npos)
            continue;
        const std::vector<Xapian::docid> found =
            look_for(written, words, database, expansion, name.patterns);
        candidates_.insert(candidates_.end(), found.begin(), found.end());
        names_.push_back(std::move(name));
    }
    std::sort(candidates_.begin(), candidates_.end());
    candidates_.erase(std::unique(candidates_.begin(), candidates_.end()), candidates_.end());
    const std::string self = schema::make_term(schema::Field::path, note.path);
    if (const auto own = database.postlist_begin(self); own != database.postlist_end(self))
        std::erase(candidates_, *own);
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
            if (name.by_case &&
                (!text.substr(range.begin).starts_with(name.written) ||
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
