#include "query/words/word_classes.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <memory>
#include <utility>

namespace assay::query {
namespace {

/// Counts how often a class occurs in each note. An array over all notes takes a third less time
/// than merging the posting lists of the phrases, which often have thousands of entries.
class Accumulator {
public:
    Accumulator(const WordClass& phrases, const PostingReader& reader) {
        // In a damaged index, the last docid and the docid of a posting may be anything.
        constexpr double few = 1U << 20U, most_docids_for_each_note = 64;
        const std::size_t last = reader.database().get_lastdocid();
        if (static_cast<double>(last) > few + most_docids_for_each_note * reader.notes())
            throw Xapian::DatabaseCorruptError("the numbers of its notes are out of proportion");
        wdfs_.resize(last + 1);
        const auto add = [&](const Posting& posting) {
            if (posting.document > last)
                throw Xapian::DatabaseCorruptError("a posting of a note that is not there");
            Xapian::termcount& there = wdfs_[posting.document];
            const bool is_new = there == 0;
            notes_ += is_new;
            weighed_ += posting.wdf > 0 && there <= 1;
            times_ += posting.wdf;
            there += posting.wdf + is_new;
        };
        for (const TermPhrase& phrase : phrases) {
            if (phrase.terms.size() == 1) reader.walk(phrase.terms.front(), phrase.in, add);
            else
                for (const Posting& posting : reader.of_phrase(phrase.terms, phrase.in))
                    add(posting);
        }
    }

    /// Returns the number of notes in which the class has weight: all except those that have it
    /// only as a part of a word (tokenizer.h).
    std::size_t weighed() const { return weighed_; }
    std::uint64_t times() const { return times_; }
    bool has(Xapian::docid document) const { return wdfs_[document] != 0; }
    Xapian::termcount wdf(Xapian::docid document) const { return wdfs_[document] - 1; }

    /// Returns the notes that have the class, by rising docid.
    std::vector<Xapian::docid> documents() const {
        std::vector<Xapian::docid> documents(notes_ + 1);
        std::size_t count = 0;
        for (Xapian::docid document = 1; document < wdfs_.size();
             ++document) {  // without a branch, which no processor could predict
            documents[count] = document;
            count += wdfs_[document] != 0;
        }
        documents.resize(count);
        return documents;
    }

private:
    std::vector<Xapian::termcount> wdfs_;  // wdf + 1 if the note has the class, else 0: a term that
                                           // only filters has a wdf of 0
    std::size_t notes_ = 0, weighed_ = 0;
    std::uint64_t times_ = 0;
};

/// The notes that have every class, and the wdf of each class in them.
class Matches {
public:
    Matches(const std::vector<WordClass>& classes, PostingReader& reader) : reader_(reader) {
        for (const WordClass& phrases : classes) {
            const Accumulator postings(phrases, reader);
            if (weights_.empty()) documents_ = postings.documents();
            else keep([&](Xapian::docid document) { return postings.has(document); });
            if (documents_.empty()) return;
            weights_.emplace_back(static_cast<double>(postings.times()),
                                  static_cast<double>(std::max<std::size_t>(postings.weighed(), 1)),
                                  reader.notes());
            wdfs_.emplace_back();
            for (const Xapian::docid document : documents_)
                wdfs_.back().push_back(postings.wdf(document));
        }
    }

    const std::vector<Xapian::docid>& documents() const { return documents_; }

    double weight(std::size_t at) const {
        const double factor = reader_.length_factor(documents_[at]);
        double sum = 0;
        for (std::size_t i = 0; i < weights_.size(); ++i)
            sum += weights_[i].of(wdfs_[i][at], factor);
        return sum;
    }

    /// Returns an upper bound of all weights.
    double most() const {
        double sum = 0;
        for (std::size_t i = 0; i < weights_.size() && !documents_.empty(); ++i)
            sum += weights_[i].of(*std::max_element(wdfs_[i].begin(), wdfs_[i].end()),
                                  reader_.most_length_factor());
        return sum;
    }

private:
    template <class Has>
    void keep(Has has) {
        std::size_t kept = 0;
        for (std::size_t i = 0; i < documents_.size(); ++i) {
            if (!has(documents_[i])) continue;
            documents_[kept] = documents_[i];
            for (std::vector<Xapian::termcount>& of_class : wdfs_) of_class[kept] = of_class[i];
            ++kept;
        }
        documents_.resize(kept);
        for (std::vector<Xapian::termcount>& of_class : wdfs_) of_class.resize(kept);
    }

    PostingReader& reader_;
    std::vector<Xapian::docid> documents_;
    std::vector<TermWeight> weights_;
    std::vector<std::vector<Xapian::termcount>> wdfs_;  // [class][i]: in documents_[i]
};

}  // namespace

struct WordMatch::State {
    std::vector<WordClass> classes;
    std::shared_ptr<PostingReader> reader;
    std::unique_ptr<const Matches> matches;  // empty until the first use

