#include <fcntl.h>
#include <unistd.h>

#include <csignal>
#include <optional>
#include <ostream>

#include "cli/commands/commands.h"
#include "cli/commands/exit_code.h"
#include "cli/commands/fresh_session.h"
#include "cli/commands/run_editor.h"
#include "cli/pick/picker.h"
#include "cli/pick/screen.h"
#include "cli/pick/watched.h"
#include "cli/print/text_printer.h"
#include "cli/session/editor.h"
#include "cli/terminal/terminal.h"
#include "indexer/schema/caught_error.h"

namespace assay::cli {
namespace {

volatile sig_atomic_t ending_signal = 0;

extern "C" void remember_signal(int number) { ending_signal = number; }

bool is_ending() { return ending_signal != 0; }

/// Lets signals end the loop that reads keys, which gives the terminal back.
void await_signals() {
    struct sigaction remembering {};
    remembering.sa_handler = remember_signal;
    for (const int number : {SIGINT, SIGTERM, SIGHUP, SIGQUIT})
        sigaction(number, &remembering, nullptr);
}

/// Picks a note and opens it. Returns the exit code.
int pick(Session& session, const PickOptions& options, int terminal, bool color,
         std::ostream& err) {
    try {
        await_signals();
        std::optional<NotePlace> place;
        {
            Screen screen(terminal, color);
            place = pick_note(session, screen, options.request.text, is_ending);
        }
        restore_messages();
        if (is_ending()) return 128 + ending_signal;
        if (!place) return exit_interrupted;
        run_editor(editor_command(editor_words(session.user_config().editor), *place), true);
        return exit_ok;
    } catch (...) {
        const Error error = schema::caught_error();
        print_error(err, error, options.request.text);
        err.flush();
        return exit_code_of(error.kind);
    }
}

}  // namespace

int run_command(const PickOptions& options, std::ostream&, std::ostream& err) {
    const int terminal = open("/dev/tty", O_RDWR | O_CLOEXEC);
    if (terminal < 0 || is_dumb())
        throw Failure(
            usage_error("assay pick draws on a terminal, and there is none", "use assay search"));
    Session session = fresh_session(options, err);
    session.index();  // if there is none, that is said before anything is drawn
    err.flush();
    const bool color = detect_style(options.color).color;
    const int code =
        run_watched(terminal, [&] { return pick(session, options, terminal, color, err); });
    close(terminal);
    return code;
}

}  // namespace assay::cli
