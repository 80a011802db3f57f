// The parts of a path that name a note.
#pragma once

#include <string_view>

namespace assay::text {

/// "a/b/2024-03-15-rain.md" -> "2024-03-15-rain.md".
std::string_view file_name(std::string_view path);

/// The same without its last extension: "2024-03-15-rain".
std::string_view file_stem(std::string_view path);

/// True if the name has the extension of a note, in any case: .md, .markdown or .mdx.
bool is_note_name(std::string_view path);

/// Returns the stem without a date at its beginning (2024-03-15 or 20240315) and the signs after
/// the date, and without the extension of a web page (.html): "rain". A name that is only a date
/// keeps it.
std::string_view told_name(std::string_view path);

}  // namespace assay::text
