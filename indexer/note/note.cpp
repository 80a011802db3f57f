#include "indexer/note/note.h"

#include <algorithm>
#include <initializer_list>
#include <iterator>
#include <nlohmann/json.hpp>
#include <span>
#include <unordered_map>
#include <unordered_set>

#include "indexer/note/date.h"
#include "indexer/note/encoding.h"
#include "indexer/note/front_matter.h"
#include "indexer/note/header_links.h"
#include "indexer/note/markdown.h"
#include "indexer/note/meta_values.h"
#include "indexer/note/title_heading.h"
#include "indexer/note/value_links.h"
#include "indexer/text/file_name.h"
#include "indexer/text/instant.h"
#include "indexer/text/limits.h"
#include "indexer/text/one_line.h"
#include "indexer/text/unicode.h"

namespace assay::indexer {
namespace {

using Json = nlohmann::ordered_json;

std::string ascii_lower(std::string_view text) {
    std::string lower(text);
    for (char& c : lower)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
    return lower;
}

/// Returns the text of a number, a boolean or a string (with links replaced by what they show);
/// empty for everything else.
std::string scalar_text(const Json& value) {
    if (value.is_string())
        return text::one_line(with_links_shown(value.get_ref<const std::string&>()));
    if (value.is_number() || value.is_boolean()) return value.dump();
    return {};
}

/// Returns the scalars of a value: itself, or those of a list and of lists in it.
std::vector<const Json*> scalars_of(const Json* value) {
    std::vector<const Json*> scalars;
    if (value == nullptr) return scalars;
    if (!value->is_array()) return {value};
    for (const Json& item : *value)
        for (const Json* scalar : scalars_of(&item)) scalars.push_back(scalar);
    return scalars;
}

/// Returns the end of an item of a list in a string: at a separator outside of links.
std::size_t item_end(std::string_view text, std::size_t begin, char separator) {
    std::size_t at = begin;
    while (at < text.size() && text[at] != separator) {
        const std::size_t link = value_link_end(text, at);
        at = link != text.npos ? link : at + 1;
    }
    return at;
}

/// Returns the items of a list; a string is one item, or several separated by commas (or spaces, if
/// `by_blanks` is set).
std::vector<std::string> list_of(const Json* value, bool by_blanks) {
    std::vector<std::string> items;
    const auto add = [&](std::string item) {
        if (!item.empty()) items.push_back(std::move(item));
    };
    if (value != nullptr && value->is_array()) {
        for (const Json* item : scalars_of(value)) {
            const std::vector<std::string_view> links =
                item->is_string() ? only_links(item->get_ref<const std::string&>())
                                  : std::vector<std::string_view>();
            for (const std::string_view link : links) add(text::one_line(with_links_shown(link)));
            if (links.empty()) add(scalar_text(*item));
        }
        return items;
    }
    if (value == nullptr || !value->is_string()) {
        if (value != nullptr) add(scalar_text(*value));
        return items;
    }
    std::string text = text::one_line(value->get_ref<const std::string&>());
    if (by_blanks && text.starts_with('[') && text.ends_with(']') && only_links(text).empty())
        text = text.substr(1, text.size() - 2);  // "[a, b]"
    const char separator = item_end(text, 0, ',') < text.size() ? ',' : by_blanks ? ' ' : '\0';
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = separator == '\0' ? text.size() : item_end(text, begin, separator);
        add(text::one_line(with_links_shown(std::string_view(text).substr(begin, end - begin))));
        begin = end + 1;
    }
    return items;
}

/// Finds front matter by key, in any case. Keys that were asked for count as read; the rest becomes
/// `meta`.
class Header {
public:
    explicit Header(const FrontMatter& front_matter) {
        for (const auto& [key, value] : front_matter.values.items())
            rows_.push_back({ascii_lower(key), key, &value, front_matter.lines.find(key)->second});
    }

