#include "cli/session/editor.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string_view>

#include "cli/terminal/shell_words.h"
#include "cli/terminal/shown_path.h"

namespace assay::cli {
namespace {

struct Syntax {
    std::string_view program;    // its file name
    std::string_view arguments;  // with blanks between
};

constexpr std::string_view plus_line = "+{line} {path}", plus_colon = "+{line}:{column} {path}",
                           plus_comma = "+{line},{column} {path}",
                           goto_place = "-g {path}:{line}:{utf16_column}",
                           colons = "{path}:{line}:{column}",
                           cursor = "'+call cursor({line},{byte_column})' {path}";
constexpr std::array<Syntax, 31> syntaxes{{{"vi", plus_line},
                                           {"vim", cursor},
                                           {"nvim", cursor},
                                           {"gvim", cursor},
                                           {"mvim", cursor},
                                           {"nvim-qt", cursor},
                                           {"view", cursor},
                                           {"ex", plus_line},
                                           {"joe", plus_line},
                                           {"mg", plus_line},
                                           {"emacs", plus_colon},
                                           {"emacsclient", plus_colon},
                                           {"micro", plus_colon},
                                           {"kak", plus_colon},
                                           {"gedit", plus_colon},
                                           {"nano", plus_comma},
                                           {"pico", plus_comma},
                                           {"code", goto_place},
                                           {"code-insiders", goto_place},
                                           {"codium", goto_place},
                                           {"vscodium", goto_place},
                                           {"code-oss", goto_place},
                                           {"cursor", goto_place},
                                           {"windsurf", goto_place},
                                           {"hx", colons},
                                           {"helix", colons},
                                           {"zed", colons},
                                           {"zeditor", colons},
                                           {"subl", colons},
                                           {"sublime_text", colons},
                                           {"kate", "-l {line} -c {column} {path}"}}};

std::string filled_in(std::string_view word, const std::string& path, const NotePlace& place) {
    std::string text;
    while (!word.empty()) {
        const auto take = [&](std::string_view name, const std::string& value) {
            if (!word.starts_with(name)) return false;
            text += value;
            word.remove_prefix(name.size());
            return true;
        };
        if (take("{path}", path) || take("{line}", std::to_string(place.line)) ||
            take("{column}", std::to_string(place.column)) ||
            take("{utf16_column}", std::to_string(place.utf16_column)) ||
            take("{byte_column}", std::to_string(place.byte_column)))
            continue;
        text.push_back(word.front());
        word.remove_prefix(1);
    }
    return text;
}

}  // namespace

std::vector<std::string> editor_words(const std::string& configured) {
    std::vector<std::string> words = shell_words(configured);
    for (const char* name : {"VISUAL", "EDITOR"})
        if (const char* value = std::getenv(name); words.empty() && value != nullptr)
            words = shell_words(value);
    return words.empty() ? std::vector<std::string>{"vi"} : words;
}

std::vector<std::string> editor_command(std::vector<std::string> editor, const NotePlace& place) {
    const bool template_given =
        std::any_of(editor.begin() + 1, editor.end(),
                    [](const std::string& word) { return word.find("{path}") != word.npos; });
    if (!template_given) {
        std::string program = std::filesystem::path(editor.front()).filename().string();
        if (program.ends_with(".exe")) program.resize(program.size() - 4);
        const auto known =
            std::find_if(syntaxes.begin(), syntaxes.end(), [&](const Syntax& syntax) {
                // vim.basic, vim.gtk3, emacs-nox and the like take what vim and emacs take.
                return program == syntax.program ||
                       program.starts_with(std::string(syntax.program) + ".") ||
                       program.starts_with(std::string(syntax.program) + "-");
            });
        const std::string_view arguments = known == syntaxes.end() ? "{path}"
                                           : known->arguments == cursor && place.column == 1
                                               ? plus_line
                                               : known->arguments;
        for (std::string& word : shell_words(arguments)) editor.push_back(std::move(word));
    }
    const std::string path = note_file(place.root, place.path);
    for (std::size_t word = 1; word < editor.size(); ++word)
        editor[word] = filled_in(editor[word], path, place);
    return editor;
}

}  // namespace assay::cli
