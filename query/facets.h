// Counts the values of facets over the whole match. Internal to query/.
#pragma once

#include <xapian.h>

#include <string>
#include <vector>

#include "query/search_result.h"
#include "query/value_counts.h"

namespace assay {

/// Sees every matching note once, if the match is asked to check them all (check_at_least = number of notes). Reads slots, never terms
/// (engine notes, C), and only those of the facets it was asked for.
class FacetSpy : public Xapian::MatchSpy {
public:
    /// `names` as in SearchRequest::facets.
    explicit FacetSpy(const std::vector<std::string>& names);

    void operator()(const Xapian::Document& document, double weight) override;

    /// In the order of the names.
    std::vector<Facet> counts() const;

private:
    struct Counted {
        std::string name;
        Field field;           // whose slot holds the values
        std::string meta_key;  // of Field::meta
        ValueCounts values;
    };
    static Counted counted(const std::string& name);
    static void count(Counted& facet, const std::string& stored, std::size_t note);

    std::vector<Counted> facets_;
    std::size_t notes_ = 0;
};

/// The keys of other front matter in any note, folded, ascending.
std::vector<std::string> front_matter_keys(const Xapian::Database& database);

}  // namespace assay
