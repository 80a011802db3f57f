// What the commands' options share. Internal to the parser (options.cpp).
#pragma once

#include <CLI/CLI.hpp>
#include <array>
#include <cstddef>
#include <limits>
#include <string>
#include <string_view>
#include <utility>

#include "cli/options/options.h"
#include "indexer/text/error.h"

namespace assay {

template <class Value, std::size_t size>
using Choices = std::array<std::pair<std::string_view, Value>, size>;

template <class Value, std::size_t size>
std::string names_of(const Choices<Value, size>& known, std::string_view between) {
    std::string names;
    for (const auto& [name, value] : known) names.append(names.empty() ? "" : between).append(name);
    return names;
}

/// Throws Failure(usage) with the names when `typed` is none of them.
template <class Value, std::size_t size>
Value one_of(const Choices<Value, size>& known, const std::string& typed,
             const std::string& option) {
    for (const auto& [name, value] : known)
        if (name == typed) return value;
    throw Failure(usage_error(option + " does not know " + typed,
                              "it takes one of " + names_of(known, ", ")));
}

/// An option whose value is one of `known`. Its type name lists them; that is where the completion
/// finds them.
template <class Value, std::size_t size>
void add_choice(CLI::App& command, const std::string& names, Value& value,
                const Choices<Value, size>& known, const std::string& description) {
    const std::string shown = names.substr(names.find("--"));
    const auto take = [&value, &known, shown](const std::string& typed) {
        value = one_of(known, typed, shown);
    };
    command.add_option_function<std::string>(names, take, description)
        ->type_name(names_of(known, "|"));
}

inline constexpr Choices<When, 3> whens{
    {{"auto", When::automatic}, {"always", When::always}, {"never", When::never}}};

inline constexpr Choices<OffsetUnit, 3> offset_units{{{"codepoints", OffsetUnit::codepoints},
                                                      {"utf16", OffsetUnit::utf16},
                                                      {"bytes", OffsetUnit::bytes}}};

inline void add_screen_options(CLI::App& command, Options& options) {
    add_choice(command, "--color", options.color, whens, "Colours; auto = on a terminal");
    command.add_option("--hyperlink", options.hyperlink, "Where paths on a terminal lead (file)")
        ->type_name("none|file|vscode|cursor|zed|FORMAT");
}

/// Throws Failure(usage) for anything but a number or "all", which is the largest number.
inline std::size_t count_or_all(const std::string& typed, const std::string& option) {
    constexpr std::size_t most_digits = 9;
    if (typed == "all") return std::numeric_limits<std::size_t>::max();
    if (typed.empty() || typed.size() > most_digits ||
        typed.find_first_not_of("0123456789") != typed.npos)
        throw Failure(usage_error(option + " takes a number or all, not " + typed,
                                  "write " + option + " 20, or " + option + " all"));
    return std::stoul(typed);
}

inline void add_limit_option(CLI::App& command, Options& options, std::size_t& limit,
                             const std::string& description) {
    const auto take = [&options, &limit](const std::string& typed) {
        limit = count_or_all(typed, "--limit");
        options.limit_given = true;
    };
    command.add_option_function<std::string>("-n,--limit", take, description)->type_name("N|all");
}

inline void add_pager_option(CLI::App& command, Options& options) {
    command.add_flag("--no-pager", options.no_pager,
                     "Print straight to the terminal, also what is taller than it");
}

inline void add_offsets_option(CLI::App& command, Options& options) {
    add_choice(command, "--offsets", options.offsets, offset_units,
               "What columns of lines and ranges in JSON count");
}

inline void add_template_option(CLI::App& command, Options& options) {
    command
        .add_option("--template", options.line_template,
                    "Print TEXT for each passage, with names in braces filled in; see TEMPLATES "
                    "in: assay help assay")
        ->type_name("TEXT");
}

inline void add_text_options(CLI::App& command, Options& options) {
    command.add_flag("--blocks", options.request.blocks,
                     "With --json: of each passage also the whole paragraph, item, cell or code "
                     "around the match");
    command.add_flag("--text", options.request.whole_text,
                     "With --json: of each hit also the whole text");
}

inline void add_refresh_option(CLI::App& command, Options& options) {
    command.add_flag("--no-refresh", options.no_refresh,
                     "Do not look for notes that changed since they were indexed");
}

inline void add_corpus_options(CLI::App& command, Options& options) {
    command
        .add_option(
            "--corpus", options.corpus,
            "Folder of the notes (else $ASSAY_CORPUS, else the nearest indexed folder above)")
        ->type_name("DIR");
    command
        .add_option("--index", options.index,
                    "Where the index lives (else $ASSAY_INDEX, else below $XDG_CACHE_HOME/assay)")
        ->type_name("DIR");
    command.add_flag("--json", options.json, "One JSON object; see: assay schema");
}

}  // namespace assay
