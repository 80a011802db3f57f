#include "query/word_classes.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <memory>
#include <numeric>
#include <utility>

#include "indexer/schema/doc_lengths.h"

namespace assay {
namespace {

struct Posting {
    Xapian::docid document;
    Xapian::termcount wdf;
};

/// By rising docid.
using Postings = std::vector<Posting>;

Postings postings_of(const std::string& term, const Xapian::Database& database) {
    Postings postings;
    postings.reserve(1024);  // to ask how many there are takes longer than to grow
    const auto end = database.postlist_end(term);
    for (auto posting = database.postlist_begin(term); posting != end; ++posting) postings.push_back({*posting, posting.get_wdf()});
    return postings;
}

/// Where the terms stand in a row: as often as the rarest of them stands in the note, at most.
Postings postings_of(const std::vector<std::string>& row, const Xapian::Database& database) {
    if (row.size() == 1) return postings_of(row.front(), database);
    Xapian::Enquire enquire(database);
    enquire.set_query(Xapian::Query(Xapian::Query::OP_PHRASE, row.begin(), row.end(), static_cast<Xapian::termcount>(row.size())));
    enquire.set_weighting_scheme(Xapian::BoolWeight());  // by docid
    const Xapian::MSet matches = enquire.get_mset(0, database.get_doccount());
    Postings postings;
    for (auto match = matches.begin(); match != matches.end(); ++match) postings.push_back({*match, 0});
    for (const std::string& term : row) {
        auto in_note = database.postlist_begin(term);
        for (Posting& posting : postings) {
            in_note.skip_to(posting.document);
            posting.wdf = &term == &row.front() ? in_note.get_wdf() : std::min(posting.wdf, in_note.get_wdf());
        }
    }
    return postings;
}

Postings merged(const Postings& a, const Postings& b) {
    Postings both;
    both.reserve(a.size() + b.size());
    auto x = a.begin(), y = b.begin();
    while (x != a.end() && y != b.end()) {
        if (x->document == y->document) {
            both.push_back({x->document, x->wdf + y->wdf});
            ++x, ++y;
        } else {
            both.push_back(x->document < y->document ? *x++ : *y++);
        }
    }
    both.insert(both.end(), x, a.end());
    both.insert(both.end(), y, b.end());
    return both;
}

Postings postings_of(const WordClass& rows, const Xapian::Database& database) {
    std::vector<Postings> lists;
    for (const std::vector<std::string>& row : rows) lists.push_back(postings_of(row, database));
    const auto longer = [](const Postings& a, const Postings& b) { return a.size() > b.size(); };
    std::make_heap(lists.begin(), lists.end(), longer);
    while (lists.size() > 1) {  // the shortest two first
        std::pop_heap(lists.begin(), lists.end(), longer);
        const Postings shortest = std::move(lists.back());
        lists.pop_back();
        std::pop_heap(lists.begin(), lists.end(), longer);
        lists.back() = merged(lists.back(), shortest);
        std::push_heap(lists.begin(), lists.end(), longer);
    }
    return lists.empty() ? Postings() : std::move(lists.front());
}

/// Of a whole class, as if it were one term: IneB2 of the DFR framework (Amati and van Rijsbergen, 2002) with c = 1, as Xapian::IneB2Weight(1).
class ClassWeight {
public:
    ClassWeight(const Postings& postings, double notes) {
        std::uint64_t times = 0;
        for (const Posting& posting : postings) times += posting.wdf, most_often_ = std::max(most_often_, posting.wdf);
        const double often = static_cast<double>(times), expected = notes * (1 - std::exp(-often / notes));
        scale_ = std::log2((notes + 1) / (expected + 0.5)) * (often + 1) / static_cast<double>(postings.size());
    }

    double of(Xapian::termcount wdf, double length_factor) const {
        const double normalized = wdf * length_factor;
        return scale_ * normalized / (normalized + 1);
    }

    double most(double length_factor) const { return of(most_often_, length_factor); }

private:
    double scale_ = 0;  // what is the same for all notes
    Xapian::termcount most_often_ = 0;
};

/// The notes that have every class, with the wdf of each.
class Matches {
public:
    Matches(const std::vector<WordClass>& classes, const Xapian::Database& database) : database_(database), lengths_(database), average_length_(database.get_avlength()) {
        std::vector<Postings> lists;
        for (const WordClass& rows : classes) {
            lists.push_back(postings_of(rows, database));
            if (lists.back().empty()) return;
        }
        for (const Postings& postings : lists) weights_.emplace_back(postings, database.get_doccount());
        intersect(lists);
    }

    const std::vector<Xapian::docid>& documents() const { return documents_; }

