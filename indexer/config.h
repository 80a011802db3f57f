// The configuration of a corpus: .assay.yaml at its root, and config.yaml in the user's own
// configuration folder.
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

namespace assay::indexer {

/// A saved query with its name.
struct SavedQuery {
    std::string name, text;
    SourcePos where;
};

struct Config {
    // In either file:
    std::vector<std::string> exclude;  // globs (glob.h) of notes and folders to leave out
    std::string site_url;              // base of permalinks; empty = none
    std::string language = "en";       // of notes that name none, if detection fails
    std::vector<std::pair<std::string, std::string>>
        languages;                // glob -> language of notes that name none; the last that matches
    bool detect_language = true;  // from the text, if neither the note nor `languages` names it
    std::vector<std::string>
        facets;  // front-matter keys to count besides tag, year, folder and lang
    std::vector<std::pair<std::string, double>>
        weights;  // glob -> factor of the score, greater than 0 and at most 100
    std::vector<std::vector<std::string>> synonyms;  // words and phrases that mean the same
    std::vector<SavedQuery>
        queries;  // sorted by name; a query of the user's own file replaces one of the corpus
    std::uint64_t max_note_bytes =
        text::default_max_note_bytes;  // a larger note is skipped, with a diagnostic
    bool raw_html = false;             // `html: true`: the page shows raw HTML as HTML, filtered
    bool check_links = true;           // `links: off`: assay check does not look at links
    std::int64_t refresh_budget_ms =
        50;  // time that a search may spend on changed notes before it answers

    // In the user's own file only: programs to run, and places outside the corpus.
    bool follow_links = false;             // symbolic links to places outside the corpus
    std::string editor;                    // for `assay open`; empty = $VISUAL, $EDITOR
    std::string pager;                     // for `assay show`; empty = $PAGER
    std::string hyperlink;                 // as --hyperlink
    std::filesystem::path default_corpus;  // absolute; empty = none
};

/// Returns how the language of the note at `path` is chosen.
LanguageChoice languages_for(const Config& config, std::string_view path);

/// Returns $XDG_CONFIG_HOME/assay/config.yaml, or the same below ~/.config; empty if neither
/// XDG_CONFIG_HOME nor HOME is set.
std::filesystem::path user_config_file();

/// Loads both files. A key in the user's own file wins. A missing or empty file is not an error. If
/// `root` is empty, loads the user's file only. Throws Failure(usage) at file:line for an unknown
/// key, a value of the wrong shape, a key that a corpus may not set, or invalid YAML; Failure(io)
/// for a file that cannot be read.
Config load_config(const std::filesystem::path& root);

/// What of the configuration decides how a note is read, for the index to remember: another needs
/// another index.
std::string config_stamp(const Config& config);

}  // namespace assay::indexer
