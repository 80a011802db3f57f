#include "indexer/note.h"

#include <algorithm>
#include <initializer_list>
#include <array>
#include <span>
#include <unordered_map>
#include <nlohmann/json.hpp>

#include "indexer/date.h"
#include "indexer/encoding.h"
#include "indexer/front_matter.h"
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

    bool has(std::string_view key) const {
        return std::any_of(rows_.begin(), rows_.end(), [key](const Row& row) { return row.key == key; });
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

    Note read(std::int64_t modified_seconds, std::string_view language) {
        FrontMatter front_matter = read_front_matter(decoded_.text);
        for (Error& error : front_matter.problems) {
            error.where->path = note_.record.path;
            note_.problems.push_back(std::move(error));
        }
        const bool mdx = ascii_lower(note_.record.path).ends_with(".mdx");
        MarkdownText markdown = read_markdown(std::string_view(decoded_.text).substr(front_matter.body_offset), front_matter.body_line, mdx);
        Header header(front_matter);
        NoteRecord& record = note_.record;
        record.title = title(header, markdown.headings);
        record.aliases = list_of(header.first_of({"aliases", "alias"}), false);
        record.tags = tags(header, markdown.tags);
        record.published = published(header);
        record.created = date(header, {"created", "date", "published", "pubdate", "datecreated"});
        if (!record.created) record.created = date_of_name(file_name(record.path));
        record.updated = date(header, {"updated", "modified", "lastmod", "last_modified"})
                             .value_or(Date{format_instant(modified_seconds), modified_seconds});
        if (const Json* link = header.first_of({"permalink", "dg-permalink", "slug", "url"})) record.permalink = scalar_text(*link);
        note_.described = header.strings_of(describing_keys);
        const Json* lang = header.first_of({"lang", "language"});
        record.lang = lang != nullptr ? ascii_lower(scalar_text(*lang)) : std::string();
        if (record.lang.empty()) record.lang = language;
        Json meta = header.rest();
        add_fields(meta, header, markdown.fields);
        record.meta = meta.dump(-1, ' ', false, Json::error_handler_t::replace);
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

    /// Inline fields of the body: what the front matter says goes before, and what is said several times is a list.
    void add_fields(Json& meta, const Header& header, const std::vector<InlineField>& fields) {
        constexpr std::size_t most = 1'000;
        std::unordered_map<std::string, std::pair<std::string, Json>> added;  // by the key without its case -> as written first
        std::vector<std::string> order;
        for (const InlineField& field : std::span(fields).first(std::min(fields.size(), most))) {
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
        if (fields.size() > most) problem(fields[most].line, "more than " + std::to_string(most) + " inline fields, the rest is text only", "split the note", "front-matter");
    }

    /// "2018-07-11-title.md", as Jekyll and daily notes are named.
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
            tag.erase(0, std::min(tag.find_first_not_of("#/"), tag.size()));
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

Note read_note(std::string_view path, std::string_view bytes, std::int64_t modified_seconds, std::string_view language) {
    return Reader(path, bytes).read(modified_seconds, language);
}

}  // namespace assay
