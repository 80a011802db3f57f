#include "query/words/word_classes.h"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <iterator>
#include <memory>
#include <numeric>
#include <utility>

namespace assay::query {
namespace {

using DocumentIterator = std::vector<Xapian::docid>::const_iterator;

/// Returns the first document in [begin, end), rising, that is at least `document`. Usually it is
/// near.
DocumentIterator first_from(DocumentIterator begin, DocumentIterator end, Xapian::docid document) {
    std::ptrdiff_t step = 1;
    while (step < end - begin && begin[step] < document) {
        begin += step;
        step *= 2;
    }
    return std::lower_bound(begin, begin + std::min(step + 1, end - begin), document);
}

/// How often a class occurs in the notes that have it.
struct ClassPostings {
    std::vector<Xapian::docid> documents{};  // rising
    std::vector<Xapian::termcount> wdfs{};   // of each document; 0: a term that only filters

    std::uint64_t times() const {
        return std::accumulate(wdfs.begin(), wdfs.end(), std::uint64_t{});
    }

    /// Returns the number of notes in which the class has weight: all except those that have it
    /// only as a part of a word (tokenizer.h).
    std::size_t weighed() const {
        return wdfs.size() - static_cast<std::size_t>(std::count(wdfs.begin(), wdfs.end(), 0U));
    }
};

/// Adds up the postings of the phrases of a class.
class Accumulator {
public:
    Accumulator(const WordClass& phrases, const PostingReader& reader)
        : last_(reader.database().get_lastdocid()), notes_(reader.notes()) {
        const bool is_one_list = phrases.size() == 1 && phrases.front().terms.size() == 1;
        most_listed_ = is_one_list ? SIZE_MAX : static_cast<std::size_t>(notes_ / 32);
        if (is_one_list)  // in a damaged index, the number may be anything
            reserve(static_cast<std::size_t>(
                std::min(reader.notes_with(phrases.front().terms.front()), notes_)));
        const auto add_each = [this](const Posting& posting) { add(posting); };
        for (const TermPhrase& phrase : phrases) {
            if (phrase.terms.size() == 1) reader.walk(phrase.terms.front(), phrase.in, add_each);
            else std::ranges::for_each(reader.of_phrase(phrase.terms, phrase.in), add_each);
        }
    }

    ClassPostings take() { return array_.empty() ? from_list() : from_array(); }

private:
    void reserve(std::size_t count) {
        list_.documents.reserve(count);
        list_.wdfs.reserve(count);
    }

    void add(const Posting& posting) {
        if (posting.document > last_)
            throw Xapian::DatabaseCorruptError("a posting of a note that is not there");
        if (!array_.empty()) return add_to_array(posting.document, posting.wdf);
        list_.documents.push_back(posting.document);
        list_.wdfs.push_back(posting.wdf);
        if (list_.documents.size() > most_listed_) make_array();
    }

    void add_to_array(Xapian::docid document, Xapian::termcount wdf) {
        Xapian::termcount& there = array_[document];
        there += wdf + (there == 0);
    }

    /// A class often has thousands of phrases. An array over all notes takes a third less time than
    /// merging their lists.
    void make_array() {
        // In a damaged index, the last docid may be anything.
        constexpr double few = 1U << 20U, most_docids_for_each_note = 64;
        if (static_cast<double>(last_) > few + most_docids_for_each_note * notes_)
            throw Xapian::DatabaseCorruptError("the numbers of its notes are out of proportion");
        array_.resize(last_ + 1);
        for (std::size_t i = 0; i < list_.documents.size(); ++i)
            add_to_array(list_.documents[i], list_.wdfs[i]);
    }

