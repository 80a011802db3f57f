#include "indexer/note.h"

#include <algorithm>
#include <initializer_list>
#include <array>
#include <span>
#include <nlohmann/json.hpp>

#include "indexer/date.h"
#include "indexer/encoding.h"
#include "indexer/front_matter.h"
#include "indexer/schema/instant.h"
#include "indexer/schema/one_line.h"

namespace assay {
namespace {

using Json = nlohmann::ordered_json;

std::string ascii_lower(std::string_view text) {
    std::string lower(text);
    for (char& c : lower)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
    return lower;
}

/// The text of a string, number or boolean; empty for everything else.
std::string scalar_text(const Json& value) {
    if (value.is_string()) return one_line(value.get_ref<const std::string&>());
    if (value.is_number() || value.is_boolean()) return value.dump();
    return {};
}

/// A list as it is; a string as one item, or as several with commas (or blanks, where `by_blanks`) between.
std::vector<std::string> list_of(const Json* value, bool by_blanks) {
    std::vector<std::string> items;
    if (value == nullptr) return items;
    const auto add = [&](std::string item) {
        if (!item.empty()) items.push_back(std::move(item));
    };
    if (value->is_array()) {
        for (const Json& item : *value) add(scalar_text(item));
        return items;
    }
    const std::string text = scalar_text(*value);
    const char separator = text.find(',') != text.npos ? ',' : by_blanks ? ' ' : '\0';
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = separator == 0 ? text.size() : std::min(text.find(separator, begin), text.size());
        add(one_line(std::string_view(text).substr(begin, end - begin)));
        begin = end + 1;
    }
    return items;
}

/// Keys whose values say in words what the note is about, or who wrote it: they are searched like its text.
constexpr std::array<std::string_view, 11> describing_keys{"author", "authors", "subtitle", "description", "summary", "excerpt", "abstract", "keywords", "series", "category", "categories"};

/// Front matter by key, case ignored. Every key that was asked for counts as read; the rest is `meta`.
class Header {
public:
    explicit Header(const FrontMatter& front_matter) {
        for (const auto& [key, value] : front_matter.values.items()) rows_.push_back({ascii_lower(key), key, &value, front_matter.lines.find(key)->second});
    }

    /// Value of the first of `keys` that is there and not null; all of them count as read. `line` receives its line.
    const Json* first_of(std::initializer_list<std::string_view> keys, std::uint32_t* line = nullptr) {
        const Json* found = nullptr;
        for (const std::string_view key : keys) {
            for (Row& row : rows_) {
                if (row.key != key) continue;
                row.read = true;
                if (found != nullptr || row.value->is_null()) continue;
                found = row.value;
                if (line != nullptr) *line = row.line;
            }
        }
        return found;
    }

    /// All strings of the values of `keys`, whether these count as read or not.
    std::vector<std::string> strings_of(std::span<const std::string_view> keys) const {
        std::vector<std::string> strings;
        for (const Row& row : rows_)
            if (std::find(keys.begin(), keys.end(), row.key) != keys.end())
                for (std::string& text : list_of(row.value, false)) strings.push_back(std::move(text));
        return strings;
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
};

std::string_view file_name(std::string_view path) { return path.substr(path.rfind('/') + 1); }

class Reader {
public:
    Reader(std::string_view path, std::string_view bytes) : decoded_(decode_text(bytes)) {
        note_.record.path = path;
        if (!decoded_.repaired.empty()) problem(0, decoded_.repaired, "save the note as UTF-8", "encoding");
    }

    Note read(std::int64_t modified_seconds, const LanguageChoice& languages) {
        FrontMatter front_matter = read_front_matter(decoded_.text);
        for (Error& error : front_matter.problems) {
            error.where->path = note_.record.path;
            note_.problems.push_back(std::move(error));
        }
        MarkdownText markdown = read_markdown(std::string_view(decoded_.text).substr(front_matter.body_offset), front_matter.body_line);
        Header header(front_matter);
        NoteRecord& record = note_.record;
        record.title = title(header, markdown.headings);
        record.aliases = list_of(header.first_of({"aliases", "alias"}), false);
        record.tags = tags(header, markdown.tags);
        record.published = published(header);
        record.created = date(header, {"created", "date", "published", "pubdate", "datecreated"});
        if (!record.created) record.created = date_of_name(file_name(record.path));
        const std::optional<Date> updated = date(header, {"updated", "modified", "lastmod", "last_modified"});
        note_.says_updated = updated.has_value();
        record.modified = modified_seconds;
        record.updated = updated.value_or(Date{format_instant(modified_seconds), modified_seconds});
        if (const Json* link = header.first_of({"permalink", "dg-permalink", "slug", "url"})) record.permalink = scalar_text(*link);
        note_.described = header.strings_of(describing_keys);
        record.lang = language(header, languages, markdown);
        record.meta = header.rest().dump(-1, ' ', false, Json::error_handler_t::replace);
        record.text = std::move(markdown.text);
        record.headings = std::move(markdown.headings);
        record.segments = std::move(markdown.segments);
        for (const Scope& scope : markdown.scopes) {
            if (scope.field == Field::quote) record.quotes.push_back({scope.begin, scope.end});
            if (scope.field == Field::code) record.code.push_back({scope.begin, scope.end});
        }
        note_.scopes = std::move(markdown.scopes);
        note_.features = markdown.features;
        return std::move(note_);
    }

private:
    void problem(std::uint32_t line, std::string message, std::string hint, std::string topic) {
        note_.problems.push_back({ErrorKind::note, std::move(message), SourcePos{note_.record.path, line}, std::move(hint), 0, std::move(topic)});
    }

