#include "query/filter_plan.h"

#include <algorithm>
#include <limits>
#include <stdexcept>

#include "indexer/schema/fields.h"
#include "indexer/schema/file_name.h"
#include "indexer/schema/glob.h"
#include "indexer/schema/note_record.h"
#include "indexer/schema/unicode.h"
#include "query/document_set.h"

namespace assay {
namespace {

using Kind = QueryNode::Kind;
using Xapian::Query;

/// Without a sign of a glob: a folder ("essays", "essays/drafts/") with all that is below it, or one note.
Query path_query(std::string_view path, const Xapian::Database& database) {
    while (path.starts_with("./")) path.remove_prefix(2);
    const bool is_name = database.term_exists(make_term(Field::folder, path.substr(0, path.size() - path.ends_with('/'))));  // of a folder called "why?"
    if (!is_name && path.find_first_of("*?") != path.npos) return documents_query(documents_with_path(database, [&](std::string_view each) { return glob_matches(path, each); }));
    const bool is_folder = path.ends_with('/');
    while (path.ends_with('/')) path.remove_suffix(1);
    while (path.starts_with('/')) path.remove_prefix(1);
    const Query folder = unweighted_term(make_term(Field::folder, path), database);
    return is_folder ? folder : Query(Query::OP_OR, folder, unweighted_term(make_term(Field::path, path), database));
}

Query file_query(std::string_view typed, const Xapian::Database& database) {
    const std::string folded = unicode::fold(typed);
    const bool is_glob = is_file_glob(typed);
    return documents_query(documents_with_path(database, [&](std::string_view path) {
        const std::string name = unicode::fold(file_name(path));
        return is_glob ? glob_matches(folded, name) || glob_matches(folded, file_stem(name)) : name.find(folded) != name.npos;
    }));
}

/// [from, until), of whole numbers; a note without the value is in no range.
Query range_query(const QueryNode& node) {
    constexpr double lowest = std::numeric_limits<double>::lowest();
    const std::string from = Xapian::sortable_serialise(node.from ? static_cast<double>(*node.from) : lowest);
    if (!node.until) return {Query::OP_VALUE_GE, slot(node.field), from};
    if (node.from && *node.from >= *node.until) return {};
    return {Query::OP_VALUE_RANGE, slot(node.field), from, Xapian::sortable_serialise(static_cast<double>(*node.until - 1))};
}

}  // namespace

bool is_file_glob(std::string_view typed) { return typed.find_first_of("*?") != typed.npos; }

TextRange found_in_name(std::string_view typed, std::string_view name) {
    const std::string folded = unicode::fold(typed);
    if (is_file_glob(typed)) {
        const std::string whole = unicode::fold(name);
        return glob_matches(folded, whole) || glob_matches(folded, file_stem(whole)) ? TextRange{0, name.size()} : TextRange{};
    }
    // Folding changes sizes: the range is the shortest whose folded form has it all. Names are short.
    TextRange found{0, name.size()};
    const auto has = [&](TextRange range) { return unicode::fold(name.substr(range.begin, range.end - range.begin)).find(folded) != std::string::npos; };
    if (folded.empty() || !has(found)) return {};
    const auto is_inside = [&](std::size_t at) { return at < name.size() && (static_cast<unsigned char>(name[at]) & 0xC0U) == 0x80U; };
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
    const std::string prefix(*spec(Field::lang).prefix);
    const std::string wanted = with_hyphens(unicode::fold(lang));
    std::vector<std::string> terms;
    for (auto term = database.allterms_begin(prefix); term != database.allterms_end(prefix); ++term) {
        const std::string held = with_hyphens(unicode::fold((*term).substr(prefix.size())));
        if (held == wanted || held.starts_with(wanted + lang_separator)) terms.push_back(*term);
    }
    return terms;
}

Query filter_query(const QueryNode& node, const Xapian::Database& database) {
    const auto unweighted = [](const Query& query) { return Query(Query::OP_SCALE_WEIGHT, query, 0); };
    switch (node.kind) {
        case Kind::tag: return unweighted(unweighted_term(tag_term(fold_tag(node.text), node.exact), database));
        case Kind::file: return unweighted(file_query(node.text, database));
        case Kind::path: return unweighted(path_query(node.text, database));
        case Kind::lang: return unweighted(unweighted_any(lang_terms(node.text, database), database));
        case Kind::is: return unweighted(unweighted_term(make_term(Field::is, unicode::fold(node.text)), database));
        case Kind::has: return unweighted(unweighted_term(make_term(Field::has, unicode::fold(node.text)), database));
        case Kind::meta: return unweighted(unweighted_term(meta_term(node.key, node.text), database));
        case Kind::range: return unweighted(range_query(node));
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

}  // namespace assay