    ClassPostings from_list() {
        const std::vector<Xapian::docid>& documents = list_.documents;
        if (std::adjacent_find(documents.begin(), documents.end(), std::greater_equal<>()) ==
            documents.end())
            return std::move(list_);
        Postings postings;
        for (std::size_t i = 0; i < documents.size(); ++i)
            postings.push_back({documents[i], list_.wdfs[i]});
        std::sort(postings.begin(), postings.end(),
                  [](const Posting& a, const Posting& b) { return a.document < b.document; });
        ClassPostings sums;
        for (const Posting& each : postings) {
            if (sums.documents.empty() || sums.documents.back() != each.document) {
                sums.documents.push_back(each.document);
                sums.wdfs.push_back(0);
            }
            sums.wdfs.back() += each.wdf;
        }
        return sums;
    }

    ClassPostings from_array() const {
        std::size_t count =
            array_.size() - static_cast<std::size_t>(std::count(array_.begin(), array_.end(), 0U));
        ClassPostings sums{std::vector<Xapian::docid>(count + 1),
                           std::vector<Xapian::termcount>(count + 1)};
        count = 0;
        for (Xapian::docid document = 1; document < array_.size(); ++document) {
            // Without a branch, which no processor could predict.
            sums.documents[count] = document;
            sums.wdfs[count] = array_[document] - 1;
            count += array_[document] != 0;
        }
        sums.documents.resize(count);
        sums.wdfs.resize(count);
        return sums;
    }

    const std::size_t last_;  // docid
    const double notes_;
    std::size_t most_listed_ = 0;
    ClassPostings list_;                    // in the order of reading
    std::vector<Xapian::termcount> array_;  // by docid, if there are more: wdf + 1; 0: not there
};

/// The notes that have every class, and the wdf of each class in them.
class Matches {
public:
    Matches(const std::vector<WordClass>& classes, PostingReader& reader) : reader_(reader) {
        for (const WordClass& phrases : classes) {
            ClassPostings postings = Accumulator(phrases, reader).take();
            weights_.emplace_back(static_cast<double>(postings.times()),
                                  static_cast<double>(std::max<std::size_t>(postings.weighed(), 1)),
                                  reader.notes());
            if (wdfs_.empty()) {
                documents_ = std::move(postings.documents);
                wdfs_.push_back(std::move(postings.wdfs));
            } else {
                keep_those_in(postings);
            }
            if (documents_.empty()) return;
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
    /// Keeps the documents that have the next class too, and adds its wdfs.
    void keep_those_in(const ClassPostings& next) {
        std::size_t kept = 0;
        std::vector<Xapian::termcount> wdfs;
        auto there = next.documents.begin();
        for (std::size_t i = 0; i < documents_.size(); ++i) {
            there = first_from(there, next.documents.end(), documents_[i]);
            if (there == next.documents.end()) break;
            if (*there != documents_[i]) continue;
            documents_[kept] = documents_[i];
            for (std::vector<Xapian::termcount>& of_class : wdfs_) of_class[kept] = of_class[i];
            wdfs.push_back(next.wdfs[static_cast<std::size_t>(there - next.documents.begin())]);
            ++kept;
        }
        documents_.resize(kept);
        for (std::vector<Xapian::termcount>& of_class : wdfs_) of_class.resize(kept);
        wdfs_.push_back(std::move(wdfs));
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
        const std::vector<Xapian::docid>& documents = matches_->documents();
        const auto from =
            documents.begin() + offset(at_ == before_first ? 0 : std::min(at_, size()));
        at_ = static_cast<std::size_t>(first_from(from, documents.end(), id) - documents.begin());
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
    const auto weighs_more = [](const Weighed& a, const Weighed& b) { return a.weight > b.weight; };
    std::vector<Weighed> best;  // a heap with the least at the front
    const auto take = [&](const Weighed& note) {
        if (best.size() == limit) {
            if (note.weight <= best.front().weight) return;
            std::pop_heap(best.begin(), best.end(), weighs_more);
            best.pop_back();
        }
        best.push_back(note);
        std::push_heap(best.begin(), best.end(), weighs_more);
    };
    std::size_t place = 0;
    for (const Xapian::docid document : candidates ? *candidates : matches.documents()) {
        while (matches.documents()[place] != document) ++place;
        take({document, matches.weight(place++)});
    }
    std::sort_heap(best.begin(), best.end(), weighs_more);
    return best;
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
