#include "query/match/facets.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <set>

#include "indexer/schema/fields.h"
#include "indexer/schema/note_record.h"
#include "indexer/text/unicode.h"
#include "query/plan/filter_plan.h"
#include "query/values/search_request.h"

namespace assay::query {
namespace {

std::string as_it_is(std::string_view value) { return std::string(value); }

struct Kind {
    schema::Field field;
    FacetColumn::Fold fold;  // the same as for the filter of the facet
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

SlotColumn column_of(const std::string& name) {
    if (name == month_facet)
        return {schema::Field::created_clock, {}, true, FacetColumn(as_it_is, '\0')};
    const auto known = std::find(facet_names.begin(), facet_names.end(), name);
    if (known != facet_names.end()) {
        const Kind& kind = kinds[static_cast<std::size_t>(known - facet_names.begin())];
        return {kind.field, {}, false, FacetColumn(kind.fold, kind.separator)};
    }
    return {
        schema::Field::meta,
        schema::meta_key(name.starts_with(meta_prefix) ? name.substr(meta_prefix.size()) : name),
        false, FacetColumn(schema::fold_meta, '\0')};
}

/// Takes what the slot of the column holds for a note.
void set(SlotColumn& column, Xapian::docid note, std::string_view stored) {
    if (column.field == schema::Field::path) stored = folder_of(stored);
    if (const auto same = column.first_with.find(stored); same != column.first_with.end()) {
        column.values.set_as(note, same->second);
        return;
    }
    switch (column.field) {
        case schema::Field::created_clock:
            column.values.set(note, {column.by_month ? month_of(std::string(stored))
                                                     : year_of(std::string(stored))});
            break;
        case schema::Field::path: column.values.set(note, {stored}); break;
        case schema::Field::lang:
            column.values.set(note, {with_hyphens(std::string(stored))});
            break;
        default: {  // a list: tags, or entries of which some have the key
            std::vector<std::string_view> values = schema::unpack_list(stored);
            std::erase_if(
                values, [&](std::string_view each) { return !each.starts_with(column.meta_key); });
            for (std::string_view& each : values) each.remove_prefix(column.meta_key.size());
            column.values.set(note, values);
        }
    }
    constexpr std::size_t most_remembered = 10'000, most_bytes = 100;
    if (column.first_with.size() < most_remembered && stored.size() <= most_bytes)
        column.first_with.emplace(stored, note);
}

/// Reads the values of those notes of `matches` that the column does not know.
void read(SlotColumn& column, const std::vector<Xapian::docid>& matches,
          const Xapian::Database& database) {
    auto unknown = matches.begin();
    const auto go_on = [&] {
        unknown = std::find_if(unknown, matches.end(),
                               [&](Xapian::docid note) { return !column.values.knows(note); });
    };
    go_on();
    if (unknown == matches.end()) return;
    auto value = database.valuestream_begin(schema::slot(column.field));
    const auto end = database.valuestream_end(schema::slot(column.field));
    for (; unknown != matches.end(); go_on()) {
        if (value != end && value.get_docid() < *unknown) value.skip_to(*unknown);
        if (value != end && value.get_docid() == *unknown) set(column, *unknown, *value);
        else column.values.set(*unknown, {});
    }
}

}  // namespace

SlotColumn& FacetColumns::column(const std::string& name) {
    const auto known = columns_.find(name);
    if (known != columns_.end()) return known->second;
    if (columns_.size() == most_kept) columns_.clear();
    return columns_.emplace(name, column_of(name)).first->second;
}

std::vector<Facet> FacetColumns::count(const std::vector<std::string>& names,
                                       const std::vector<Xapian::docid>& matches,
                                       const Xapian::Database& database) {
    std::vector<Facet> facets;
    facets.reserve(names.size());
    for (const std::string& name : names) {
        SlotColumn& counted = column(name);
        read(counted, matches, database);
        std::vector<FacetCount> counts = counted.values.counts(matches);
        if (counted.field == schema::Field::created_clock)
            std::sort(counts.begin(), counts.end(),
                      [](const FacetCount& a, const FacetCount& b) { return a.value < b.value; });
        facets.push_back({name, counted.values.separator(), std::move(counts)});
    }
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
