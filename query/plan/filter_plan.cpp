#include "query/plan/filter_plan.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <stdexcept>

#include "indexer/schema/fields.h"
#include "indexer/schema/note_record.h"
#include "indexer/text/file_name.h"
#include "indexer/text/glob.h"
#include "indexer/text/unicode.h"
#include "query/language/local_time.h"
#include "query/language/query_cursor.h"
#include "query/words/document_set.h"

namespace assay::query {
namespace {

using Kind = QueryNode::Kind;
using Xapian::Query;

bool is_folder_name(std::string_view path, const Xapian::Database& database) {
    return database.term_exists(schema::make_term(
        schema::Field::folder, path.substr(0, path.size() - path.ends_with('/'))));
}

/// A value without the characters of a glob is a folder with everything below it ("essays",
/// "essays/drafts/"), or one note. If nothing is spelled exactly so, case and accents are ignored:
/// names on a disk may be in decomposed Unicode, and what people type is not.
Query path_query(std::string_view path, const Xapian::Database& database) {
    while (path.starts_with("./")) path.remove_prefix(2);
    const bool is_name = is_folder_name(path, database) ||
                         database.term_exists(schema::make_term(
                             schema::Field::path, path));  // a folder may be called "why?"
    if (const std::string_view name = trimmed(path); !is_name && name.size() < path.size())
        return path_query(name, database);
    if (!is_name && path.find_first_of("*?") != path.npos)
        return documents_query(documents_with_path(
            database,
            [glob = text::Glob(path)](std::string_view each) { return glob.matches(each); }));
    const bool is_folder = path.ends_with('/');
    while (path.ends_with('/')) path.remove_suffix(1);
    while (path.starts_with('/')) path.remove_prefix(1);
    const std::string folder = schema::make_term(schema::Field::folder, path),
                      note = schema::make_term(schema::Field::path, path);
    if (is_name || database.term_exists(folder) || (!is_folder && database.term_exists(note)))
        return is_folder ? unweighted_term(folder, database)
                         : Query(Query::OP_OR, unweighted_term(folder, database),
                                 unweighted_term(note, database));
    return documents_query(
        documents_with_path(database, [&, folded = schema::fold_path(path)](std::string_view each) {
            const std::string name = schema::fold_path(each);
            return name.starts_with(folded) &&
                   (name.size() == folded.size() ? !is_folder : name[folded.size()] == '/');
        }));
}

/// Hyphens and underscores in a file name count as blanks: "invoice acme" finds
/// invoice-acme-2023.md.
std::string with_blanks(std::string name) {
    std::replace_if(
        name.begin(), name.end(), [](char c) { return c == '-' || c == '_'; }, ' ');
    return name;
}

Query file_query(std::string_view written, const Xapian::Database& database) {
    const std::string folded = with_blanks(unicode::fold(written));
    const bool is_glob = is_file_glob(written);
    const text::Glob glob(written);
    return documents_query(documents_with_path(database, [&](std::string_view path) {
        const std::string_view name = text::file_name(path);
        return is_glob ? glob.matches(name) || glob.matches(text::file_stem(name))
                       : with_blanks(unicode::fold(name)).find(folded) != std::string::npos;
    }));
}

/// Notes with a whole number in [from, until) in the slot of `field`; a note without a value is in
/// no range.
Query values_in(schema::Field field, std::optional<std::int64_t> from,
                std::optional<std::int64_t> until) {
    constexpr double lowest = std::numeric_limits<double>::lowest();
    const std::string first =
        Xapian::sortable_serialise(from ? static_cast<double>(*from) : lowest);
    if (!until) return {Query::OP_VALUE_GE, schema::slot(field), first};
    if (from && *from >= *until) return {};
    return {Query::OP_VALUE_RANGE, schema::slot(field), first,
            Xapian::sortable_serialise(static_cast<double>(*until - 1))};
}

using Bound = std::optional<std::int64_t>;

/// Notes whose file was modified between two times on the user's clock.
Query modified_in(const Bound& from, const Bound& until) {
    const auto instant = [](const Bound& clock) {
        return clock ? Bound(instant_of(*clock)) : clock;
    };
    return values_in(schema::Field::modified, instant(from), instant(until));
}

/// Notes with a date in the range, on the clock and calendar of whoever wrote the date. A month or
/// a year without a day must be in the range as a whole.
Query written_in(schema::Field clock, schema::Field end, const Bound& from, const Bound& until) {
    const Query begun = values_in(clock, from, until);
    return until ? Query(Query::OP_AND_NOT, begun, values_in(end, *until, std::nullopt)) : begun;
}

/// A range of dates whose ends have no time zone.
Query clock_query(schema::Field field, const Bound& from, const Bound& until) {
    if (field == schema::Field::created)
        return written_in(schema::Field::created_clock, schema::Field::created_end, from, until);
    if (field == schema::Field::modified) return modified_in(from, until);
    const Query of_file(Query::OP_AND_NOT, modified_in(from, until),
                        values_in(schema::Field::updated_clock, std::nullopt, std::nullopt));
    return {Query::OP_OR,
            written_in(schema::Field::updated_clock, schema::Field::updated_end, from, until),
            of_file};
}

Query range_query(const QueryNode& node) {
    if (node.field == schema::Field::words) return values_in(node.field, node.from, node.until);
    const auto only = [](bool holds, const Bound& bound) { return holds ? bound : std::nullopt; };
    const Bound first = only(node.from_instant, node.from),
                last = only(node.until_instant, node.until);
    Query by_instant = values_in(node.field, first, last);
    if (last && node.field != schema::Field::modified)
        by_instant =
            Query(Query::OP_AND_NOT, by_instant,
                  values_in(node.field == schema::Field::created ? schema::Field::created_end
                                                                 : schema::Field::updated_end,
                            last, std::nullopt));
    if ((first || !node.from) && (last || !node.until)) return by_instant;
    const Query by_clock = clock_query(node.field, only(!node.from_instant, node.from),
                                       only(!node.until_instant, node.until));
    return first || last ? Query(Query::OP_AND, by_clock, by_instant) : by_clock;
}

}  // namespace

bool is_file_glob(std::string_view written) { return written.find_first_of("*?") != written.npos; }

TextRange found_in_name(std::string_view written, std::string_view name) {
    if (is_file_glob(written))
        return text::glob_matches(written, name) ||
                       text::glob_matches(written, text::file_stem(name))
                   ? TextRange{0, name.size()}
                   : TextRange{};
    const std::string folded = with_blanks(unicode::fold(written));
    // Folding changes sizes. So the range is the shortest whose folded form still has the value.
    // Names are short.
    TextRange found{0, name.size()};
    const auto has = [&](TextRange range) {
        return with_blanks(unicode::fold(name.substr(range.begin, range.end - range.begin)))
                   .find(folded) != std::string::npos;
    };
    if (folded.empty() || !has(found)) return {};
    const auto is_inside = [&](std::size_t at) {
        return at < name.size() && unicode::is_continuation(name[at]);
    };
    for (std::size_t end = name.size(); end > 0; --end) {
        if (is_inside(end)) continue;
        if (!has({0, end})) break;
        found.end = end;
    }
    for (std::size_t begin = 0; begin < found.end; ++begin) {
        if (is_inside(begin)) continue;
        if (!has({begin, found.end})) break;
        found.begin = begin;
    }
    return found;
}

std::string with_hyphens(std::string lang) {
    std::replace(lang.begin(), lang.end(), '_', lang_separator);
    return lang;
}

std::vector<std::string> lang_terms(std::string_view lang, const Xapian::Database& database) {
    const std::string prefix(*schema::spec(schema::Field::lang).prefix);
    const std::string wanted = with_hyphens(unicode::fold(lang));
    std::vector<std::string> terms;
    for (auto term = database.allterms_begin(prefix); term != database.allterms_end(prefix);
         ++term) {
        const std::string held = with_hyphens(unicode::fold((*term).substr(prefix.size())));
        if (held == wanted || held.starts_with(wanted + lang_separator)) terms.push_back(*term);
    }
    return terms;
}

Query filter_query(const QueryNode& node, const Xapian::Database& database) {
    const auto unweighted = [](const Query& query) {
        return Query(Query::OP_SCALE_WEIGHT, query, 0);
    };
    switch (node.kind) {
        case Kind::tag:
            return unweighted(unweighted_term(
                schema::tag_term(schema::fold_tag(node.text), node.exact), database));
        case Kind::file: return unweighted(file_query(node.text, database));
        case Kind::path: return unweighted(path_query(node.text, database));
        case Kind::lang:
            return unweighted(unweighted_any(lang_terms(node.text, database), database));
        case Kind::is:
            return unweighted(unweighted_term(
                schema::make_term(schema::Field::is, unicode::fold(node.text)), database));
        case Kind::has:
            return unweighted(unweighted_term(
                schema::make_term(schema::Field::has, unicode::fold(node.text)), database));
        case Kind::meta:
            return unweighted(unweighted_term(schema::meta_term(node.key, node.text), database));
        case Kind::range: return unweighted(range_query(node));
        case Kind::linked:  // needs the names of all notes (LinkSource)
        case Kind::all:
        case Kind::word:
        case Kind::phrase:
        case Kind::near:
        case Kind::all_of:
        case Kind::any_of:
        case Kind::none_of: break;
    }
    throw std::logic_error("not a filter");
}

}  // namespace assay::query