    /// Returns the value of the first of `keys` that is present and not null. All of them count as
    /// read. `line` receives its line.
    const Json* first_of(std::initializer_list<std::string_view> keys,
                         std::uint32_t* line = nullptr) {
        const Json* found = nullptr;
        for (const std::string_view key : keys) {
            const bool found_before = found != nullptr;
            for (Row& row : rows_) {
                if (row.key != key) continue;
                row.read = true;
                if (row.value->is_null()) continue;
                if (found != nullptr && !found_before) doubles_.push_back({row.written, row.line});
                if (found != nullptr) continue;
                found = row.value;
                if (line != nullptr) *line = row.line;
            }
        }
        return found;
    }

    /// A key that was ignored because it also occurs in another case.
    struct Double {
        std::string written;
        std::uint32_t line;
    };
    const std::vector<Double>& doubles() const { return doubles_; }

    bool has(std::string_view key) const {
        return std::any_of(rows_.begin(), rows_.end(),
                           [key](const Row& row) { return row.key == key; });
    }

    Json rest() const {
        Json rest = Json::object();
        for (const Row& row : rows_)
            if (!row.read && row.key != "dg-note-properties") rest[row.written] = *row.value;
        return rest;
    }

private:
    struct Row {
        std::string key, written;
        const Json* value;
        std::uint32_t line;
        bool read = false;
    };
    std::vector<Row> rows_;
    std::vector<Double> doubles_;
};

class Reader {
public:
    Reader(std::string_view path, std::string_view bytes) : decoded_(decode_text(bytes)) {
        note_.record.path = path;
        if (!decoded_.repaired.empty())
            problem(0, decoded_.repaired, "save the note as UTF-8", "encoding");
    }

    Note read(std::int64_t modified_seconds, const LanguageChoice& languages) {
        FrontMatter front_matter = read_front_matter(decoded_.text);
        for (Error& error : front_matter.problems) {
            error.where->path = note_.record.path;
            note_.problems.push_back(std::move(error));
        }
        const std::string_view body =
            std::string_view(decoded_.text).substr(front_matter.body_offset);
        const bool mdx = ascii_lower(note_.record.path).ends_with(".mdx");
        MarkdownText markdown = read_markdown(body, front_matter.body_line, mdx);
        for (Excess& each : markdown.excess)
            problem(each.line, std::move(each.message), std::move(each.hint), "limit");
        Header header(front_matter);
        schema::NoteRecord& record = note_.record;
        record.title = cut_title(title(header, markdown, body, front_matter.body_line));
        record.aliases = aliases(header);
        record.tags = tags(header, markdown.tags);
        record.published = published(header);
        record.created = date(header, {"created", "date", "published", "pubdate", "datecreated"});
        if (!record.created) record.created = date_of_name(text::file_name(record.path));
        const std::optional<schema::Date> updated =
            date(header, {"updated", "modified", "lastmod", "last_modified"});
        note_.says_updated = updated.has_value();
        record.modified = modified_seconds;
        record.updated = updated.value_or(
            schema::Date{text::format_instant(modified_seconds), modified_seconds});
        if (const Json* link = header.first_of({"permalink", "dg-permalink", "slug", "url"}))
            record.permalink = scalar_text(*link);
        record.lang = language(header, languages, markdown);
        Json meta = header.rest();
        std::vector<std::string> texts = meta_texts(meta);
        std::move(texts.begin(), texts.end(), std::back_inserter(note_.described));
        add_fields(meta, header, markdown.fields);  // their words are already in the text
        record.meta = meta.dump(-1, ' ', false, Json::error_handler_t::replace);
        for (const Header::Double& each : header.doubles())
            problem(each.line,
                    "front matter has " + text::one_line(each.written, 60) +
                        " again, in another case, left out",
                    "keep one of them", "front-matter");
        record.text = std::move(markdown.text);
        record.headings = std::move(markdown.headings);
        record.segments = std::move(markdown.segments);
        for (const Scope& scope : markdown.scopes) {
            if (scope.field == schema::Field::quote)
                record.quotes.push_back({scope.begin, scope.end});
            if (scope.field == schema::Field::code) record.code.push_back({scope.begin, scope.end});
        }
        record.tables = std::move(markdown.tables);
        record.links = links(header_links(decoded_.text, front_matter), std::move(markdown.links));
        record.anchors = std::move(markdown.anchors);
        record.anchors.resize(std::min(record.anchors.size(), text::max_anchors));
        note_.scopes = std::move(markdown.scopes);
        note_.features = markdown.features;
        return std::move(note_);
    }

private:
    void problem(std::uint32_t line, std::string message, std::string hint, std::string topic) {
        note_.problems.push_back(note_error(std::move(message), SourcePos{note_.record.path, line},
                                            std::move(hint), std::move(topic)));
    }

