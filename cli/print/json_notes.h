// Answers about single notes as JSON; as in json_printer.h, cli/schemas/*.json says what the keys
// are.
#pragma once

#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/print/source_marks.h"
#include "cli/terminal/columns.h"
#include "cli/terminal/note_place.h"
#include "cli/terminal/shown_path.h"
#include "query/concordance.h"
#include "query/note_lookup.h"
#include "query/values/search_request.h"

namespace assay {

/// `anchor`: of the heading that was asked for; empty = the whole note. `source`: nullopt when its
/// file cannot be read.
void print_json(std::ostream& out, const NoteText& note, const std::string& anchor,
                const std::optional<WrittenText>& source, const std::string& root, OffsetUnit unit);
void print_json(std::ostream& out, const Concordance& concordance, const SearchRequest& request,
                const ShownPaths& paths);

/// A line of assay export; see cli/schemas/export.json. `file`: of the note, absolute.
void print_json_export(std::ostream& out, const NoteRecord& note, const std::string& file,
                       const std::string& url);

/// `command`: the editor, opened there.
void print_json(std::ostream& out, const NotePlace& place, const std::vector<std::string>& command);

/// What `assay schema`, `help` and `completions` know, and one of their texts.
void print_json_names(std::ostream& out, const std::vector<std::string>& names);
void print_json_text(std::ostream& out, std::string_view name, const std::string& text);

}  // namespace assay
