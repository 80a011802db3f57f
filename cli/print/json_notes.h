// Answers about single notes as JSON. cli/schemas/*.json describes the keys.
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

namespace assay::cli {

/// `anchor` is that of the heading that the user asked for; empty = the whole note. `source` is
/// nullopt if the file cannot be read.
void print_json(std::ostream& out, const query::NoteText& note, const std::string& anchor,
                const std::optional<WrittenText>& source, const std::string& root, OffsetUnit unit);
void print_json(std::ostream& out, const query::Concordance& concordance,
                const query::SearchRequest& request, const ShownPaths& paths);

/// Prints a line of assay export. `file` is the absolute path of the note.
void print_json_export(std::ostream& out, const schema::NoteRecord& note, const std::string& file,
                       const std::string& url);

/// `command` has the words of the command that opens the place in the editor.
void print_json(std::ostream& out, const NotePlace& place, const std::vector<std::string>& command);

/// The names that `assay schema`, `help` or `completions` list, and one of the texts.
void print_json_names(std::ostream& out, const std::vector<std::string>& names);
void print_json_text(std::ostream& out, std::string_view name, const std::string& text);

}  // namespace assay::cli
