// The parts of a path that name a note: what is searched, shown and compared of it.
#pragma once

#include <string_view>

namespace assay {

/// "a/b/2024-03-15-rain.md" -> "2024-03-15-rain.md".
std::string_view file_name(std::string_view path);

/// The same without its last extension: "2024-03-15-rain".
std::string_view file_stem(std::string_view path);

/// The stem without a date at its front (2024-03-15 or 20240315) and what joins that to the rest,
/// and without the ending of a web page (.html): "rain". A name that is nothing but a date keeps
/// it.
std::string_view told_name(std::string_view path);

}  // namespace assay
