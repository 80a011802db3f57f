// Commands and options of other programs that people try here, and what does the same. Nothing that
// is only guessed is run: the answer is an error that names the command to use.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace assay::cli {

/// `names`: commands of other programs, with blanks between. `meant` is the command line here,
/// without assay; if it is empty, `hint` says what to do.
struct CommandHabit {
    std::string_view names, meant, hint{};
};
std::span<const CommandHabit> command_habits();

/// `names`: options of other programs, with blanks between. `value`: the one they are given with;
/// empty = any. The habit counts for commands that have `option`, which does the same, or for every
/// command if it is empty. `hint` says more where `option` does not say enough.
struct OptionHabit {
    std::string_view names, value, option, hint{};
};
std::span<const OptionHabit> option_habits();

/// What the parser knows.
struct KnownNames {
    std::vector<std::string_view> commands;
    std::function<bool(std::string_view command, std::string_view option)> has_option;
};

/// "assay search 'open source'": the words after assay, quoted for a shell.
std::string ready_command(std::span<const std::string> words);

/// What to run instead of a command line without a known command: by a habit, else with the nearest
/// command, else a search for these words. Never empty. `args`: without assay; at least one of them
/// is not an option.
std::string command_hint(std::span<const std::string> args, const KnownNames& known);

/// What to use instead of `option` ("--format", "-m5"), which `command` does not have and which was
/// given with `value`. Empty if no habit is known.
std::string option_hint(std::string_view option, std::string_view value, std::string_view command,
                        const KnownNames& known);

}  // namespace assay::cli
