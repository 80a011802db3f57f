#include "query/match/facets.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <set>

#include "indexer/schema/fields.h"
#include "indexer/schema/note_record.h"
#include "indexer/text/unicode.h"
#include "query/match/value_counts.h"
#include "query/plan/filter_plan.h"
#include "query/values/search_request.h"

namespace assay::query {
namespace {

std::string as_it_is(std::string_view value) { return std::string(value); }

struct Kind {
    schema::Field field;
    ValueCounts::Fold fold;  // the same as for the filter of the facet
    char separator;
};
/// In the order of facet_names.
constexpr std::array kinds{
    Kind{schema::Field::tag, schema::fold_tag, '/'},
    Kind{schema::Field::created_clock, as_it_is, '\0'},
    Kind{schema::Field::path, as_it_is, '/'},
    Kind{schema::Field::lang, unicode::fold, lang_separator},
};
static_assert(kinds.size() == facet_names.size());

/// The year of a stored time in four digits, as created: takes them; empty for a year that created:
/// does not take.
std::string year_of(const std::string& stored) {
    const std::chrono::seconds since_1970(
        static_cast<std::int64_t>(Xapian::sortable_unserialise(stored)));
    const std::chrono::year_month_day day(
        std::chrono::floor<std::chrono::days>(std::chrono::sys_seconds(since_1970)));
    const int year = static_cast<int>(day.year());
    return year < 1 || year > 9999 ? std::string() : std::to_string(10'000 + year).substr(1);
}

/// The month likewise: "2023-04".
std::string month_of(const std::string& stored) {
    const std::string year = year_of(stored);
    if (year.empty()) return {};
    const std::chrono::seconds since_1970(
        static_cast<std::int64_t>(Xapian::sortable_unserialise(stored)));
    const std::chrono::year_month_day day(
        std::chrono::floor<std::chrono::days>(std::chrono::sys_seconds(since_1970)));
    return year + "-" + std::to_string(100 + static_cast<unsigned>(day.month())).substr(1);
}

/// "a/b" of "a/b/c.md"; empty at the root of the corpus.
std::string_view folder_of(std::string_view path) {
    const std::size_t slash = path.rfind('/');
    return path.substr(0, slash == path.npos ? 0 : slash);
}

struct Counted {
    schema::Field field;   // its slot holds the values
    std::string meta_key;  // of Field::meta
    ValueCounts values;
    bool by_month = false;
};

Counted counted(const std::string& name) {
    if (name == month_facet)
        return {schema::Field::created_clock, {}, ValueCounts(as_it_is, '\0'), true};
    const auto known = std::find(facet_names.begin(), facet_names.end(), name);
    if (known != facet_names.end()) {
        const Kind& kind = kinds[static_cast<std::size_t>(known - facet_names.begin())];
        return {kind.field, {}, ValueCounts(kind.fold, kind.separator)};
    }
    return {
        schema::Field::meta,
        schema::meta_key(name.starts_with(meta_prefix) ? name.substr(meta_prefix.size()) : name),
        ValueCounts(schema::fold_meta, '\0')};
}

void count(Counted& facet, const std::string& stored, Xapian::docid note) {
    switch (facet.field) {
        case schema::Field::created_clock:
            facet.values.add(facet.by_month ? month_of(stored) : year_of(stored), note);
            break;
        case schema::Field::path: facet.values.add(folder_of(stored), note); break;
        case schema::Field::lang: facet.values.add(with_hyphens(stored), note); break;
        default:  // a list: tags, or entries of which some have the key
            for (const std::string_view each : schema::unpack_list(stored))
                if (each.starts_with(facet.meta_key))
                    facet.values.add(each.substr(facet.meta_key.size()), note);
    }
}

Facet count_facet(const std::string& name, const std::vector<Xapian::docid>& matches,
                  const Xapian::Database& database) {
    Counted facet = counted(name);
    auto value = database.valuestream_begin(schema::slot(facet.field));
    const auto end = database.valuestream_end(schema::slot(facet.field));
    for (const Xapian::docid note : matches) {
        if (value == end) break;
        if (value.get_docid() < note) value.skip_to(note);
        if (value != end && value.get_docid() == note) count(facet, *value, note);
    }
    std::vector<FacetCount> counts = facet.values.counts();
    if (facet.field == schema::Field::created_clock)
        std::sort(counts.begin(), counts.end(),
                  [](const FacetCount& a, const FacetCount& b) { return a.value < b.value; });
    return {name, facet.values.separator(), std::move(counts)};
}

}  // namespace

std::vector<Facet> count_facets(const std::vector<std::string>& names,
                                const std::vector<Xapian::docid>& matches,
                                const Xapian::Database& database) {
    std::vector<Facet> facets;
    for (const std::string& name : names) facets.push_back(count_facet(name, matches, database));
    return facets;
}

std::vector<std::string> front_matter_keys(const Xapian::Database& database) {
    const std::string prefix(*schema::spec(schema::Field::meta).prefix);
    std::set<std::string> keys;
    for (auto term = database.allterms_begin(prefix); term != database.allterms_end(prefix);) {
        const std::string entry = (*term).substr(prefix.size());
        const std::size_t end = entry.find(schema::meta_key_end);
        if (end == entry.npos) {  // a key too long for a term
            ++term;
            continue;
        }
        const std::string key = entry.substr(0, end);
        keys.insert(key);
        term.skip_to(prefix + key +
                     static_cast<char>(schema::meta_key_end + 1));  // after all values of the key
    }
    return {keys.begin(), keys.end()};
}

}  // namespace assay::query