    /// "2018-07-11-title.md", as Jekyll and daily notes are named: a whole day only.
    static std::optional<Date> date_of_name(std::string_view name) {
        const std::string_view day = name.substr(0, 10);
        return day.size() == 10 && day[4] == '-' && day[7] == '-' ? parse_date(day) : std::nullopt;
    }

    std::string title(Header& header, const std::vector<Heading>& headings) const {
        if (const Json* value = header.first_of({"title"}))
            if (std::string text = scalar_text(*value); !text.empty()) return text;
        for (const Heading& heading : headings)
            if (heading.level == 1 && !heading.text.empty()) return one_line(heading.text);
        const std::string_view name = file_name(note_.record.path);
        return one_line(name.substr(0, name.rfind('.')));
    }

    std::vector<std::string> tags(Header& header, const std::vector<std::string>& inline_tags) const {
        std::vector<std::string> all = list_of(header.first_of({"tags", "tag", "keywords"}), true);
        all.insert(all.end(), inline_tags.begin(), inline_tags.end());
        std::vector<std::string> tags, seen;
        for (std::string& tag : all) {
            tag.erase(0, std::min(tag.find_first_not_of("#/="), tag.size()));
            while (tag.ends_with('/')) tag.pop_back();
            std::string folded = fold_tag(tag);
            if (folded.empty() || tag == "gardenEntry" || std::find(seen.begin(), seen.end(), folded) != seen.end()) continue;
            seen.push_back(std::move(folded));
            tags.push_back(std::move(tag));
        }
        return tags;
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

    std::string language(Header& header, const LanguageChoice& languages, const MarkdownText& markdown) {
        std::uint32_t line = 0;
        if (const Json* value = header.first_of({"lang", "language"}, &line)) {
            const std::string named = scalar_text(*value);
            if (std::optional<std::string> known = language_named(named)) return *std::move(known);
            if (!named.empty()) problem(line, "there is no language " + one_line(named, 60), "write a code or a name, as in lang: de or lang: German", "language");
        }
        if (!languages.of_path.empty()) return languages.of_path;
        std::optional<std::string> detected;
        if (languages.detect) detected = detected_language(prose_of(markdown));
        return detected ? *std::move(detected) : languages.otherwise;
    }

    /// The beginning of the text without code, as much as its language can be told by.
    static std::string prose_of(const MarkdownText& markdown) {
        constexpr std::size_t enough = 5'000;
        std::string prose;
        std::size_t at = 0;
        for (const Scope& scope : markdown.scopes) {  // by end, those of code disjoint
            if (scope.field != Field::code || prose.size() > enough) continue;
            prose.append(markdown.text, at, std::min<std::size_t>(scope.begin - std::min<std::size_t>(at, scope.begin), enough));
            at = scope.end;
        }
        return prose.append(markdown.text, at, enough);
    }

    std::optional<Date> date(Header& header, std::initializer_list<std::string_view> keys) {
        std::optional<Date> found;
        for (const std::string_view key : keys) {
            std::uint32_t line = 0;
            const Json* value = header.first_of({key}, &line);
            if (value == nullptr || value->is_boolean() || found) continue;
            const std::string text = scalar_text(*value);
            if (text.empty() || (key == "published" && (ascii_lower(text) == "yes" || ascii_lower(text) == "no"))) continue;
            found = parse_date(text);
            if (!found) problem(line, std::string(key) + " is no date: " + one_line(text, 60), "write dates as YYYY-MM-DD", "date");
        }
        return found;
    }

    DecodedText decoded_;
    Note note_;
};

}  // namespace

Note read_note(std::string_view path, std::string_view bytes, std::int64_t modified_seconds, const LanguageChoice& languages) {
    return Reader(path, bytes).read(modified_seconds, languages);
}

}  // namespace assay
