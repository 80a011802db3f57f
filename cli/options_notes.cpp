#include "cli/options_notes.h"

#include "cli/options_parts.h"

namespace assay {
namespace {

constexpr Choices<ConcordanceOrder, 4> kwic_orders{{{"date", ConcordanceOrder::date}, {"left", ConcordanceOrder::left}, {"right", ConcordanceOrder::right}, {"path", ConcordanceOrder::path}}};

}  // namespace

void add_show_options(CLI::App& show, Options& options, NoteWords& note) {
    show.add_option("note", note.words, "A path in the corpus, the end of one, or a title; with #anchor one heading and what is below it")->type_name("NOTE")->required();
    show.add_option("--mark", options.request.text, "Mark what this query would find")->type_name("QUERY");
    add_color_option(show, options);
    add_refresh_option(show, options);
    add_corpus_options(show, options);
}

void add_open_options(CLI::App& open, Options& options, NoteWords& note) {
    open.add_option("note", note.words, "As for show, also with :LINE; or the number of a hit of the last search on a terminal")->type_name("NOTE|RANK")->required();
    open.add_flag("--dry-run", options.dry_run, "Print the editor's command, do not run it");
    add_refresh_option(open, options);
    add_corpus_options(open, options);
}

void add_kwic_options(CLI::App& kwic, Options& options) {
    constexpr std::size_t most = 100'000'000;
    kwic.add_option("-n,--limit", options.most_lines, "Most lines to show (all)")->type_name("N")->check(CLI::Range(std::size_t{0}, most).description(""));
    kwic.add_option("--width", options.context, "Characters on either side (40; on a terminal what fits)")->type_name("N")->check(CLI::Range(std::size_t{1}, std::size_t{1000}).description(""));
    add_choice(kwic, "-s,--sort", options.kwic_order, kwic_orders, "date (newest first), left, right (the words beside) or path")->type_name("ORDER");
    add_color_option(kwic, options);
}

}  // namespace assay
