#include "cli/options/command_line_help.h"

#include <string>
#include <string_view>

#include "cli/terminal/text_layout.h"

namespace assay::cli {
namespace {

constexpr std::size_t columns = 80, description_column = 28, command_column = 16;

/// A choice of many names, "search|tags|…", continues in a second line.
std::string with_broken_choice(std::string left) {
    constexpr std::size_t room = columns - 2;  // after the indent
    const std::size_t bar = left.size() > room ? left.rfind('|', room - 1) : left.npos;
    if (bar != left.npos) left.insert(bar + 1, "\n    ");
    return left;
}

class HelpFormat : public CLI::Formatter {
public:
    std::string make_option(const CLI::Option* option, bool is_positional) const override {
        const std::string left = make_option_name(option, is_positional) + make_option_opts(option);
        return described(with_broken_choice(left), make_option_desc(option), description_column,
                         columns);
    }

    std::string make_subcommand(const CLI::App* command) const override {
        return described(command->get_name(), command->get_description(), command_column, columns);
    }

    std::string make_description(const CLI::App* command) const override {
        std::string text;
        const std::string description = command->get_description();
        for (const query::TextRange& line : wrap(description, columns))
            text.append(description, line.begin, line.end - line.begin).append("\n");
        return text;
    }
};

}  // namespace

std::shared_ptr<CLI::FormatterBase> help_format() { return std::make_shared<HelpFormat>(); }

}  // namespace assay::cli
