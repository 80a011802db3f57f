#include "query/near_notes.h"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>

#include "indexer/schema/fields.h"
#include "indexer/schema/note_record.h"
#include "indexer/text/edit_distance.h"
#include "indexer/text/file_name.h"
#include "indexer/text/stop_words.h"
#include "indexer/text/tokenizer.h"
#include "indexer/text/unicode.h"
#include "query/words/near_spelling.h"
#include "query/words/weighting.h"

namespace assay::query {
namespace {

constexpr double least_share = 0.6;  // of the letters of a name that the name of a note must have
constexpr double elsewhere = 0.95;   // factor for a note in another folder
constexpr std::size_t most_records = 50;  // read for their aliases
constexpr std::size_t most_spellings = 5;

/// How many typing errors a word or name of `length` characters may have and still be recognised.
std::size_t most_errors(std::size_t length) {
    return length < 3 ? 0 : std::max<std::size_t>(1, length / 4);
}

std::vector<std::string> split(std::string_view text) {
    std::vector<std::string> words;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        if (end > at) words.emplace_back(text.substr(at, end - at));
        at = end + 1;
    }
    return words;
}

std::size_t letters_of(const std::vector<std::string>& words) {
    std::size_t letters = 0;
    for (const std::string& word : words) letters += unicode::length(word);
    return letters;
}

/// A name as written, and how near other names are to it: 0 is not near, 1 is the same.
class WrittenName {
public:
    explicit WrittenName(std::string_view name)
        : whole_(text::whole_text(name)), words_(split(whole_)) {
        std::erase_if(words_, [](const std::string& word) { return text::is_stop_word(word); });
        letters_ = letters_of(words_);
    }

    const std::vector<std::string>& words() const { return words_; }

    /// Returns the nearness by typing errors, or by common words, whichever is greater.
    double nearness(std::string_view other) const {
        const std::string whole = text::whole_text(other);
        return std::max(by_errors(whole), by_words(whole));
    }

    double nearness_by_errors(std::string_view other) const {
        return by_errors(text::whole_text(other));
    }

private:
    double by_errors(const std::string& other) const {
        if (other.empty() || whole_.empty()) return 0;
        const std::size_t length = std::max(unicode::length(whole_), unicode::length(other)),
                          most = most_errors(length);
        const std::size_t errors = text::edit_distance(whole_, other, most + 1);
        return errors > most ? 0 : 1 - static_cast<double>(errors) / static_cast<double>(length);
    }

    double by_words(const std::string& other) const {
        const std::vector<std::string> others = split(other);
        double common = 0;
        for (const std::string& word : words_) {
            double best = 0;
            for (const std::string& candidate : others)
                best = std::max(best, letters_in_common(word, candidate));
            common += best;
        }
        if (letters_ == 0 || common < least_share * static_cast<double>(letters_)) return 0;
        // Of two names with the same words, the shorter is nearer.
        const double share = common / static_cast<double>(letters_),
                     likeness = 2 * common / static_cast<double>(letters_ + letters_of(others));
        return 0.7 * share + 0.3 * std::min(1.0, likeness);
    }

    static double letters_in_common(const std::string& word, const std::string& other) {
        const auto length = static_cast<double>(unicode::length(word));
        if (word == other) return length;
        if (length >= 3 && other.starts_with(word)) return 0.9 * length;
        const std::size_t most = length < 4 ? 0 : most_errors(static_cast<std::size_t>(length));
        const std::size_t errors = most == 0 ? 1 : text::edit_distance(word, other, most + 1);
        return errors > most ? 0 : length - static_cast<double>(errors);
    }

    std::string whole_;               // folded, without punctuation
    std::vector<std::string> words_;  // without stop words
    std::size_t letters_ = 0;         // in words_
};

std::string_view without_ending(std::string_view name) {
    for (const std::string_view ending : {".md", ".markdown", ".mdx"})
        if (name.ends_with(ending)) return name.substr(0, name.size() - ending.size());
    return name;
}

struct Near {
    double nearness = 0;
    std::optional<std::string> alias;  // if it is nearer than title and path
};

class Looking {
public:
    Looking(const Xapian::Database& database, std::string_view name)
        : database_(database),
          path_(without_ending(name)),
          has_folder_(path_.find('/') != path_.npos),
          whole_(path_),
          last_(text::file_name(path_)) {}

