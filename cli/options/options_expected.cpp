#include "cli/options/options_expected.h"

#include <algorithm>
#include <cctype>
#include <string_view>

#include "cli/options/command_line.h"

namespace assay::cli {
namespace {

using Kind = Expected::Kind;

/// The name after the last comma.
void expect_facet(Expected& next) {
    next.kind = Kind::facets;
    const std::size_t begin = next.begun.rfind(',') + 1;
    next.before += next.begun.substr(0, begin);
    next.begun.erase(0, begin);
}

void expect_command(Expected& next, const CLI::App& app) {
    next.kind = Kind::words;
    for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; }))
        if (!command->get_group().empty() && command->get_name().starts_with(next.begun))
            next.words.push_back({command->get_name(), command->get_description()});
}

/// True for the beginning of a path of the file system, whatever the corpus has.
bool names_file(std::string_view begun) {
    return begun.starts_with("./") || begun.starts_with("../") || begun.starts_with('/') ||
           begun.starts_with('~');
}

/// What a value of this type may be: one of the lower-case names in it, or what its upper-case name
/// means.
void expect_value(Expected& next, const std::string& type, const CLI::App& app) {
    if (type == "DIR") next.kind = Kind::directories;
    else if (type == "FILE") next.kind = Kind::files;
    else if (type == "TAG") next.kind = Kind::tags;
    else if (type == "LIST") expect_facet(next);
    else if (type == "PATH") next.kind = names_file(next.begun) ? Kind::files : Kind::paths;
    else if (type == "NOTE" || type == "NOTE|RANK")
        next.kind = names_file(next.begun) ? Kind::files : Kind::notes;
    else next.kind = Kind::words;
    for (std::size_t begin = 0; next.kind == Kind::words && begin < type.size();) {
        const std::size_t end = std::min(type.find('|', begin), type.size());
        const std::string name = type.substr(begin, end - begin);
        if (name == "COMMAND") expect_command(next, app);
        else if (std::islower(static_cast<unsigned char>(name.front())) != 0 &&
                 name.starts_with(next.begun))
            next.words.push_back({name, ""});
        begin = end + 1;
    }
}

void expect_option(Expected& next, const CLI::App& command) {
    next.kind = Kind::words;
    for (const CLI::Option* option : command.get_options()) {
        if (option->get_positional()) continue;
        std::string name = option->get_lnames().empty() ? "-" + option->get_snames().front()
                                                        : "--" + option->get_lnames().front();
        if (name.starts_with(next.begun))
            next.words.push_back({std::move(name), option->get_description()});
    }
}

/// A tag of the query language, after its field.
bool expect_query(Expected& next) {
    for (const std::string_view field :
         {"links:", "-links:", "linked-by:", "-linked-by:", "mentions:", "-mentions:"}) {
        if (!next.begun.starts_with(field)) continue;
        next.kind = Kind::notes;
        next.in_query = true;
        next.before += field;
        next.begun.erase(0, field.size());
        if (next.begun.starts_with('"')) next.begun.erase(0, 1);
        return true;
    }
    for (const std::string_view field : {"tag:", "-tag:", "!tag:", "#", "-#", "!#"}) {
        if (!next.begun.starts_with(field)) continue;
        next.kind = Kind::tags;
        next.in_query = true;
        next.before += field;
        next.begun.erase(0, field.size());
        if (next.begun.starts_with('"')) next.begun.erase(0, 1);
        return true;
    }
    return false;
}

}  // namespace

Expected expected_next(const std::vector<std::string>& words) {
    const CommandLine line;
    Expected next;
    if (words.empty()) return next;
    next.begun = words.back();
    if (words.size() == 1) {
        if (next.begun.starts_with('-')) expect_option(next, line.app);
        else expect_command(next, line.app);
        return next;
    }
    const std::vector<const CLI::App*> found = line.app.get_subcommands(
        [&](const CLI::App* each) { return each->get_name() == words.front(); });
    if (found.empty()) return next;
    const CLI::App* const command = found.front();

    const CLI::Option* waiting = nullptr;  // for the next word
    bool only_words = false;               // after --
    for (std::size_t i = 1; i + 1 < words.size(); ++i) {
        const std::string& word = words[i];
        if (waiting != nullptr) {
            if (waiting->check_lname("corpus")) next.corpus.corpus = word;
            if (waiting->check_lname("index")) next.corpus.index = word;
            waiting = nullptr;
        } else if (word == "--") {
            only_words = true;
        } else if (!only_words && word.starts_with('-') && word.size() > 1) {
            const CLI::Option* const option = command->get_option_no_throw(word);
            if (option != nullptr && takes_value(*option)) waiting = option;
            else if (word.starts_with("--corpus=")) next.corpus.corpus = word.substr(9);
            else if (word.starts_with("--index=")) next.corpus.index = word.substr(8);
        }
    }
    if (waiting != nullptr) {
        expect_value(next, waiting->get_type_name(), line.app);
        return next;
    }
    if (const std::size_t sign = next.begun.find('=');
        !only_words && next.begun.starts_with("--") && sign != std::string::npos) {
        const CLI::Option* const option = command->get_option_no_throw(next.begun.substr(0, sign));
        next.before = next.begun.substr(0, sign + 1);
        next.begun.erase(0, sign + 1);
        if (option != nullptr && takes_value(*option))
            expect_value(next, option->get_type_name(), line.app);
        return next;
    }
    for (const CLI::Option* option : command->get_options()) {
        if (!option->get_positional()) continue;
        if (option->get_type_name() == "QUERY" && expect_query(next)) return next;
        if (only_words || !next.begun.starts_with('-')) {
            expect_value(next, option->get_type_name(), line.app);
            return next;
        }
    }
    if (!only_words && next.begun.starts_with('-')) expect_option(next, *command);
    return next;
}

}  // namespace assay::cli
