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

/// Each posting of the term is given to `take`.
template <class Take>
void read_postings(const std::string& term, const Xapian::Database& database, Take take) {
    const auto end = database.postlist_end(term);
    for (auto posting = database.postlist_begin(term); posting != end; ++posting) take(Posting{*posting, posting.get_wdf()});
}

/// Where the terms stand in a row: as often as the rarest of them stands in the note, at most.
std::vector<Posting> postings_of_row(const std::vector<std::string>& row, const Xapian::Database& database) {
    Xapian::Enquire enquire(database);
    enquire.set_query(Xapian::Query(Xapian::Query::OP_PHRASE, row.begin(), row.end(), static_cast<Xapian::termcount>(row.size())));
    enquire.set_weighting_scheme(Xapian::BoolWeight());  // by docid
    const Xapian::MSet matches = enquire.get_mset(0, database.get_doccount());
    std::vector<Posting> postings;
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

/// How often a class is in each note. An array over all notes takes a third less time than a merge of its rows' postings, of which
/// words in use have thousands.
class Accumulator {
public:
    Accumulator(const WordClass& rows, const Xapian::Database& database) {
        constexpr std::size_t most_at_once = 1U << 20U;  // where the index is damaged, the last docid may be anything
        const std::size_t last = database.get_lastdocid();
        wdfs_.resize(std::min(last + 1, most_at_once));
        const auto add = [&](const Posting& posting) {
            if (posting.document >= wdfs_.size()) {
                if (posting.document > last) throw Xapian::DatabaseCorruptError("a posting of a note that is not there");
                wdfs_.resize(std::min(last + 1, 2 * std::size_t{posting.document}));
            }
            Xapian::termcount& there = wdfs_[posting.document];
            const bool is_new = there == 0;
            notes_ += is_new;
            times_ += posting.wdf;
            there += posting.wdf + is_new;
        };
        for (const std::vector<std::string>& row : rows) {
            if (row.size() == 1) read_postings(row.front(), database, add);
            else for (const Posting& posting : postings_of_row(row, database)) add(posting);
        }
    }

    std::size_t notes() const { return notes_; }
    std::uint64_t times() const { return times_; }
    bool has(Xapian::docid document) const { return document < wdfs_.size() && wdfs_[document] != 0; }
    Xapian::termcount wdf(Xapian::docid document) const { return wdfs_[document] - 1; }

    /// The notes that have it, by rising docid.
    std::vector<Xapian::docid> documents() const {
        std::vector<Xapian::docid> documents(notes_ + 1);
        std::size_t count = 0;
        for (Xapian::docid document = 1; document < wdfs_.size(); ++document) {  // no branch: no processor would foresee it
            documents[count] = document;
            count += wdfs_[document] != 0;
        }
        documents.resize(notes_);
        return documents;
    }

private:
    std::vector<Xapian::termcount> wdfs_;  // one more than it is, where the note has it: terms of a field have a wdf of 0
    std::size_t notes_ = 0;
    std::uint64_t times_ = 0;
};

/// Of a whole class, as if it were one term: IneB2 of the DFR framework (Amati and van Rijsbergen, 2002) with c = 1, as Xapian::IneB2Weight(1).
class ClassWeight {
public:
    ClassWeight(const Accumulator& postings, double notes) {
        const auto often = static_cast<double>(postings.times());
        const double expected = notes * (1 - std::exp(-often / notes));
        scale_ = std::log2((notes + 1) / (expected + 0.5)) * (often + 1) / static_cast<double>(postings.notes());
    }

    double of(Xapian::termcount wdf, double length_factor) const {
        const double normalized = wdf * length_factor;
        return scale_ * normalized / (normalized + 1);
    }

private:
    double scale_ = 0;  // what is the same for all notes
};

/// The notes that have every class, with the wdf of each.
class Matches {
public:
    Matches(const std::vector<WordClass>& classes, const Xapian::Database& database)
        : lengths_(database), average_length_(database.get_avlength()), shortest_(database.get_doclength_lower_bound()) {
        for (const WordClass& rows : classes) {
            const Accumulator postings(rows, database);
            if (weights_.empty()) documents_ = postings.documents();
            else keep([&](Xapian::docid document) { return postings.has(document); });
            if (documents_.empty()) return;
            weights_.emplace_back(postings, database.get_doccount());
            wdfs_.emplace_back();
            for (const Xapian::docid document : documents_) wdfs_.back().push_back(postings.wdf(document));
        }
    }

    const std::vector<Xapian::docid>& documents() const { return documents_; }

    double weight(std::size_t at) {
        const double factor = length_factor(lengths_.of(documents_[at]));
        double sum = 0;
        for (std::size_t i = 0; i < weights_.size(); ++i) sum += weights_[i].of(wdfs_[i][at], factor);
        return sum;
    }

    /// No weight is more.
    double most() const {
        double sum = 0;
        for (std::size_t i = 0; i < weights_.size() && !documents_.empty(); ++i)
            sum += weights_[i].of(*std::max_element(wdfs_[i].begin(), wdfs_[i].end()), length_factor(shortest_));
        return sum;
    }

private:
    double length_factor(Xapian::termcount length) const { return std::log2(1 + average_length_ / std::max<Xapian::termcount>(length, 1)); }

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

    DocLengths lengths_;
    double average_length_;
    Xapian::termcount shortest_;
    std::vector<Xapian::docid> documents_;
    std::vector<ClassWeight> weights_;
    std::vector<std::vector<Xapian::termcount>> wdfs_;  // of each class, in documents_[i]
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
