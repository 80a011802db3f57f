// What a user has written down about a corpus: .assay.yaml at its root, and config.yaml in the
// user's own configuration.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/note/language.h"
#include "indexer/text/error.h"
#include "indexer/text/limits.h"

namespace assay {

/// A query with a name, as somebody wrote it down.
struct SavedQuery {
    std::string name, text;
    SourcePos where;
};

struct Config {
    // In either file:
    std::vector<std::string> exclude;  // globs (glob.h) of notes and folders to leave out
    std::string site_url;              // where permalinks lead; empty = nowhere
    std::string language = "en";       // of notes that name none and whose text does not show it
    std::vector<std::pair<std::string, std::string>>
        languages;                // glob -> language of notes that name none; the last that matches
    bool detect_language = true;  // by the text, where neither a note nor `languages` names it
    std::vector<std::string> facets;  // front-matter keys counted beside tag, year, folder and lang
    std::vector<std::pair<std::string, double>>
        weights;  // glob -> what a score is multiplied by, over 0 up to 100
    std::vector<std::vector<std::string>> synonyms;  // words and phrases that mean the same
    std::vector<SavedQuery>
        queries;  // by name; of two files the user's own for a name that both have
    std::uint64_t max_note_bytes =
        default_max_note_bytes;  // a larger note is skipped with a problem
    std::int64_t refresh_budget_ms =
        50;  // that a search may spend on changed notes before it answers

    // In the user's own file only: programs to run, and places outside the corpus.
    bool follow_links = false;             // symbolic links to places outside the corpus
    std::string editor;                    // for `assay open`; empty = $VISUAL, $EDITOR
    std::string pager;                     // for `assay show`; empty = $PAGER
    std::string hyperlink;                 // as --hyperlink
    std::filesystem::path default_corpus;  // absolute; empty = none
};

/// How the language of the note at `path` is chosen.
LanguageChoice languages_for(const Config& config, std::string_view path);

/// $XDG_CONFIG_HOME/assay/config.yaml, or below ~/.config; empty when neither XDG_CONFIG_HOME nor
/// HOME is set.
std::filesystem::path user_config_file();

/// The corpus' file under the user's: a key in the user's own file wins. A file that is not there
/// is no error, and neither is an empty one. `root` may be empty: the user's file alone. Throws
/// Failure(usage) at file:line for an unknown key, a value of the wrong shape, a corpus that names
/// a program, or YAML that does not parse; Failure(io) for a file that cannot be read.
Config load_config(const std::filesystem::path& root);

/// What of the configuration decides how a note is read, for the index to remember: another needs
/// another index.
std::string reading_of(const Config& config);

}  // namespace assay
