#include <filesystem>
#include <optional>
#include <ostream>
#include <string>
#include <system_error>
#include <vector>

#include "cli/commands/commands.h"
#include "cli/commands/exit_code.h"
#include "cli/print/json_printer.h"
#include "cli/print/text_printer.h"
#include "cli/session/saved_queries.h"
#include "cli/session/session.h"
#include "cli/terminal/shown_path.h"
#include "cli/terminal/terminal.h"
#include "indexer/corpus.h"
#include "indexer/corpus_check.h"
#include "indexer/indexer.h"

namespace assay::cli {

namespace {

/// Says why there is no note in `root`.
Error without_notes(const std::filesystem::path& root, const indexer::Config& config) {
    Error error = missing_error("there is no note in " + root.string(),
                                "notes are files named *.md, *.markdown or *.mdx");
    if (!config.exclude.empty())
        if (const std::size_t excluded =
                indexer::list_notes(root, {}, config.follow_links).notes.size();
            excluded > 0)
            error.hint = "exclude: of the configuration leaves out " +
                         (excluded == 1 ? "the only one" : "all " + std::to_string(excluded));
    return error;
}

/// The absolute path of a file, which may be gone, through no links.
std::filesystem::path absolute(const std::string& file) {
    std::error_code failed;
    const std::filesystem::path path = std::filesystem::absolute(file, failed).lexically_normal();
    const std::filesystem::path folder =
        std::filesystem::weakly_canonical(path.parent_path(), failed);
    return (failed ? path.parent_path() : folder) / path.filename();
}

/// The names of files relative to `root`. Throws Failure(usage) for a file elsewhere.
std::vector<std::string> names_below(const std::filesystem::path& root,
                                     const std::vector<std::string>& files) {
    std::vector<std::string> names;
    for (const std::string& file : files) {
        const std::string name = absolute(file).lexically_relative(root).string();
        if (name.empty() || name == ".." || name.starts_with("../"))
            throw Failure(
                usage_error(file + " is not below " + root.string(),
                            "name notes of one folder, or another one with --corpus DIR"));
        names.push_back(name);
    }
    return names;
}

}  // namespace

int run_command(const IndexOptions& options, std::ostream& out, std::ostream& err) {
    Session session(options.files.empty()
                        ? choose_folder(options, "index")
                        : choose_corpus_of(options, absolute(options.files.front())));
    const CorpusChoice& corpus = session.corpus();
    if (!corpus.remark.empty() && !options.json)
        err << "assay: " << printable(corpus.remark) << '\n';
    const indexer::Config& config = session.config();
    saved_queries(config);  // reports a mistake in one now, not when it is used
    indexer::IndexReport report;
    {
        ProgressBar bar("indexing");
        report = indexer::update_index(
            corpus.root, corpus.index,
            {.config = config,
             .full = options.full,
             .dry_run = options.dry_run,
             .make_empty = false,
             .jobs = options.jobs,
             .wait = options.wait,
             .progress = [&](std::size_t done, std::size_t total) { bar.show(done, total); },
             .only = names_below(corpus.root, options.files)});
    }
    // What is wrong with notes that did not change counts too.
    if (options.strict && !options.dry_run)
        report.problems =
            indexer::check_corpus(corpus.root, config, [](std::size_t, std::size_t) {}).diagnostics;
    const std::optional<Error> nothing =
        report.notes == 0 ? std::optional(without_notes(corpus.root, config)) : std::nullopt;
    if (options.json) {
        if (nothing) report.warnings.push_back(nothing->message + ": " + nothing->hint);
        print_json(out, report, corpus.root.string());
    } else {
        const ShownPaths paths(corpus.root);
        for (const Error& problem : report.problems) print_problem(err, problem, paths);
        print_text(out, report, options.dry_run);
        if (nothing) print_error(err, *nothing, "");
    }
    return nothing || (options.strict && !report.problems.empty()) ? exit_nothing : exit_ok;
}

}  // namespace assay::cli
