#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <future>
#include <memory>
#include <ostream>
#include <thread>
#include <utility>

#include "cli/commands/commands.h"
#include "cli/commands/exit_code.h"
#include "cli/print/json_serve.h"
#include "cli/serve/http_server.h"
#include "cli/serve/index_keeper.h"
#include "cli/serve/site.h"
#include "cli/session/editor.h"
#include "cli/terminal/process.h"
#include "cli/terminal/shown_path.h"
#include "cli/terminal/terminal.h"
#include "indexer/indexer.h"
#include "indexer/schema/index_store.h"

namespace assay::cli {
namespace {

/// SIGINT and SIGTERM, blocked in this thread and in those that it starts.
class StopSignals {
public:
    StopSignals() {
        sigemptyset(&signals_);
        sigaddset(&signals_, SIGINT);
        sigaddset(&signals_, SIGTERM);
        pthread_sigmask(SIG_BLOCK, &signals_, &before_);
    }
    ~StopSignals() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
    StopSignals(const StopSignals&) = delete;
    StopSignals& operator=(const StopSignals&) = delete;

    int wait() const {
        int signal = 0;
        sigwait(&signals_, &signal);
        return signal;
    }

private:
    sigset_t signals_{}, before_{};
};

/// Runs a program that may go on for long. Returns its exit code if it ends at once, as one that
/// cannot start does; 0 otherwise.
int started(std::vector<std::string> words) {
    auto ended = std::make_shared<std::promise<int>>();
    std::future<int> code = ended->get_future();
    std::thread([words = std::move(words), ended] {
        constexpr int not_found = 127;  // as shells have it
        ended->set_value(
            run_program(words, nullptr, {}, ProgramOutput::terminal).value_or(not_found));
    }).detach();
    constexpr std::chrono::milliseconds at_once{300};
    return code.wait_for(at_once) == std::future_status::ready ? code.get() : 0;
}

std::optional<Error> open_in_editor(Session& session, const std::string& path, std::uint32_t line) {
    const NotePlace place{session.root(), path, std::max(1U, line)};
    std::error_code failed;
    if (!std::filesystem::exists(note_file(place.root, place.path), failed))
        return missing_error("there is no file " + path + " any more", "search again");
    const std::vector<std::string> command =
        editor_command(editor_words(session.user_config().editor), place);
    if (started(command) != 0)
        return usage_error("the editor " + command.front() + " failed",
                           "set editor: in the configuration to one that opens a window");
    return std::nullopt;
}

void open_browser(const std::string& address, std::ostream& err) {
    const char* const browser = std::getenv("BROWSER");
    const std::string program =
        browser != nullptr && *browser != '\0' ? std::string(browser) : "xdg-open";
    if (started({program, address}) != 0)
        err << "assay: cannot run " << printable(program) << "; open the address yourself"
            << std::endl;
}

/// Says what an address means that other machines can reach.
void warn_of_addresses(const std::vector<std::string>& addresses, std::ostream& err) {
    for (const std::string& address : addresses)
        if (!address.starts_with("127.") && address != "::1")
            err << "assay: other machines can reach " << printable(address)
                << ": whoever has the token reads all notes, and so does whoever can read the "
                   "traffic, which is not encrypted"
                << std::endl;
}

}  // namespace

int run_command(const ServeOptions& options, std::ostream& out, std::ostream& err) {
    CorpusChoice corpus = choose_folder(options, "serve");
    if (!corpus.remark.empty() && !options.json)
        err << "assay: " << printable(corpus.remark) << std::endl;
    const std::vector<std::string> addresses = options.addresses.empty()
                                                   ? std::vector<std::string>{"127.0.0.1", "::1"}
                                                   : options.addresses;
    warn_of_addresses(addresses, err);
    SessionPool pool(corpus);
    std::unique_ptr<Site> site;
    HttpServer server(
        addresses, options.port, [&](const HttpRequest& request) { return site->answer(request); },
        refused_request);
    if (!schema::IndexStore(corpus.index).is_current())  // later the keeper brings it up to date
        indexer::update_index(corpus.root, corpus.index,
                              {.config = indexer::load_config(corpus.root)});
    pool.borrow()->index();  // an index that cannot be read is an error before anybody asks
    const std::string token = random_token();
    Access access(addresses, server.port(), token);
    const std::string entrance = access.entrance();
    site = std::make_unique<Site>(pool, std::move(access),
                                  options.read_only ? OpenNote() : OpenNote(open_in_editor));
    const StopSignals signals;
    auto keeper = std::make_unique<IndexKeeper>(pool);
    server.start();
    if (options.json)
        print_json_serve(out, corpus.root.string(), entrance, server.port(), token,
                         options.read_only);
    else out << entrance << std::endl;
    out.flush();
    if (options.open) open_browser(entrance, err);
    const int signal = signals.wait();
    const int code = signal == SIGINT ? exit_interrupted : exit_ok;
    constexpr std::chrono::milliseconds patience{40};
    const bool all_ended =
        static_cast<int>(server.stop(patience)) + static_cast<int>(keeper->stop(patience)) == 2;
    // A search or a commit that is still running is not waited for: whoever ends a server wants it
    // ended. Readers change nothing, and a commit that is cut off leaves the index as it was.
    if (!all_ended) std::_Exit(code);
    return code;
}

}  // namespace assay::cli