    double weight(std::size_t at) {
        const double factor = length_factor(lengths_.of(documents_[at]));
        double sum = 0;
        for (std::size_t i = 0; i < weights_.size(); ++i) sum += weights_[i].of(wdfs_[at * weights_.size() + i], factor);
        return sum;
    }

    /// No weight is more.
    double most() const {
        const double factor = length_factor(database_.get_doclength_lower_bound());
        return std::accumulate(weights_.begin(), weights_.end(), 0.0, [&](double sum, const ClassWeight& weight) { return sum + weight.most(factor); });
    }

private:
    double length_factor(Xapian::termcount length) const { return std::log2(1 + average_length_ / std::max<Xapian::termcount>(length, 1)); }

    void intersect(const std::vector<Postings>& lists) {
        std::vector<Postings::const_iterator> at;
        for (const Postings& postings : lists) at.push_back(postings.begin());
        for (Xapian::docid wanted = 0;;) {
            bool all_there = true;
            for (std::size_t i = 0; i < lists.size(); ++i) {
                while (at[i] != lists[i].end() && at[i]->document < wanted) ++at[i];
                if (at[i] == lists[i].end()) return;
                all_there = all_there && at[i]->document == wanted;
                wanted = at[i]->document;
            }
            if (!all_there) continue;
            documents_.push_back(wanted++);
            for (const Postings::const_iterator& each : at) wdfs_.push_back(each->wdf);
        }
    }

    Xapian::Database database_;
    DocLengths lengths_;
    double average_length_;
    std::vector<Xapian::docid> documents_;
    std::vector<Xapian::termcount> wdfs_;  // of documents_[i] from i * weights_.size() on
    std::vector<ClassWeight> weights_;
};

}  // namespace

struct WordMatch::State {
    std::vector<WordClass> classes;
    std::unique_ptr<Matches> matches;  // once it has been matched

    Matches& matched(const Xapian::Database& database) {
        if (!matches) matches = std::make_unique<Matches>(classes, database);
        return *matches;
    }
};

namespace {

class WordSource : public Xapian::PostingSource {
public:
    explicit WordSource(std::shared_ptr<WordMatch::State> state) : state_(std::move(state)) {}

    void init(const Xapian::Database& database) override {
        matches_ = &state_->matched(database);
        at_ = before_first;
        set_maxweight(matches_->most());
    }
    Xapian::doccount get_termfreq_min() const override { return count(); }
    Xapian::doccount get_termfreq_est() const override { return count(); }
    Xapian::doccount get_termfreq_max() const override { return count(); }
    void next(double) override { ++at_; }
    void skip_to(Xapian::docid id, double) override {
        const std::size_t first = at_ == before_first ? 0 : at_;
        std::size_t step = 1;  // doubled, for what is wanted is mostly near
        while (first + step < size() && matches_->documents()[first + step] < id) step *= 2;
        const auto begin = matches_->documents().begin();
        at_ = static_cast<std::size_t>(std::lower_bound(begin + offset(first), begin + offset(std::min(first + step, size())), id) - begin);
    }
    bool at_end() const override { return at_ != before_first && at_ >= size(); }
    Xapian::docid get_docid() const override { return matches_->documents()[at_]; }
    double get_weight() const override { return matches_->weight(at_); }
    PostingSource* clone() const override { return new WordSource(state_); }
    std::string get_description() const override {
        std::string text;
        for (const WordClass& rows : state_->classes) {
            text.append(text.empty() ? "(" : " AND (");
            for (const std::vector<std::string>& row : rows) {
                if (&row != &rows.front()) text.append(" | ");
                for (const std::string& term : row) text.append(&term == &row.front() ? "" : " ").append(term);
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
    Matches* matches_ = nullptr;
    std::size_t at_ = before_first;
};

}  // namespace

WordMatch::WordMatch(std::vector<WordClass> classes) : state_(std::make_shared<State>()) { state_->classes = std::move(classes); }

Xapian::Query WordMatch::query() const { return Xapian::Query((new WordSource(state_))->release()); }

const std::vector<Xapian::docid>& WordMatch::documents(const Xapian::Database& database) const { return state_->matched(database).documents(); }

std::vector<Weighed> WordMatch::best(std::size_t most, const Xapian::Database& database) const {
    Matches& matches = state_->matched(database);
    std::vector<Weighed> all;
    all.reserve(matches.documents().size());
    for (std::size_t i = 0; i < matches.documents().size() && most > 0; ++i) all.push_back({matches.documents()[i], matches.weight(i)});
    const std::size_t count = std::min(most, all.size());
    std::partial_sort(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(count), all.end(), [](const Weighed& a, const Weighed& b) { return a.weight > b.weight; });
    all.resize(count);
    return all;
}

Xapian::Query class_query(WordClass rows) { return WordMatch({std::move(rows)}).query(); }

}  // namespace assay
