#include "cli/print/hit_template.h"

#include <algorithm>
#include <array>
#include <ostream>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/print/json_parts.h"
#include "cli/terminal/columns.h"
#include "cli/terminal/text_layout.h"
#include "indexer/text/unicode.h"

namespace assay::cli {
namespace {

/// A hit, and one of its passages; nullptr when it has none.
struct Shown {
    const query::Hit& hit;
    const query::Passage* passage;
    OffsetUnit unit;
    const ShownPaths& paths;
};

/// What a value of front matter is in words: a list with commas, an object as JSON.
std::string words_of(const Json& value) {
    if (value.is_null()) return {};
    if (value.is_string()) return value.get<std::string>();
    if (!value.is_array()) return value.dump(-1, ' ', false, Json::error_handler_t::replace);
    std::vector<std::string> items;
    for (const Json& item : value) items.push_back(words_of(item));
    return joined(items, ", ");
}

/// The value under `key`, of nested keys joined by dots; case and accents do not count where no key
/// is written so. Null for none.
const Json* find_key(const Json& object, std::string_view key) {
    if (!object.is_object()) return nullptr;
    for (const bool folded : {false, true})
        for (const auto& [name, value] : object.items()) {
            const auto is_same = [&, &known = name](std::string_view given) {
                return folded ? unicode::fold(known) == unicode::fold(given) : known == given;
            };
            if (is_same(key)) return &value;
            for (std::size_t dot = key.find('.'); dot != key.npos; dot = key.find('.', dot + 1))
                if (is_same(key.substr(0, dot)))
                    if (const Json* const found = find_key(value, key.substr(dot + 1)))
                        return found;
        }
    return nullptr;
}

std::string meta_of(const query::Hit& hit, std::string_view key) {
    const Json meta = Json::parse(hit.meta, nullptr, false);
    const Json* const value = find_key(meta, key);
    return value == nullptr ? std::string() : words_of(*value);
}

struct HitName {
    std::string_view name;
    std::string (*value)(const Shown&);
};

constexpr std::array hit_names{
    HitName{"file", [](const Shown& shown) { return shown.paths.file(shown.hit.path); }},
    HitName{"path", [](const Shown& shown) { return shown.paths.shown_bytes(shown.hit.path); }},
    HitName{"note", [](const Shown& shown) { return shown.hit.path; }},
    HitName{"line",
            [](const Shown& shown) {
                return shown.passage ? std::to_string(shown.passage->line) : std::string("1");
            }},
    HitName{"column",
            [](const Shown& shown) {
                return shown.passage ? std::to_string(column_in(shown.unit, *shown.passage))
                                     : std::string("1");
            }},
    HitName{"end_line",
            [](const Shown& shown) {
                return shown.passage ? std::to_string(shown.passage->end.line) : std::string("1");
            }},
    HitName{"end_column",
            [](const Shown& shown) {
                return shown.passage ? std::to_string(column_in(shown.unit, shown.passage->end))
                                     : std::string("1");
            }},
    HitName{"title", [](const Shown& shown) { return shown.hit.title; }},
    HitName{"heading",
            [](const Shown& shown) {
                return shown.passage && !shown.passage->headings.empty()
                           ? shown.passage->headings.back()
                           : std::string();
            }},
    HitName{"headings",
            [](const Shown& shown) {
                return shown.passage ? joined(shown.passage->headings, " › ") : std::string();
            }},
    HitName{
        "anchor",
        [](const Shown& shown) { return shown.passage ? shown.passage->anchor : std::string(); }},
    HitName{"field",
            [](const Shown& shown) {
                return std::string(shown.passage ? name_of(shown.passage->region) : "");
            }},
    HitName{"passage",
            [](const Shown& shown) { return shown.passage ? shown.passage->text : std::string(); }},
    HitName{"more_passages",
            [](const Shown& shown) { return std::to_string(shown.hit.more_passages); }},
    HitName{"rank", [](const Shown& shown) { return std::to_string(shown.hit.rank); }},
    HitName{"score", [](const Shown& shown) { return score_in_json(shown.hit.score).dump(); }},
    HitName{"missing", [](const Shown& shown) { return joined(shown.hit.missing, ", "); }},
    HitName{"tags", [](const Shown& shown) { return joined(shown.hit.tags, ", "); }},
    HitName{"created", [](const Shown& shown) { return shown.hit.created.value_or(""); }},
    HitName{"updated", [](const Shown& shown) { return shown.hit.updated; }},
    HitName{"modified", [](const Shown& shown) { return shown.hit.modified; }},
    HitName{"lang", [](const Shown& shown) { return shown.hit.lang; }},
    HitName{"words", [](const Shown& shown) { return std::to_string(shown.hit.words); }},
    HitName{"links_in",
            [](const Shown& shown) { return std::to_string(shown.hit.links_in.value_or(0)); }},
    HitName{"links_out",
            [](const Shown& shown) { return std::to_string(shown.hit.links_out.value_or(0)); }},
    HitName{
        "published",
        [](const Shown& shown) {
            return std::string(!shown.hit.published ? "" : *shown.hit.published ? "true" : "false");
        }},
    HitName{"permalink", [](const Shown& shown) { return shown.hit.permalink; }},
    HitName{"url", [](const Shown& shown) { return shown.hit.url; }},
};

struct LineName {
    std::string_view name;
    std::string (*value)(const query::ConcordanceLine&, OffsetUnit, const ShownPaths&);
};

constexpr std::array line_names{
    LineName{"file", [](const query::ConcordanceLine& line, OffsetUnit,
                        const ShownPaths& paths) { return paths.file(line.path); }},
    LineName{"path", [](const query::ConcordanceLine& line, OffsetUnit,
                        const ShownPaths& paths) { return paths.shown_bytes(line.path); }},
    LineName{"note", [](const query::ConcordanceLine& line, OffsetUnit,
                        const ShownPaths&) { return line.path; }},
    LineName{"line", [](const query::ConcordanceLine& line, OffsetUnit,
                        const ShownPaths&) { return std::to_string(line.line); }},
    LineName{"column", [](const query::ConcordanceLine& line, OffsetUnit unit,
                          const ShownPaths&) { return std::to_string(column_in(unit, line)); }},
    LineName{"left", [](const query::ConcordanceLine& line, OffsetUnit,
                        const ShownPaths&) { return line.left; }},
    LineName{"match", [](const query::ConcordanceLine& line, OffsetUnit,
                         const ShownPaths&) { return line.match; }},
    LineName{"right", [](const query::ConcordanceLine& line, OffsetUnit,
                         const ShownPaths&) { return line.right; }},
    LineName{"created", [](const query::ConcordanceLine& line, OffsetUnit,
                           const ShownPaths&) { return line.created.value_or(""); }},
};

template <class Names>
std::vector<std::string_view> names_in(const Names& table) {
    std::vector<std::string_view> names;
    for (const auto& each : table) names.push_back(each.name);
    return names;
}

template <class Names>
const auto& row_of(const Names& table, std::string_view name) {
    return *std::find_if(table.begin(), table.end(),
                         [&](const auto& each) { return each.name == name; });
}

/// A value as it is written. Only the name of a file has to be what it is, but on a terminal.
std::string safe(std::string_view name, std::string value, const Template& line, bool on_terminal) {
    const bool names_file = name == "file" || name == "path" || name == "note";
    if (on_terminal || !names_file) return printable(value);
    if (line.has_line_end())
        std::replace_if(
            value.begin(), value.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
    return value;
}

}  // namespace

std::optional<Template> hit_template(const std::optional<std::string>& given) {
    if (!given) return std::nullopt;
    std::vector<std::string_view> names = names_in(hit_names);
    names.push_back(query::meta_prefix);
    return Template(*given, names);
}

std::optional<Template> line_template(const std::optional<std::string>& given) {
    if (!given) return std::nullopt;
    return Template(*given, names_in(line_names));
}

void print_template(std::ostream& out, const query::SearchResult& result, const Template& line,
                    OffsetUnit unit, const TextStyle& style) {
    const auto print = [&](const Shown& shown) {
        out << line.filled([&](std::string_view name) {
            const bool is_meta = name.starts_with(query::meta_prefix);
            return safe(name,
                        is_meta ? meta_of(shown.hit, name.substr(query::meta_prefix.size()))
                                : row_of(hit_names, name).value(shown),
                        line, style.terminal);
        });
    };
    for (const query::Hit& hit : result.hits) {
        for (const query::Passage& passage : hit.passages)
            print({hit, &passage, unit, style.paths});
        if (hit.passages.empty()) print({hit, nullptr, unit, style.paths});
    }
}

void print_template(std::ostream& out, const query::Concordance& concordance, const Template& line,
                    OffsetUnit unit, const TextStyle& style) {
    for (const query::ConcordanceLine& each : concordance.lines)
        out << line.filled([&](std::string_view name) {
            return safe(name, row_of(line_names, name).value(each, unit, style.paths), line,
                        style.terminal);
        });
}

}  // namespace assay::cli
