#include "query/words/document_set.h"

#include <algorithm>

#include "indexer/schema/fields.h"
#include "query/words/weighting.h"

namespace assay::query {
namespace {

class DocumentSource : public Xapian::PostingSource {
public:
    explicit DocumentSource(std::vector<Xapian::docid> documents)
        : documents_(std::move(documents)) {}

    Xapian::doccount get_termfreq_min() const override { return size(); }
    Xapian::doccount get_termfreq_est() const override { return size(); }
    Xapian::doccount get_termfreq_max() const override { return size(); }
    void init(const Xapian::Database&) override { at_ = before_first; }
    void next(double) override { ++at_; }
    void skip_to(Xapian::docid id, double) override {
        const std::size_t from = at_ == before_first ? 0 : at_;
        at_ = static_cast<std::size_t>(
            std::lower_bound(documents_.begin() + static_cast<std::ptrdiff_t>(from),
                             documents_.end(), id) -
            documents_.begin());
    }
    bool at_end() const override { return at_ != before_first && at_ >= documents_.size(); }
    Xapian::docid get_docid() const override { return documents_[at_]; }
    PostingSource* clone() const override { return new DocumentSource(documents_); }
    std::string get_description() const override {
        return "notes(" + std::to_string(documents_.size()) + ")";
    }

private:
    Xapian::doccount size() const { return static_cast<Xapian::doccount>(documents_.size()); }
    static constexpr std::size_t before_first = static_cast<std::size_t>(-1);  // one before 0
    std::vector<Xapian::docid> documents_;
    std::size_t at_ = before_first;
};

}  // namespace

Xapian::Query unweighted_term(const std::string& term, const Xapian::Database& database) {
    return database.get_termfreq(term) == database.get_doccount() ? Xapian::Query(std::string())
                                                                  : Xapian::Query(term);
}

Xapian::Query unweighted_any(const std::vector<std::string>& terms,
                             const Xapian::Database& database) {
    std::vector<Xapian::Query> any;
    for (const std::string& term : terms) any.push_back(unweighted_term(term, database));
    return {Xapian::Query::OP_OR, any.begin(), any.end()};
}

Xapian::Query documents_query(std::vector<Xapian::docid> documents) {
    return Xapian::Query((new DocumentSource(std::move(documents)))->release());
}

std::vector<Xapian::docid> documents_of(const Xapian::Query& query,
                                        const Xapian::Database& database) {
    Xapian::Enquire enquire(database);
    enquire.set_query(query);
    const Xapian::MSet matches = enquire.get_mset(0, database.get_doccount());
    std::vector<Xapian::docid> documents;
    for (auto match = matches.begin(); match != matches.end(); ++match) documents.push_back(*match);
    std::sort(documents.begin(), documents.end());
    return documents;
}

Xapian::doccount count_matches(const Xapian::Query& query, const Xapian::Database& database) {
    Xapian::Enquire enquire(database);
    enquire.set_query(query);
    enquire.set_weighting_scheme(weighting());
    return enquire.get_mset(0, 0, database.get_doccount()).get_matches_estimated();
}

Xapian::Query found_now(const Xapian::Query& query, const Xapian::Database& database) {
    return documents_query(documents_of(query, database));
}

std::vector<Xapian::docid> documents_with_path(
    const Xapian::Database& database, const std::function<bool(std::string_view)>& accepts) {
    std::vector<Xapian::docid> documents;
    const auto end = database.valuestream_end(schema::slot(schema::Field::path));
    for (auto value = database.valuestream_begin(schema::slot(schema::Field::path)); value != end;
         ++value)
        if (accepts(*value)) documents.push_back(value.get_docid());
    return documents;
}

Xapian::Query weight_for_all(double weight) {
    return Xapian::Query((new Xapian::FixedWeightPostingSource(weight))->release());
}

}  // namespace assay::query
