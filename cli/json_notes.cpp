#include "cli/json_notes.h"

#include "cli/json_parts.h"

namespace assay {

void print_json(std::ostream& out, const NoteText& note, const std::string& anchor, const std::string& root, OffsetUnit unit) {
    Json json = json_object("show");
    json["root"] = root;
    json["offsets"] = to_json(unit);
    json.update(to_json(note.hit, unit));
    json["anchor"] = or_null(anchor);
    json["line"] = note.line;
    json["text"] = note.text;
    json["marks"] = to_json(note.marks, note.text, unit);
    json["headings"] = Json::array();
    for (const Heading& heading : note.headings)
        json["headings"].push_back({{"level", heading.level}, {"text", heading.text}, {"anchor", heading.anchor}, {"line", heading.line}});
    print_json_value(out, json, 2);
}

void print_json(std::ostream& out, const Concordance& concordance, const SearchRequest& request, const ShownPaths& paths) {
    Json json = json_object("kwic");
    json["root"] = paths.root();
    json["query"] = {{"text", request.text}, {"corrected", concordance.corrected ? Json(*concordance.corrected) : Json(nullptr)}};
    json["total"] = concordance.total;
    json["lines"] = Json::array();
    for (const ConcordanceLine& line : concordance.lines)
        json["lines"].push_back({{"path", line.path}, {"file", file_or_null(paths.file(line.path))}, {"line", line.line}, {"column", line.column}, {"left", line.left}, {"match", line.match}, {"right", line.right},
                                 {"created", line.created ? Json(*line.created) : Json(nullptr)}});
    json["warnings"] = concordance.warnings;
    print_json_value(out, json, 2);
}

void print_json(std::ostream& out, const NotePlace& place, const std::vector<std::string>& command) {
    Json json = json_object("open");
    json.update({{"root", place.root.string()}, {"path", place.path}, {"file", file_or_null(note_file(place.root, place.path))}, {"line", place.line}, {"column", place.column}, {"command", command}});
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

}  // namespace assay