    /// Adds a problem for `count` items that a limit leaves out, if any.
    void left_out(std::size_t count, const std::string& what, std::string hint) {
        if (count > 0)
            problem(0, what + ", left out: " + std::to_string(count), std::move(hint),
                    "front-matter");
    }

    /// Returns the first aliases that are not longer than a title may be.
    std::vector<std::string> aliases(Header& header) {
        std::vector<std::string> all = list_of(list(header, {"aliases", "alias"}), false);
        const std::size_t count = all.size();
        std::erase_if(
            all, [](const std::string& alias) { return alias.size() > text::max_title_bytes; });
        left_out(count - all.size(),
                 "aliases longer than " + std::to_string(text::max_title_bytes) + " bytes",
                 "shorten them");
        left_out(all.size() - std::min(all.size(), text::max_aliases),
                 "aliases beyond the first " + std::to_string(text::max_aliases), "leave some out");
        all.resize(std::min(all.size(), text::max_aliases));
        return all;
    }

    /// Adds the inline fields of the body to `meta`. Keys of the front matter come first, and
    /// repeated keys become a list.
    void add_fields(Json& meta, const Header& header, const std::vector<InlineField>& fields) {
        std::unordered_map<std::string, std::pair<std::string, Json>>
            added;  // folded key -> key as first written
        std::vector<std::string> order;
        for (const InlineField& field :
             std::span(fields).first(std::min(fields.size(), text::max_inline_fields))) {
            const std::string key = ascii_lower(field.key);
            if (header.has(key)) continue;
            const auto [known, is_new] = added.try_emplace(key, field.key, Json::array());
            if (is_new) order.push_back(key);
            known->second.second.push_back(field.value);
        }
        for (const std::string& key : order) {
            auto& [written, values] = added[key];
            meta[written] = values.size() == 1 ? std::move(values[0]) : std::move(values);
        }
        if (fields.size() > text::max_inline_fields)
            problem(fields[text::max_inline_fields].line,
                    "more than " + std::to_string(text::max_inline_fields) +
                        " inline fields, the rest is text only",
                    "split the note", "front-matter");
    }

    /// Returns the date of a file name such as "2018-07-11-title.md" (Jekyll, daily notes); whole
    /// days only.
    static std::optional<schema::Date> date_of_name(std::string_view name) {
        const std::string_view day = name.substr(0, 10);
        return day.size() == 10 && day[4] == '-' && day[7] == '-' ? parse_date(day) : std::nullopt;
    }

    /// Returns the value of the first of `keys`. If it is a map, returns nullptr and adds a
    /// problem.
    const Json* list(Header& header, std::initializer_list<std::string_view> keys) {
        std::uint32_t line = 0;
        const Json* value = header.first_of(keys, &line);
        if (value == nullptr || !value->is_object() || value->empty()) return value;
        problem(line, std::string(*keys.begin()) + " is a map, left out",
                "write a list, as in [a, b]", "front-matter");
        return nullptr;
    }

    std::string cut_title(std::string title) {
        if (title.size() <= text::max_title_bytes) return title;
        problem(0,
                "the title is longer than " + std::to_string(text::max_title_bytes) +
                    " bytes, the rest left out",
                "shorten it", "front-matter");
        std::size_t end = text::max_title_bytes;
        while (end > 0 && unicode::is_continuation(title[end])) --end;
        title.resize(end);
        return title;
    }

