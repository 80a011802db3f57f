#include "cli/print/json_notes.h"

#include "cli/print/json_parts.h"
#include "indexer/text/instant.h"

namespace assay::cli {
namespace {

Json to_json(const std::vector<schema::Heading>& headings) {
    Json list = Json::array();
    for (const schema::Heading& heading : headings)
        list.push_back({{"level", heading.level},
                        {"text", heading.text},
                        {"anchor", heading.anchor},
                        {"line", heading.line}});
    return list;
}

}  // namespace

void print_json(std::ostream& out, const query::NoteText& note, const std::string& anchor,
                const std::optional<WrittenText>& source, const std::string& root,
                OffsetUnit unit) {
    Json json = json_object("show");
    json["root"] = root;
    json["offsets"] = to_json(unit);
    json.update(to_json(note.hit, unit));
    json["anchor"] = or_null(anchor);
    json["line"] = note.line;
    json["text"] = note.text;
    json["marks"] = to_json(note.marks, note.text, unit);
    json["headings"] = to_json(note.headings);
    json["backlinks"] = note.backlinks;
    json["source"] = source ? Json(source->text) : Json(nullptr);
    json["source_line"] = source ? Json(source->line) : Json(nullptr);
    json["source_marks"] = source ? to_json(source->marks, source->text, unit) : Json::array();
    print_json_value(out, json, 2);
}

void print_json_export(std::ostream& out, const schema::NoteRecord& note, const std::string& file,
                       const std::string& url) {
    Json meta = Json::parse(note.meta, nullptr, false);
    Json json = json_object("export");
    json.update({{"path", note.path},
                 {"file", file_or_null(file)},
                 {"title", note.title},
                 {"aliases", note.aliases},
                 {"permalink", or_null(note.permalink)},
                 {"url", or_null(url)},
                 {"tags", note.tags},
                 {"created", note.created ? Json(note.created->text) : Json(nullptr)},
                 {"updated", note.updated.text},
                 {"modified", text::format_instant(note.modified)},
                 {"lang", or_null(note.lang)},
                 {"words", note.words},
                 {"published", note.published ? Json(*note.published) : Json(nullptr)},
                 {"meta", meta.is_object() ? std::move(meta) : Json::object()},
                 {"headings", to_json(note.headings)},
                 {"text", note.text}});
    print_json_value(out, json, -1);
}

void print_json(std::ostream& out, const query::Concordance& concordance,
                const query::SearchRequest& request, const ShownPaths& paths) {
    Json json = json_object("kwic");
    json["root"] = paths.root();
    json["query"] = {
        {"text", request.text},
        {"corrected", concordance.corrected ? Json(*concordance.corrected) : Json(nullptr)}};
    json["total"] = concordance.total;
    json["lines"] = Json::array();
    for (const query::ConcordanceLine& line : concordance.lines)
        json["lines"].push_back({{"path", line.path},
                                 {"file", file_or_null(paths.file(line.path))},
                                 {"line", line.line},
                                 {"column", line.column},
                                 {"left", line.left},
                                 {"match", line.match},
                                 {"right", line.right},
                                 {"created", line.created ? Json(*line.created) : Json(nullptr)}});
    json["warnings"] = concordance.warnings;
    print_json_value(out, json, 2);
}

void print_json(std::ostream& out, const NotePlace& place,
                const std::vector<std::string>& command) {
    Json json = json_object("open");
    json.update({{"root", place.root.string()},
                 {"path", place.path},
                 {"file", file_or_null(note_file(place.root, place.path))},
                 {"line", place.line},
                 {"column", place.column},
                 {"command", command}});
    print_json_value(out, json, 2);
}

void print_json_names(std::ostream& out, const std::vector<std::string>& names) {
    Json json = json_object("names");
    json["names"] = names;
    print_json_value(out, json, 2);
}

void print_json_text(std::ostream& out, std::string_view name, const std::string& text) {
    Json json = json_object("text");
    json.update({{"name", name}, {"text", text}});
    print_json_value(out, json, 2);
}

}  // namespace assay::cli
