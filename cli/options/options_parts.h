// Options that several commands have. Internal to the parser (command_line.h).
#pragma once

#include <CLI/CLI.hpp>
#include <array>
#include <cstddef>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "cli/options/options.h"
#include "indexer/text/error.h"

namespace assay::cli {

template <class Value, std::size_t size>
using Choices = std::array<std::pair<std::string_view, Value>, size>;

template <class Value, std::size_t size>
std::string names_of(const Choices<Value, size>& known, std::string_view between) {
    std::string names;
    for (const auto& [name, value] : known) names.append(names.empty() ? "" : between).append(name);
    return names;
}

/// The value called `given`. Throws Failure(usage) with all names when there is none.
template <class Value, std::size_t size>
Value one_of(const Choices<Value, size>& known, const std::string& given,
             const std::string& option) {
    for (const auto& [name, value] : known)
        if (name == given) return value;
    throw Failure(usage_error("unknown value for " + option + ": " + given,
                              "use one of " + names_of(known, ", ")));
}

/// An option whose value is one of `known`. Its type name lists them; that is where the completion
/// finds them.
template <class Value, std::size_t size>
void add_choice(CLI::App& command, const std::string& names, Value& value,
                const Choices<Value, size>& known, const std::string& description) {
    const std::string long_name = names.substr(names.find("--"));
    const auto take = [&value, &known, long_name](const std::string& given) {
        value = one_of(known, given, long_name);
    };
    command.add_option_function<std::string>(names, take, description)
        ->type_name(names_of(known, "|"));
}

inline constexpr Choices<When, 3> whens{
    {{"auto", When::automatic}, {"always", When::always}, {"never", When::never}}};

inline constexpr Choices<OffsetUnit, 3> offset_units{{{"codepoints", OffsetUnit::codepoints},
                                                      {"utf16", OffsetUnit::utf16},
                                                      {"bytes", OffsetUnit::bytes}}};

/// The number `given`; the largest one for "all". Throws Failure(usage) for anything else.
inline std::size_t count_or_all(const std::string& given, const std::string& option) {
    constexpr std::size_t most_digits = 9;
    if (given == "all") return std::numeric_limits<std::size_t>::max();
    if (given.empty() || given.size() > most_digits ||
        given.find_first_not_of("0123456789") != given.npos)
        throw Failure(usage_error(option + " takes a number or all, not " + given,
                                  "write " + option + " 20, or " + option + " all"));
    return std::stoul(given);
}

inline void add_limit_option(CLI::App& command, std::size_t& limit, bool& is_given,
                             const std::string& description) {
    const auto take = [&limit, &is_given](const std::string& given) {
        limit = count_or_all(given, "--limit");
        is_given = true;
    };
    command.add_option_function<std::string>("-n,--limit", take, description)->type_name("N|all");
}

inline void add_template_option(CLI::App& command, std::optional<std::string>& line_template) {
    command
        .add_option("--template", line_template,
                    "Print TEXT for each passage, with names in braces filled in; see TEMPLATES "
                    "in: assay help assay")
        ->type_name("TEXT");
}

inline void add_list_forms(CLI::App& command, ListForms& forms) {
    command.add_flag("--jsonl", forms.json_lines, "One JSON object per line");
    command.add_flag("-l,--paths", forms.paths_only, "Print paths only");
    command.add_flag("-0,--null", forms.zero_separated,
                     "Print paths only, each with a zero byte at its end");
    add_template_option(command, forms.line_template);
}

inline void add_text_options(CLI::App& command, query::SearchRequest& request) {
    command.add_flag(
        "--blocks", request.blocks,
        "With --json: also the whole paragraph, item, cell or code block around the match");
    command.add_flag("--text", request.whole_text, "With --json: also the whole text of each hit");
}

inline void add_color_option(CLI::App& command, SharedOptions& options) {
    add_choice(command, "--color", options.color, whens, "Colours; auto = on a terminal");
}

inline void add_screen_options(CLI::App& command, SharedOptions& options) {
    add_color_option(command, options);
    command.add_option("--hyperlink", options.hyperlink, "Where paths on a terminal lead (file)")
        ->type_name("none|file|vscode|cursor|zed|FORMAT");
}

inline void add_pager_option(CLI::App& command, SharedOptions& options) {
    command.add_flag("--no-pager", options.no_pager,
                     "Print directly to the terminal, even if it does not fit");
}

inline void add_offsets_option(CLI::App& command, SharedOptions& options) {
    add_choice(command, "--offsets", options.offsets, offset_units,
               "What columns, and ranges in JSON, are counted in");
}

inline void add_refresh_option(CLI::App& command, SharedOptions& options) {
    command.add_flag("--no-refresh", options.no_refresh,
                     "Do not look for notes that changed since they were indexed");
}

inline void add_json_option(CLI::App& command, SharedOptions& options) {
    command.add_flag("--json", options.json, "One JSON object; see: assay schema");
}

inline void add_place_options(CLI::App& command, CorpusOptions& options) {
    command
        .add_option(
            "--corpus", options.corpus,
            "Folder of the notes (else $ASSAY_CORPUS, else the nearest indexed folder above)")
        ->type_name("DIR");
    command
        .add_option("--index", options.index,
                    "Where the index lives (else $ASSAY_INDEX, else below $XDG_CACHE_HOME/assay)")
        ->type_name("DIR");
}

inline void add_corpus_options(CLI::App& command, SharedOptions& options) {
    add_place_options(command, options);
    add_json_option(command, options);
}

}  // namespace assay::cli