    std::vector<NearNote> nearest(std::size_t most) {
        look_at_names();
        look_at_aliases();
        std::vector<NearNote> notes;
        std::vector<std::tuple<double, std::string, Xapian::docid>> order;
        for (const auto& [id, near] : found_)
            order.emplace_back(
                -near.nearness,
                database_.get_document(id).get_value(schema::slot(schema::Field::path)), id);
        const std::size_t count = std::min(most, order.size());
        std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(count),
                          order.end());
        for (std::size_t i = 0; i < count; ++i) {
            const auto& [nearness, path, id] = order[i];
            const std::optional<schema::NoteRecord> record =
                schema::unpack_record(database_.get_document(id).get_data());
            notes.push_back({found_.at(id).alias.value_or(
                                 record ? record->title : std::string(text::file_stem(path))),
                             path});
        }
        return notes;
    }

private:
    void see(Xapian::docid id, double nearness, std::optional<std::string> alias = std::nullopt) {
        if (nearness <= 0) return;
        Near& near = found_[id];
        if (nearness > near.nearness) near = {nearness, std::move(alias)};
    }

    void look_at_names() {
        const bool dated =
            !last_name().empty() && last_name().front() >= '0' && last_name().front() <= '9';
        auto title = database_.valuestream_begin(schema::slot(schema::Field::title));
        const auto no_title = database_.valuestream_end(schema::slot(schema::Field::title));
        for (auto value = database_.valuestream_begin(schema::slot(schema::Field::path));
             value != database_.valuestream_end(schema::slot(schema::Field::path)); ++value) {
            const Xapian::docid id = value.get_docid();
            const std::string path = *value;
            while (title != no_title && title.get_docid() < id) ++title;
            const double factor = has_folder_ ? elsewhere : 1;
            see(id, factor * last_.nearness(dated ? text::file_stem(path) : text::told_name(path)));
            if (title != no_title && title.get_docid() == id)
                see(id, factor * last_.nearness(*title));
            if (has_folder_) see(id, whole_.nearness_by_errors(without_ending(path)));
        }
    }

    /// Finds notes by words of their aliases, which are indexed as words of titles.
    void look_at_aliases() {
        std::vector<WantedSpelling> wanted;
        std::vector<Xapian::Query> terms;
        for (const std::string& word : last_.words()) {
            terms.emplace_back(schema::make_term(schema::Field::title, word));
            const std::size_t length = unicode::length(word);
            if (length >= 4)
                wanted.push_back({word, std::min<std::size_t>(2, most_errors(length))});
        }
        for (const std::vector<NearSpelling>& near : near_spellings(database_, wanted))
            for (std::size_t i = 0; i < std::min(near.size(), most_spellings); ++i)
                terms.emplace_back(schema::make_term(schema::Field::title, near[i].term));
        if (terms.empty()) return;
        Xapian::Enquire enquire(database_);
        enquire.set_query(Xapian::Query(Xapian::Query::OP_OR, terms.begin(), terms.end()));
        enquire.set_weighting_scheme(weighting());
        const Xapian::MSet matches = enquire.get_mset(0, most_records);
        for (auto match = matches.begin(); match != matches.end(); ++match) {
            const std::optional<schema::NoteRecord> record =
                schema::unpack_record(database_.get_document(*match).get_data());
            if (!record) continue;
            for (const std::string& alias : record->aliases)
                see(*match, last_.nearness(alias), alias);
        }
    }

    std::string_view last_name() const { return text::file_name(path_); }

    const Xapian::Database& database_;
    std::string path_;
    bool has_folder_;
    WrittenName whole_, last_;
    std::map<Xapian::docid, Near> found_;
};

}  // namespace

std::vector<NearNote> near_notes(const Xapian::Database& database, std::string_view name,
                                 std::size_t most) {
    return Looking(database, name).nearest(most);
}

}  // namespace assay::query
