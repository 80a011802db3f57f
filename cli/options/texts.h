// Texts of files in cli/, built into the program (texts.cpp.in), so that it always has those of its
// version.
#pragma once

#include <span>
#include <string_view>

namespace assay::cli {

struct NamedText {
    std::string_view name;
    std::string_view text;
};

/// cli/schemas/*, JSON Schema draft 2020-12; by name: "search".
std::span<const NamedText> json_schemas();

/// cli/man/*, as man(7) has it; by topic: "assay", "query", "json", "config".
std::span<const NamedText> manual_pages();

/// cli/completions/*, by shell: "bash", "zsh", "fish".
std::span<const NamedText> completion_scripts();

}  // namespace assay::cli
