#include "query/note_lookup.h"

#include <algorithm>
#include <array>
#include <optional>

#include "indexer/schema/fields.h"
#include "indexer/schema/link_target.h"
#include "indexer/schema/place_finder.h"
#include "indexer/text/edit_distance.h"
#include "indexer/text/file_name.h"
#include "indexer/text/tokenizer.h"
#include "indexer/text/unicode.h"
#include "query/hit.h"
#include "query/near_notes.h"
#include "query/note_links.h"
#include "query/open_index.h"
#include "query/passages/marks.h"
#include "query/plan/planned_text.h"
#include "query/words/weighting.h"

namespace assay::query {
namespace {

constexpr std::size_t most_candidates_named = 8, most_notes_suggested = 3;
constexpr std::array<std::string_view, 4> endings{"", ".md", ".markdown", ".mdx"};

/// True if `path` is `name`, or ends with '/' and `name`. `name` may lack the ending of a note.
bool ends_with_name(std::string_view path, std::string_view name) {
    return std::any_of(endings.begin(), endings.end(), [&](std::string_view ending) {
        if (!path.ends_with(ending)) return false;
        const std::string_view stem = path.substr(0, path.size() - ending.size());
        return stem == name || (stem.size() > name.size() && stem.ends_with(name) &&
                                stem[stem.size() - name.size() - 1] == '/');
    });
}

/// Notes with the alias `name`. Words of aliases are indexed with those of titles, so that few
/// records are read.
std::vector<std::string> paths_by_alias(const OpenIndex& index, std::string_view name) {
    std::vector<std::string> paths;
    std::vector<Xapian::Query> words;
    text::Tokenizer tokens(name);
    for (text::Token token; tokens.next(token);)
        if (token.kind != text::Token::Kind::compound)
            words.emplace_back(schema::make_term(schema::Field::title, token.folded));
    if (words.empty()) return paths;
    Xapian::Enquire enquire(index.database);
    enquire.set_query(Xapian::Query(Xapian::Query::OP_AND, words.begin(), words.end()));
    enquire.set_weighting_scheme(weighting());
    const Xapian::MSet matches = enquire.get_mset(0, 1000);
    const std::string folded = unicode::fold(name);
    for (auto match = matches.begin(); match != matches.end(); ++match) {
        schema::NoteRecord record = index.record(*match);
        if (std::any_of(record.aliases.begin(), record.aliases.end(),
                        [&](const std::string& alias) { return unicode::fold(alias) == folded; }))
            paths.push_back(std::move(record.path));
    }
    return paths;
}

/// Returns the notes whose file may have this name, or whose title may be it, by rising docid.
std::vector<Xapian::docid> notes_with_name(const Xapian::Database& database,
                                           std::string_view name) {
    std::vector<Xapian::docid> notes;
    const auto add = [&](const std::string& term) {
        notes.insert(notes.end(), database.postlist_begin(term), database.postlist_end(term));
    };
    // The name may be that of a note without its ending, or end as a note does.
    for (const std::string& path : {std::string(name), std::string(name) + ".md"})
        add(schema::link_name_term(schema::last_name(schema::link_path(path))));
    add(schema::make_term(schema::Field::whole_title, text::whole_text(name)));
    std::sort(notes.begin(), notes.end());
    notes.erase(std::unique(notes.begin(), notes.end()), notes.end());
    return notes;
}

/// The notes that `name` names, in the first of the ways of find_note() that finds any.
std::vector<std::string> candidates(const OpenIndex& index, std::string_view name) {
    if (index.note_at(name) != 0) return {std::string(name)};
    const Xapian::Database& database = index.database;
    std::vector<std::string> same_end, folded_end, same_title;
    const std::string folded = unicode::fold(name);
    auto paths = database.valuestream_begin(schema::slot(schema::Field::path)),
         titles = database.valuestream_begin(schema::slot(schema::Field::title));
    const Xapian::ValueIterator end;
    for (const Xapian::docid note : notes_with_name(database, name)) {
        if (paths.skip_to(note); paths == end) break;
        const std::string path = *paths;
        if (titles != end) titles.skip_to(note);
        if (ends_with_name(path, name)) same_end.push_back(path);
        else if (ends_with_name(unicode::fold(path), folded)) folded_end.push_back(path);
        else if (titles != end && titles.get_docid() == note && *titles == folded)
            same_title.push_back(path);
    }
    for (std::vector<std::string>* found : {&same_end, &folded_end, &same_title})
        if (!found->empty()) return std::move(*found);
    return paths_by_alias(index, name);
}

/// The index of the heading with this anchor or text; npos if there is none.
std::size_t heading_at(const std::vector<schema::Heading>& headings, std::string_view anchor) {
    const std::string folded = unicode::fold(anchor);
    for (std::size_t i = 0; i < headings.size(); ++i)
        if (headings[i].anchor == anchor) return i;
    for (std::size_t i = 0; i < headings.size(); ++i)
        if (unicode::fold(headings[i].anchor) == folded ||
            unicode::fold(headings[i].text) == folded)
            return i;
    return std::string::npos;
}

struct Section {
    TextRange text;               // of the record
    std::uint32_t last_line = 0;  // of the file; 0 = its last
};

/// A heading with everything below it, up to the next one of its level or above.
Section section_of(const schema::NoteRecord& record, std::size_t heading) {
    const std::vector<schema::Heading>& headings = record.headings;
    const auto next = std::find_if(
        headings.begin() + static_cast<std::ptrdiff_t>(heading) + 1, headings.end(),
        [&](const schema::Heading& other) { return other.level <= headings[heading].level; });
    if (next == headings.end()) return {{headings[heading].offset, record.text.size()}};
    return {{headings[heading].offset, next->offset},
            std::max(headings[heading].line, next->line - 1)};
}

/// The matches in `part`, with offsets into it.
std::vector<TextRange> marks_in(const schema::NoteRecord& record, TextRange part,
                                const MarkFinder& finder) {
    std::vector<Match> matches = finder.in_text(record);
    std::erase_if(matches, [&](const Match& match) {
        return match.range.begin < part.begin || match.range.end > part.end;
    });
    std::vector<TextRange> marks =
        merge_marks(record.text, matches.data(), matches.data() + matches.size());
    for (TextRange& mark : marks) mark = {mark.begin - part.begin, mark.end - part.begin};
    return marks;
}

/// The segments of `part`, with offsets into it.
std::vector<schema::Segment> segments_in(const schema::NoteRecord& record, TextRange part) {
    std::vector<schema::Segment> segments;
    for (const schema::Segment& segment : record.segments) {
        if (segment.offset < part.begin || segment.offset >= part.end) continue;
        segments.push_back(segment);
        segments.back().offset -= static_cast<std::uint32_t>(part.begin);
    }
    return segments;
}

NoteText text_of(schema::NoteRecord record, TextRange part, const MarkFinder& finder) {
    while (part.end > part.begin && record.text[part.end - 1] == '\n') --part.end;
    NoteText note;
    note.hit.rank = 1;
    note.line = std::max(1U, schema::line_at(record, part.begin));
    note.marks = marks_in(record, part, finder);
    const std::vector<Match> in_title = finder.in_title(record.title, record.lang);
    note.hit.title_marks =
        merge_marks(record.title, in_title.data(), in_title.data() + in_title.size());
    note.text = record.text.substr(part.begin, part.end - part.begin);
    note.segments = segments_in(record, part);
    for (const schema::Heading& heading : record.headings)
        if (heading.offset >= part.begin && heading.offset < part.end) {
            note.headings.push_back(heading);
            note.headings.back().offset -= static_cast<std::uint32_t>(part.begin);
        }
    describe_note(record, note.hit);
    return note;
}

Error no_heading(const schema::NoteRecord& record, std::string_view anchor) {
    Error error = missing_error(
        "there is no heading #" + std::string(anchor) + " in " + record.path, "it has none");
    if (record.headings.empty()) return error;
    std::vector<std::string_view> names;
    for (const schema::Heading& heading : record.headings) names.push_back(heading.anchor);
    if (const std::string_view nearest = text::nearest_name(unicode::fold(anchor), names);
        !nearest.empty()) {
        error.hint = "did you mean #" + std::string(nearest) + "?";
        return error;
    }
    error.hint = "its headings are ";
    for (std::size_t i = 0; i < std::min(names.size(), most_candidates_named); ++i)
        error.hint.append(i == 0 ? "" : ", ").append(names[i]);
    if (names.size() > most_candidates_named) error.hint += ", …";
    return error;
}

/// The section that `anchor` names; the whole note when it is empty.
Result<NoteText> marked_text(const OpenIndex& index, schema::NoteRecord record,
                             std::string_view anchor, const SearchRequest& marked) {
    QueryPlan plan;
    if (!marked.text.empty()) {
        Result<QueryPlan> planned = plan_of(with_links(marked, index.database), index.database);
        if (!planned) return planned.error();
        plan = *std::move(planned);
    }
    Section part{{0, record.text.size()}};
    if (!anchor.empty()) {
        const std::size_t heading = heading_at(record.headings, anchor);
        if (heading == std::string::npos) return no_heading(record, anchor);
        part = section_of(record, heading);
    }
    NoteText note = text_of(std::move(record), part.text, MarkFinder(plan));
    note.last_line = part.last_line;
    return note;
}

Error no_note(std::string_view name) {
    return missing_error(
        "there is no note " + std::string(name),
        "NOTE is a path, the end of a path, or a title; look for one with: assay search -l");
}

}  // namespace

Result<std::string> find_note(OpenIndex& index, std::string_view name) {
    std::vector<std::string> found = name.empty()
                                         ? std::vector<std::string>()
                                         : index.retrying([&] { return candidates(index, name); });
    if (found.empty()) return no_note(name);
    if (found.size() == 1) return found.front();
    std::sort(found.begin(), found.end());
    std::string list;
    for (std::size_t i = 0; i < std::min(found.size(), most_candidates_named); ++i)
        list.append(i == 0 ? "" : ", ").append(found[i]);
    if (found.size() > most_candidates_named) list += ", …";
    return usage_error(std::to_string(found.size()) + " notes may be meant by " + std::string(name),
                       "it is one of " + list);
}

Error unknown_note(OpenIndex& index, std::string_view name) {
    Error error = no_note(name);
    const std::vector<NearNote> near =
        index.retrying([&] { return near_notes(index.database, name, most_notes_suggested); });
    if (near.empty()) return error;
    error.hint = "did you mean: ";
    for (const NearNote& note : near) {
        if (&note != &near.front()) error.hint += "; ";
        error.hint += note.name == text::file_stem(note.path) ? note.path
                                                              : note.name + " (" + note.path + ")";
    }
    return error;
}

Result<NoteText> read_note(OpenIndex& index, std::string_view path, std::string_view anchor,
                           const SearchRequest& marked) {
    return index.retrying([&]() -> Result<NoteText> {
        const Xapian::docid id = index.note_at(path);
        return id == 0 ? no_note(path) : marked_text(index, index.record(id), anchor, marked);
    });
}

Result<NoteText> read_note(OpenIndex& index, schema::NoteRecord record, std::string_view anchor,
                           const SearchRequest& marked) {
    return index.retrying([&] { return marked_text(index, record, anchor, marked); });
}

std::optional<std::uint64_t> indexed_hash(OpenIndex& index, std::string_view path) {
    return index.retrying([&]() -> std::optional<std::uint64_t> {
        const Xapian::docid id = index.note_at(path);
        if (id == 0) return std::nullopt;
        return schema::unpack_state(
                   index.database.get_document(id).get_value(schema::slot(schema::Field::change)))
            .hash;
    });
}

std::vector<std::string> note_paths(OpenIndex& index) {
    std::vector<std::string> paths = index.retrying([&] {
        const std::uint32_t slot = schema::slot(schema::Field::path);
        return std::vector<std::string>(index.database.valuestream_begin(slot),
                                        index.database.valuestream_end(slot));
    });
    std::sort(paths.begin(), paths.end());
    return paths;
}

}  // namespace assay::query
