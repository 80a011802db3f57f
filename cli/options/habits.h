// Commands and options that people type because another program has them, and what does the same
// here. Nothing that is only guessed is run: the answer is an error that names what to type.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace assay {

/// Commands of other programs, with blanks between. `meant` is the command line here, without
/// assay; if it is empty, `hint` says what to do.
struct CommandHabit {
    std::string_view typed, meant, hint{};
};
std::span<const CommandHabit> command_habits();

/// Options of other programs, with blanks between; `value`: given so, empty for any. The row counts
/// for commands that have the option `option`, which does the same; where that does not say enough,
/// `hint` says more. An empty `option` is for every command.
struct OptionHabit {
    std::string_view typed, value, option, hint{};
};
std::span<const OptionHabit> option_habits();

/// What the parser knows.
struct KnownNames {
    std::vector<std::string_view> commands;
    std::function<bool(std::string_view command, std::string_view option)> has_option;
};

/// "assay search 'open source'": the words after assay, as a shell takes them.
std::string ready_command(std::span<const std::string> words);

/// What was meant by a command line that names no command: a habit, else the nearest command, else
/// a search for these words. Never empty. `args`: without assay; at least one of them is no option.
std::string command_hint(std::span<const std::string> args, const KnownNames& known);

/// What was meant by an option that `command` does not have ("--format", "-m5"), given with
/// `value`. Empty if no habit is known.
std::string option_hint(std::string_view typed, std::string_view value, std::string_view command,
                        const KnownNames& known);

}  // namespace assay
