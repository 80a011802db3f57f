#include "cli/options/examples.h"

#include <algorithm>
#include <array>

namespace assay::cli {
namespace {

constexpr auto all = std::to_array<Example>({
    {"", "assay index ~/notes", "read the notes, or what changed"},
    {"", "assay search open-source infrastructure", "all the words, the best note first"},
    {"", "assay search '\"last mile\"' -draft", "a phrase, without a word"},
    {"", "assay open 1", "its first hit, in your editor"},
    {"", "assay help search", "options of a command; examples"},

    {"index", "assay index ~/notes", "read the notes, or what has changed"},
    {"index", "assay index ~/notes/today.md", "only this note, as a hook of an editor does"},
    {"index", "assay index --dry-run", "only say what would be done"},
    {"index", "assay index --full", "build the index anew"},
    {"index", "assay index --json | jq .problems", "how many notes have something wrong"},
    {"watch", "assay watch ~/notes", "until Ctrl-C"},
    {"watch", "assay watch ~/notes --poll 5", "on a network folder: look every 5 seconds"},

    {"serve", "assay serve ~/notes --open", "in the browser, until Ctrl-C"},
    {"serve", "assay serve --port 0", "on any free port"},

    {"search", "assay search open-source infrastructure", "all the words"},
    {"search", "assay search '\"last mile\"' -draft", "a phrase, without a word"},
    {"search", "assay search 'commons OR title:bridge' -t labour", "either, with a tag"},
    {"search", "assay search --sort updated -n 3", "what changed last"},
    {"search", "assay search tools --json | jq -r '.hits[].path'", "for a program"},
    {"tags", "assay tags", "every tag, as a tree"},
    {"tags", "assay tags --depth 1", "only the highest"},
    {"tags", "assay tags city --sort count", "of notes about a city"},
    {"kwic", "assay kwic maintain", "the newest note first"},
    {"kwic", "assay kwic '\"open source\"' --sort right -n 20", "by what follows it"},
    {"kwic", "assay kwic bridge -t infrastructure", "only in notes with a tag"},

    {"export", "assay export >notes.jsonl", "every note, a line each"},
    {"export", "assay export tag:city | jq -r .text", "the text of some"},

    {"show", "assay show rain-gardens", "by the end of its path"},
    {"show", "assay show 'Who maintains the commons?' --mark labour", "by its title"},
    {"show", "assay show who-maintains-the-commons#the-unpaid-layer", "one heading"},
    {"related", "assay related rain-gardens", "ten notes like it"},
    {"related", "assay related rain-gardens -n 3 --explain", "and what they share"},
    {"links", "assay links boring-databases", "where its links lead"},
    {"links", "assay links --orphans", "what no other note links to"},
    {"links", "assay links --graph --json | jq '.nodes | length'", "for a program"},
    {"backlinks", "assay backlinks boring-databases", "each link, in its passage"},
    {"backlinks", "assay backlinks boring-databases -l", "only the paths"},
    {"mentions", "assay mentions sharpening", "who names it without a link"},
    {"mentions", "assay mentions sharpening -n 3 --json", "for a program"},
    {"open", "assay open 2", "the second hit of the last search"},
    {"open", "assay open rain-gardens:12", "at line 12"},
    {"open", "assay open rain-gardens --dry-run", "only print the editor's command"},

    {"pick", "assay pick", "every note, the newest first"},
    {"pick", "assay pick tag:city", "begin with a query"},
    {"mcp", "assay mcp --corpus ~/notes", "what a client of agents is told to run"},
    {"mcp", "assay mcp", "the notes around you"},

    {"stats", "assay stats", "of the notes around you"},
    {"stats", "assay stats --json | jq .words", "for a program"},
    {"check", "assay check", "what is wrong with any note"},
    {"check", "assay check --json | jq -r '.diagnostics[].path'", "for a program"},
    {"corpora", "assay corpora", "every folder that is indexed"},
    {"corpora", "assay corpora | cut -f1", "only their names"},
    {"queries", "assay queries", "each with its number of notes"},
    {"queries", "assay queries --json | jq -r '.queries[].name'", "for a program"},
    {"forget", "assay forget notes --dry-run", "what would be removed"},
    {"forget", "assay forget ~/notes", "the index; the notes stay"},
    {"schema", "assay schema", "the names of all"},
    {"schema", "assay schema search | jq '.properties | keys'", "the keys of a search"},
    {"help", "assay help search", "the options of a command, with examples"},
    {"help", "assay help query", "the query language; a page of the manual"},
    {"completions", "source <(assay completions bash)", "in ~/.bashrc"},
    {"completions", "assay completions fish >~/.config/fish/completions/assay.fish", "once"},
});

}  // namespace

std::span<const Example> examples() { return all; }

std::string examples_text(std::string_view command) {
    constexpr std::size_t indent = 2, between = 2;
    std::size_t widest = 0;
    for (const Example& each : all)
        if (each.command == command) widest = std::max(widest, each.line.size());
    std::string text = "Examples:";
    for (const Example& each : all) {
        if (each.command != command) continue;
        text.append("\n")
            .append(indent, ' ')
            .append(each.line)
            .append(widest - each.line.size() + between, ' ')
            .append(each.meaning);
    }
    return text;
}

}  // namespace assay::cli
