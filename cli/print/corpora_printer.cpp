#include "cli/print/corpora_printer.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <ctime>
#include <ostream>
#include <string>

#include "cli/print/units.h"
#include "cli/terminal/text_layout.h"
#include "indexer/text/shell_quoted.h"
#include "indexer/text/unicode.h"

namespace assay::cli {
namespace {

const char* state_of(const ListedCorpus& corpus) {
    if (corpus.state.problem) return "unreadable";
    if (!corpus.state.root_exists) return "gone";
    return corpus.chosen ? "chosen" : "ok";
}

/// `updated` is in UTC, as the index stores it.
std::string age_of(const std::string& updated, std::int64_t now) {
    std::tm parts{};
    if (std::sscanf(updated.c_str(), "%d-%d-%dT%d:%d:%dZ", &parts.tm_year, &parts.tm_mon,
                    &parts.tm_mday, &parts.tm_hour, &parts.tm_min, &parts.tm_sec) != 6)
        return "";
    parts.tm_year -= 1900;
    parts.tm_mon -= 1;
    return age_in_words(now - timegm(&parts));
}

std::string padded(const std::string& text, std::size_t columns, bool right) {
    const std::string blanks(columns - std::min(columns, unicode::display_width(text)), ' ');
    return right ? blanks + text : text + blanks;
}

void print_columns(std::ostream& out, const std::vector<ListedCorpus>& corpora,
                   const TextStyle& style, std::int64_t now) {
    constexpr std::size_t column_count = 3;
    const Palette palette(style.color);
    std::vector<std::array<std::string, column_count>> rows;
    std::array<std::size_t, column_count> widest{};
    std::size_t widest_root = 0;
    for (const ListedCorpus& corpus : corpora) {
        const schema::IndexState& state = corpus.state;
        rows.push_back({state.notes ? plural(*state.notes, "note") : "", with_unit(state.bytes),
                        age_of(state.updated, now)});
        for (std::size_t i = 0; i < column_count; ++i)
            widest[i] = std::max(widest[i], rows.back()[i].size());
        widest_root =
            std::max(widest_root, unicode::display_width(printable(state.folder.root.string())));
    }
    const std::size_t others = 2 + 2 * column_count + widest[0] + widest[1] + widest[2];
    const std::size_t room = std::min(
        widest_root, std::max<std::size_t>(style.width - std::min(style.width, others), 20));
    for (std::size_t row = 0; row < corpora.size(); ++row) {
        const schema::IndexState& state = corpora[row].state;
        const std::string root = printable(state.folder.root.string());
        out << (corpora[row].chosen ? "* " : "  ")
            << palette.path(padded(fit_end(root, room), room, false)) << "  "
            << padded(rows[row][0], widest[0], true) << "  "
            << padded(rows[row][1], widest[1], true) << "  " << rows[row][2] << '\n';
        if (!state.root_exists)
            out << "    this folder is gone; to remove its index: assay forget "
                << printable(text::shell_quoted(state.folder.root.string())) << '\n';
        if (state.problem && state.root_exists)
            out << "    " << printable(state.problem->message) << "\n    "
                << printable(state.problem->hint) << '\n';
    }
}

}  // namespace

void print_corpora(std::ostream& out, const std::vector<ListedCorpus>& corpora,
                   const TextStyle& style, std::int64_t now) {
    if (style.terminal) return print_columns(out, corpora, style, now);
    for (const ListedCorpus& corpus : corpora) {
        const schema::IndexState& state = corpus.state;
        out << printable(state.folder.root.string()) << '\t'
            << (state.notes ? std::to_string(*state.notes) : "") << '\t' << state.bytes << '\t'
            << state.updated << '\t' << state_of(corpus) << '\t'
            << printable(state.folder.directory.string()) << '\n';
    }
}

void print_removal(std::ostream& out, const schema::IndexFolder& folder,
                   const schema::IndexRemoval& removal, bool dry_run) {
    out << (dry_run ? "would remove" : "removed") << " the index of "
        << printable(folder.root.string()) << ", " << with_unit(removal.bytes)
        << "; its notes stay as they are\n";
    for (const std::string& name : removal.left)
        out << "left, as no file of an index: " << printable((folder.directory / name).string())
            << '\n';
}

void print_queries(std::ostream& out, const std::vector<SavedCount>& queries,
                   const TextStyle& style) {
    if (!style.terminal) {
        for (const SavedCount& query : queries)
            out << printable(query.name) << '\t' << query.total << '\t' << printable(query.query)
                << '\n';
        return;
    }
    const Palette palette(style.color);
    std::size_t widest_name = 0, widest_total = 0;
    for (const SavedCount& query : queries) {
        widest_name = std::max(widest_name, unicode::display_width(query.name) + 1);
        widest_total = std::max(widest_total, std::to_string(query.total).size());
    }
    const std::size_t used = widest_name + 2 + widest_total + 2;
    for (const SavedCount& query : queries)
        out << palette.title(padded("@" + query.name, widest_name, false)) << "  "
            << padded(std::to_string(query.total), widest_total, true) << "  "
            << fit(printable(query.query),
                   std::max<std::size_t>(style.width - std::min(style.width, used), 20))
            << '\n';
}

}  // namespace assay::cli