    std::string title(Header& header, const MarkdownText& markdown, std::string_view body,
                      std::uint32_t body_line) {
        std::uint32_t line = 0;
        const Json* value = header.first_of({"title"}, &line);
        std::string title;
        for (const Json* scalar : scalars_of(value))  // [Draft, really]
            if (const std::string text = scalar_text(*scalar); !text.empty())
                title.append(title.empty() ? "" : ", ").append(text);
        if (!title.empty()) return title;
        if (value != nullptr && value->is_object())
            problem(line, "title is a map, left out", "write it in quotes", "front-matter");
        if (const schema::Heading* heading = title_heading(markdown, body, body_line))
            return text::one_line(heading->text);
        const auto first =
            std::find_if(markdown.headings.begin(), markdown.headings.end(),
                         [](const schema::Heading& heading) { return heading.level == 1; });
        if (first != markdown.headings.end())
            note_.top_heading = cut_title(text::one_line(first->text));
        return text::one_line(text::file_stem(note_.record.path));
    }

    /// Returns the tags of `tags` and `tag`, or of `keywords` if there is neither. Otherwise
    /// `keywords` is searched as text.
    std::vector<std::string> tags(Header& header, const std::vector<std::string>& inline_tags) {
        const Json* const sources[] = {list(header, {"tags"}), list(header, {"tag"})};
        std::vector<std::string> all, keywords = list_of(list(header, {"keywords"}), true);
        for (const Json* source : sources)
            for (std::string& tag : list_of(source, true)) all.push_back(std::move(tag));
        if (all.empty() && sources[0] == nullptr && sources[1] == nullptr)
            all = std::move(keywords);
        else note_.described = std::move(keywords);
        all.insert(all.end(), inline_tags.begin(), inline_tags.end());
        std::vector<std::string> tags;
        std::unordered_set<std::string> seen;
        std::size_t too_long = 0, too_many = 0;
        for (std::string& tag : all) {
            tag.erase(0, std::min(tag.find_first_not_of("#/="), tag.size()));
            while (tag.ends_with('/')) tag.pop_back();
            std::string folded = schema::fold_tag(tag);
            const bool is_sign = folded.find_first_not_of("-,;*") == folded.npos;  // of "- a - b"
            if (is_sign || tag == "gardenEntry" || seen.contains(folded)) continue;
            if (tag.size() > text::max_tag_bytes ||
                static_cast<std::size_t>(std::count(tag.begin(), tag.end(), '/')) >=
                    text::max_tag_levels) {
                ++too_long;
                continue;
            }
            if (tags.size() == text::max_tags) {
                ++too_many;
                continue;
            }
            seen.insert(std::move(folded));
            tags.push_back(std::move(tag));
        }
        left_out(too_long,
                 "tags longer than " + std::to_string(text::max_tag_bytes) +
                     " bytes or with more than " + std::to_string(text::max_tag_levels) + " levels",
                 "shorten them");
        left_out(too_many, "tags beyond the first " + std::to_string(text::max_tags),
                 "leave some out, or split the note");
        return tags;
    }

    /// Returns all links, as far as the limits allow.
    std::vector<schema::Link> links(std::vector<schema::Link> of_header,
                                    std::vector<schema::Link> of_body) {
        std::vector<schema::Link> all = std::move(of_header);
        all.insert(all.end(), std::make_move_iterator(of_body.begin()),
                   std::make_move_iterator(of_body.end()));
        const auto is_too_long = [](const schema::Link& link) {
            return link.target.size() > text::max_link_target_bytes;
        };
        const auto too_long = std::find_if(all.begin(), all.end(), is_too_long);
        if (too_long != all.end()) {
            problem(too_long->line,
                    "the target of a link is longer than " +
                        std::to_string(text::max_link_target_bytes) + " bytes, read as text",
                    "shorten it", "limit");
            std::erase_if(all, is_too_long);
        }
        if (all.size() > text::max_links) {
            problem(
                all[text::max_links].line,
                "more than " + std::to_string(text::max_links) + " links, the rest is text only",
                "split the note", "limit");
            all.resize(text::max_links);
        }
        return all;
    }

