// Command line -> plain values. The only user of CLI11.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cli/terminal/terminal.h"
#include "indexer/text/limits.h"
#include "query/concordance.h"
#include "query/values/search_request.h"

namespace assay {

enum class Command : std::uint8_t {
    index,
    search,
    related,
    tags,
    stats,
    check,
    watch,
    schema,
    show,
    open,
    kwic,
    export_notes,
    help,
    completions,
    complete,
    corpora,
    forget,
    queries
};
enum class TagOrder : std::uint8_t { count, name };

/// A command, as --help describes it.
struct CommandHelp {
    std::string name, description, text;
};

struct Options {
    Command command = Command::search;
    std::string corpus;  // --corpus, or DIR of index; empty = not given
    std::string index;   // --index; empty = not given
    bool json = false;
    When color = When::automatic;
    bool limit_given = false;  // --limit; it is in the request, or most_lines of kwic
    std::string hyperlink;     // --hyperlink; empty = not given
    bool no_pager = false;
    OffsetUnit offsets = OffsetUnit::codepoints;

    // index; dry_run of open and forget too
    bool full = false, dry_run = false, strict = false;
    unsigned jobs = 0;
    std::chrono::milliseconds wait{};  // for another run that writes

    // watch, beside those of index
    std::chrono::milliseconds poll{};  // 0 = watch

    // show, open, related
    std::string note;                          // as typed; of open also the rank of a hit
    bool plain_text = false, outline = false;  // of show: instead of the note as it was written
    std::optional<std::string> lines;          // --lines as typed

    // forget
    std::string forgotten;  // the root of a corpus, or a name of it or its index

    // kwic
    ConcordanceOrder kwic_order = ConcordanceOrder::date;
    std::size_t most_lines = default_kwic_lines;
    std::size_t context = 0;  // characters on either side; 0 = not given

    // search, related, tags, kwic, export; of show, the query to mark
    SearchRequest request;
    bool json_lines = false;
    bool paths_only = false, zero_separated = false, count_only = false, quiet = false;
    std::optional<std::string> line_template;  // --template as typed
    std::optional<bool> correct;               // --correct, --no-correct
    bool all_words = false, relax = false;     // notes with most of the words: never, always
    bool no_refresh = false;
    std::optional<std::string> facets;     // --facets as typed
    std::vector<std::string> typed;        // the command line, without assay
    std::vector<std::string> query_words;  // request.text is these with blanks between

    // tags
    std::optional<std::size_t> depth;  // most parts of a tag that is shown
    std::optional<TagOrder> tag_order;

    // schema, help, completions: which; empty = list them
    std::string topic;
    std::vector<CommandHelp> command_help;  // of help: of every command

    // __complete
    std::vector<std::string> words;
    bool whole_line = false;
};

}  // namespace assay