    const Matches& matched() {
        if (!matches) matches = std::make_unique<const Matches>(classes, *reader);
        return *matches;
    }
};

namespace {

class WordSource : public Xapian::PostingSource {
public:
    explicit WordSource(std::shared_ptr<WordMatch::State> state) : state_(std::move(state)) {}

    void init(const Xapian::Database&) override {
        matches_ = &state_->matched();
        at_ = before_first;
        set_maxweight(matches_->most());
    }
    Xapian::doccount get_termfreq_min() const override { return count(); }
    Xapian::doccount get_termfreq_est() const override { return count(); }
    Xapian::doccount get_termfreq_max() const override { return count(); }
    void next(double) override { ++at_; }
    void skip_to(Xapian::docid id, double) override {
        const std::size_t first = at_ == before_first ? 0 : at_;
        std::size_t step = 1;  // doubled: the next document is usually near
        while (first + step < size() && matches_->documents()[first + step] < id) step *= 2;
        const auto begin = matches_->documents().begin();
        at_ = static_cast<std::size_t>(
            std::lower_bound(begin + offset(first), begin + offset(std::min(first + step, size())),
                             id) -
            begin);
    }
    bool at_end() const override { return at_ != before_first && at_ >= size(); }
    Xapian::docid get_docid() const override { return matches_->documents()[at_]; }
    double get_weight() const override { return matches_->weight(at_); }
    PostingSource* clone() const override { return new WordSource(state_); }
    std::string get_description() const override {
        std::string text;
        for (const WordClass& phrases : state_->classes) {
            text.append(text.empty() ? "(" : " AND (");
            for (const TermPhrase& phrase : phrases) {
                if (&phrase != &phrases.front()) text.append(" | ");
                for (const std::string& term : phrase.terms)
                    text.append(&term == &phrase.terms.front() ? "" : " ").append(term);
            }
            text.append(")");
        }
        return text;
    }

private:
    static std::ptrdiff_t offset(std::size_t at) { return static_cast<std::ptrdiff_t>(at); }
    std::size_t size() const { return matches_ == nullptr ? 0 : matches_->documents().size(); }
    Xapian::doccount count() const { return static_cast<Xapian::doccount>(size()); }

    static constexpr std::size_t before_first = static_cast<std::size_t>(-1);  // one before 0
    std::shared_ptr<WordMatch::State> state_;
    const Matches* matches_ = nullptr;
    std::size_t at_ = before_first;
};

}  // namespace

WordMatch::WordMatch(std::vector<WordClass> classes, std::shared_ptr<PostingReader> reader)
    : state_(std::make_shared<State>()) {
    state_->classes = std::move(classes);
    state_->reader = std::move(reader);
}

Xapian::Query WordMatch::query() const {
    return Xapian::Query((new WordSource(state_))->release());
}

const std::vector<Xapian::docid>& WordMatch::documents() const {
    return state_->matched().documents();
}

std::vector<Weighed> WordMatch::best(std::size_t limit,
                                     const std::vector<Xapian::docid>* candidates) const {
    if (limit == 0) return {};
    const Matches& matches = state_->matched();
    std::vector<Weighed> all;
    all.reserve(candidates ? candidates->size() : matches.documents().size());
    std::size_t place = 0;
    for (const Xapian::docid document : candidates ? *candidates : matches.documents()) {
        while (matches.documents()[place] != document) ++place;
        all.push_back({document, matches.weight(place++)});
    }
    const std::size_t count = std::min(limit, all.size());
    std::partial_sort(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(count), all.end(),
                      [](const Weighed& a, const Weighed& b) { return a.weight > b.weight; });
    all.resize(count);
    return all;
}

Xapian::Query class_query(WordClass word, std::shared_ptr<PostingReader> reader) {
    return WordMatch({std::move(word)}, std::move(reader)).query();
}

std::vector<Xapian::docid> documents_with_all(const std::vector<AnyOf>& words,
                                              const PostingReader& reader) {
    std::vector<Xapian::docid> documents;
    for (const AnyOf& forms : words) {
        std::vector<Xapian::docid> have_one, both;
        for (const Form& form : forms)
            reader.walk(form.term, form.in,
                        [&](const Posting& posting) { have_one.push_back(posting.document); });
        std::sort(have_one.begin(), have_one.end());
        have_one.erase(std::unique(have_one.begin(), have_one.end()), have_one.end());
        if (&forms == &words.front()) both = std::move(have_one);
        else
            std::set_intersection(documents.begin(), documents.end(), have_one.begin(),
                                  have_one.end(), std::back_inserter(both));
        documents = std::move(both);
        if (documents.empty()) break;
    }
    return documents;
}

}  // namespace assay::query
