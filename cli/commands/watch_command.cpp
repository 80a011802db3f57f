#include <sys/signalfd.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <optional>
#include <ostream>
#include <string>
#include <utility>

#include "cli/commands/commands.h"
#include "cli/commands/exit_code.h"
#include "cli/print/json_printer.h"
#include "cli/print/text_printer.h"
#include "cli/session/corpus_choice.h"
#include "cli/terminal/shown_path.h"
#include "cli/terminal/terminal.h"
#include "indexer/index_watch.h"
#include "indexer/indexer.h"
#include "indexer/schema/index_error.h"
#include "indexer/schema/index_store.h"
#include "indexer/text/shell_quoted.h"
#include "indexer/watcher.h"

namespace assay::cli {
namespace {

/// SIGINT and SIGTERM as something to read, so that a batch is finished before the program ends.
class StopSignals {
public:
    StopSignals() {
        sigset_t signals;
        sigemptyset(&signals);
        sigaddset(&signals, SIGINT);
        sigaddset(&signals, SIGTERM);
        sigprocmask(SIG_BLOCK, &signals, &before_);
        descriptor_ = signalfd(-1, &signals, SFD_CLOEXEC);
    }
    ~StopSignals() {
        close(descriptor_);
        sigprocmask(SIG_SETMASK, &before_, nullptr);
    }
    StopSignals(const StopSignals&) = delete;
    StopSignals& operator=(const StopSignals&) = delete;

    int descriptor() const { return descriptor_; }
    /// 0 for a service that is told to stop, or the code that shells expect after Ctrl-C.
    int exit_code() const {
        signalfd_siginfo info{};
        const bool interrupted =
            read(descriptor_, &info, sizeof info) == sizeof info && info.ssi_signo == SIGINT;
        return interrupted ? exit_interrupted : exit_ok;
    }

private:
    sigset_t before_{};
    int descriptor_ = -1;
};

void print_batch(const indexer::IndexReport& report, const ShownPaths& paths, bool json,
                 std::ostream& out, std::ostream& err) {
    if (json) {
        constexpr bool one_line = true;
        print_json(out, report, paths.root(), one_line);
    } else {
        for (const Error& problem : report.problems) print_problem(err, problem, paths);
        print_text(out, report, false);
    }
    out.flush();
}

bool did_something(const indexer::IndexReport& report) {
    return report.added + report.updated + report.renamed + report.removed > 0;
}

}  // namespace

int run_command(const WatchOptions& options, std::ostream& out, std::ostream& err) {
    const CorpusChoice corpus = choose_folder(options, "watch");
    if (!corpus.remark.empty() && !options.json)
        err << "assay: " << printable(corpus.remark) << std::endl;
    indexer::IndexWatch watch({corpus.root, corpus.index, options.poll, options.wait});
    const indexer::IndexReport first = watch.update_all(options.full);
    const StopSignals
        signals;  // only now: the first run may take long, and a signal ends it at once
    const ShownPaths paths(corpus.root);
    print_batch(first, paths, options.json, out, err);
    watch.listen();
    bool failed = false;
    std::string polling;
    while (out) {
        if (polling != watch.why_polling())
            err << "assay: looking every 2 seconds instead of watching: "
                << (polling = watch.why_polling()) << std::endl;
        const indexer::Watcher::Woken woken = watch.wait(
            signals.descriptor(), failed ? std::chrono::seconds(5) : std::chrono::hours(1));
        if (woken == indexer::Watcher::Woken::stopped) return signals.exit_code();
        if (woken == indexer::Watcher::Woken::gone)
            throw Failure(io_error("the folder is gone: " + corpus.root.string(),
                                   "when it is back, run: assay watch " +
                                       text::shell_quoted(corpus.root.string()) +
                                       schema::index_option(corpus.root, corpus.index)));
        try {
            const indexer::IndexReport report =
                watch.update(woken == indexer::Watcher::Woken::asked);
            if (did_something(report)) print_batch(report, paths, options.json, out, err);
            failed = false;
        } catch (const Failure& failure) {
            // A full disk, another writer, a mistake in the configuration: reported once, and tried
            // again until it works.
            if (failure.error().kind == ErrorKind::index) throw;
            if (!std::exchange(failed, true))
                options.json ? print_json_error(err, failure.error())
                             : print_error(err, failure.error(), "");
            err.flush();
        }
        if (woken == indexer::Watcher::Woken::asked) watch.answer();
    }
    return exit_ok;
}

}  // namespace assay::cli
