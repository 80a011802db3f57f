// What each command is asked for, as plain values: one struct for each, made by parse_options.h.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "cli/terminal/terminal.h"
#include "indexer/text/limits.h"
#include "query/concordance.h"
#include "query/values/search_request.h"

namespace assay::cli {

/// Which corpus. Empty = not given.
struct CorpusOptions {
    std::string corpus;  // --corpus, or DIR of index, watch and check
    std::string index;   // --index
};

/// What several commands share. A command without one of these options keeps its default.
struct SharedOptions : CorpusOptions {
    bool json = false;
    bool no_refresh = false;
    When color = When::automatic;
    std::string hyperlink;  // --hyperlink; empty = not given
    bool no_pager = false;
    OffsetUnit offsets = OffsetUnit::codepoints;
};

struct IndexOptions : SharedOptions {
    std::vector<std::string> files;  // only these notes; empty = the whole folder
    bool full = false, dry_run = false, strict = false;
    unsigned jobs = 0;                 // threads of a full build; 0 = one per core
    std::chrono::milliseconds wait{};  // for another run that writes
};

struct WatchOptions : SharedOptions {
    bool full = false;
    std::chrono::milliseconds wait{};  // for another run that writes
    std::chrono::milliseconds poll{};  // 0 = be told of changes by the system
};

struct ServeOptions : SharedOptions {
    unsigned short port = 4173;          // 0 = any free one
    std::vector<std::string> addresses;  // --listen; empty = this machine only
    bool open = false, read_only = false;
};

struct SearchOptions : SharedOptions {
    query::SearchRequest request;
    bool limit_given = false;  // --limit
    bool json_lines = false;
    bool paths_only = false;  // also with zero_separated
    bool zero_separated = false, count_only = false, quiet = false;
    std::optional<std::string> line_template;  // --template
    std::optional<std::string> facets;         // --facets
    std::vector<std::string> arguments;        // all of them, without assay
    std::vector<std::string> query_words;      // request.text is these with blanks between
};

enum class TagOrder : std::uint8_t { count, name };

struct TagsOptions : SharedOptions {
    query::SearchRequest request;
    std::optional<std::size_t> depth;  // most parts of a tag that is shown
    std::optional<TagOrder> order;
};

struct KwicOptions : SharedOptions {
    query::SearchRequest request;
    query::ConcordanceOrder order = query::ConcordanceOrder::date;
    std::size_t most_lines = text::default_kwic_lines;
    bool limit_given = false;                  // --limit, which is most_lines
    std::size_t context = 0;                   // characters on either side; 0 = not given
    std::optional<std::string> line_template;  // --template
};

struct ExportOptions : SharedOptions {
    query::SearchRequest request;
};

struct ShowOptions : SharedOptions {
    std::string note;                          // as given
    std::string mark;                          // the query whose matches to mark; empty = none
    bool plain_text = false, outline = false;  // instead of the note as it was written
    std::optional<std::string> lines;          // --lines
};

struct RelatedOptions : SharedOptions {
    std::string note;  // as given
    query::SearchRequest request;
    bool limit_given = false;                  // --limit
    std::optional<std::string> line_template;  // --template
};

struct OpenOptions : SharedOptions {
    std::string note;  // as given
    bool dry_run = false;
};

struct PickOptions : SharedOptions {
    query::SearchRequest request;
};

struct McpOptions : SharedOptions {};
struct StatsOptions : SharedOptions {};
struct CheckOptions : SharedOptions {};
struct QueriesOptions : SharedOptions {};
struct CorporaOptions : SharedOptions {};

struct ForgetOptions : SharedOptions {
    std::string forgotten;  // the root of a corpus, or a name of it or its index
    bool dry_run = false;
};

struct SchemaOptions : SharedOptions {
    std::string name;  // empty = list them
};

struct CompletionsOptions : SharedOptions {
    std::string shell;
};

/// A command, as --help describes it.
struct CommandHelp {
    std::string name, description, text;
};

struct HelpOptions : SharedOptions {
    std::string topic;                  // a command or a page of the manual; empty = list them
    std::vector<CommandHelp> commands;  // all of them
};

/// __complete, which the scripts of assay completions run.
struct CompleteOptions : SharedOptions {
    std::vector<std::string> words;  // without assay; the last one is to be completed
    bool whole_line = false;         // `words` is one: the command line up to the cursor
};

using CommandOptions =
    std::variant<IndexOptions, WatchOptions, ServeOptions, SearchOptions, TagsOptions, KwicOptions,
                 ExportOptions, ShowOptions, RelatedOptions, OpenOptions, PickOptions, McpOptions,
                 StatsOptions, CheckOptions, QueriesOptions, CorporaOptions, ForgetOptions,
                 SchemaOptions, CompletionsOptions, HelpOptions, CompleteOptions>;

}  // namespace assay::cli
