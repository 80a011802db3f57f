#include <algorithm>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/commands/commands.h"
#include "cli/commands/exit_code.h"
#include "cli/options/texts.h"
#include "cli/print/json_notes.h"
#include "cli/print/manual_text.h"
#include "cli/terminal/pager.h"
#include "cli/terminal/terminal.h"
#include "cli/terminal/text_layout.h"
#include "indexer/config.h"
#include "indexer/text/edit_distance.h"
#include "indexer/text/error.h"

namespace assay::cli {
namespace {

constexpr std::size_t usual_width = 80;

/// "the query language of assay": what the section NAME of a page says after the dash.
std::string about(std::string_view page) {
    constexpr std::string_view section = ".SH NAME\n", dash = " \\- ";
    const std::size_t begin = page.find(dash, page.find(section)) + dash.size();
    std::string text(page.substr(begin, page.find('\n', begin) - begin));
    std::erase(text, '\\');
    return text;
}

/// Prints names with their descriptions, one below the other.
void print_names(std::ostream& out, std::string_view heading,
                 const std::vector<std::pair<std::string, std::string>>& names) {
    constexpr std::size_t column = 16;
    out << heading << ":\n";
    for (const auto& [name, description] : names)
        out << described(name, description, column, usual_width);
}

void print_overview(std::ostream& out, const std::vector<CommandHelp>& commands) {
    std::vector<std::pair<std::string, std::string>> names, pages;
    for (const CommandHelp& command : commands)
        names.emplace_back(command.name, command.description);
    for (const NamedText& page : manual_pages()) pages.emplace_back(page.name, about(page.text));
    print_names(out, "Commands", names);
    print_names(out << '\n', "Pages of the manual", pages);
    out << "\nMore of each with: assay help search, assay help query\n";
}

[[noreturn]] void refuse(const std::string& topic, const std::vector<std::string>& names) {
    const std::string_view nearest =
        text::nearest_name(topic, std::vector<std::string_view>(names.begin(), names.end()));
    throw Failure(usage_error("there is no command and no page of the manual \"" + topic + "\"",
                              nearest.empty()
                                  ? "for a list: assay help"
                                  : "did you mean: assay help " + std::string(nearest)));
}

}  // namespace

int run_command(const HelpOptions& options, std::ostream& out, std::ostream&) {
    std::vector<std::string> names;
    for (const NamedText& page : manual_pages()) names.emplace_back(page.name);
    for (const CommandHelp& command : options.commands) names.push_back(command.name);
    if (options.topic.empty()) {
        if (options.json) print_json_names(out, names);
        else print_overview(out, options.commands);
        return exit_ok;
    }
    const TextStyle style =
        options.json ? TextStyle{.width = usual_width} : detect_style(When::automatic);
    std::string text;
    const auto page =
        std::find_if(manual_pages().begin(), manual_pages().end(),
                     [&](const NamedText& each) { return each.name == options.topic; });
    const auto command =
        std::find_if(options.commands.begin(), options.commands.end(),
                     [&](const CommandHelp& each) { return each.name == options.topic; });
    if (page != manual_pages().end()) text = manual_text(page->text, style);
    else if (command != options.commands.end()) text = command->text;
    else refuse(options.topic, names);
    if (options.json) print_json_text(out, options.topic, text);
    else show_paged(out, text, style, {indexer::load_config({}).pager, options.no_pager});
    return exit_ok;
}

void print_introduction(std::ostream& err) {
    err << "assay finds notes in a folder of Markdown files.\n\n"
           "  assay index ~/notes      read the notes, once; a search then sees every change\n"
           "  assay search rain        the notes about rain, the best first\n"
           "  assay help               all commands, and the manual\n";
}

}  // namespace assay::cli