    static std::optional<bool> published(Header& header) {
        std::optional<bool> published;
        for (const std::string_view key : {"dg-publish", "publish", "published", "draft"}) {
            const Json* value = header.first_of({key});
            if (value == nullptr || published) continue;
            const std::string text = ascii_lower(scalar_text(*value));
            const bool draft = key == "draft";
            if (text == "true" || text == "yes") published = !draft;
            if (text == "false" || text == "no") published = draft;
        }
        return published;
    }

    std::string language(Header& header, const LanguageChoice& languages,
                         const MarkdownText& markdown) {
        std::uint32_t line = 0;
        if (const Json* value = header.first_of({"lang", "language"}, &line)) {
            const std::vector<const Json*> all = scalars_of(value);
            const std::string named =
                all.empty() ? std::string() : scalar_text(*all.front());  // the first of several
            if (std::optional<std::string> known = language_named(named)) return *std::move(known);
            if (!named.empty())
                problem(line, "there is no language " + text::one_line(named, 60),
                        "write a code or a name, as in lang: de or lang: German", "language");
        }
        if (!languages.of_path.empty()) return languages.of_path;
        std::optional<std::string> detected;
        if (languages.detect) detected = detected_language(prose_of(markdown));
        return detected ? *std::move(detected) : languages.otherwise;
    }

    /// Returns the beginning of the text without code, long enough to detect the language.
    static std::string prose_of(const MarkdownText& markdown) {
        constexpr std::size_t enough = 5'000;
        std::string prose;
        std::size_t at = 0;
        for (const Scope& scope : markdown.scopes) {  // sorted by end; those of code are disjoint
            if (scope.field != schema::Field::code || prose.size() > enough) continue;
            prose.append(markdown.text, at,
                         std::min<std::size_t>(scope.begin - std::min<std::size_t>(at, scope.begin),
                                               enough));
            at = scope.end;
        }
        return prose.append(markdown.text, at, enough);
    }

    /// Returns the first item that is a date. For a link, also tries its target without the folder.
    static std::optional<schema::Date> date_in(const Json& value) {
        const std::string text = scalar_text(value);
        std::optional<schema::Date> date = parse_date(text);
        if (date || !value.is_string()) return date;
        const std::optional<std::string_view> target =
            link_target(value.get_ref<const std::string&>());
        return target ? parse_date(text::file_name(*target)) : std::nullopt;
    }

    std::optional<schema::Date> date(Header& header, std::initializer_list<std::string_view> keys) {
        std::optional<schema::Date> found;
        for (const std::string_view key : keys) {
            std::uint32_t line = 0;
            const Json* value = header.first_of({key}, &line);
            if (value == nullptr || (value->is_boolean() && key == "published") || found) continue;
            std::string first;  // the first item that is not a date
            for (const Json* item : scalars_of(value)) {
                if (!found) found = date_in(*item);
                if (const std::string text = item->is_object() ? item->dump() : scalar_text(*item);
                    first.empty())
                    first = text;
            }
            if (found && scalars_of(value).size() > 1)
                problem(line, std::string(key) + " is a list; the first date counts",
                        "write one date", "date");
            if (found || first.empty() ||
                (key == "published" && (ascii_lower(first) == "yes" || ascii_lower(first) == "no")))
                continue;
            problem(line, std::string(key) + " is not a date: " + text::one_line(first, 60),
                    "write dates as YYYY-MM-DD", "date");
        }
        return found;
    }

    DecodedText decoded_;
    Note note_;
};

}  // namespace

Note read_note(std::string_view path, std::string_view bytes, std::int64_t modified_seconds,
               const LanguageChoice& languages) {
    return Reader(path, bytes).read(modified_seconds, languages);
}

}  // namespace assay::indexer
