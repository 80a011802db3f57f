// The language of a note: from its name, or detected from the text.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace assay::indexer {

/// Returns the tag of a language (BCP 47, lower case): "de" for "de", "DE", "deu", "German",
/// "Deutsch"; "pt-br" for "pt-BR" and "pt_BR.UTF-8"; "zh-hant". nullopt for an unknown language.
/// Known are the codes of ISO 639-1 and the names in the table of language.cpp.
std::optional<std::string> language_named(std::string_view text);

/// Returns the language of prose (valid UTF-8) if CLD2 (github.com/CLD2Owners/cld2) is sure; it
/// reads at most 4,096 bytes. If the beginning has enough of the commonest English words, returns
/// English without asking CLD2, which is much slower.
std::optional<std::string> detected_language(std::string_view prose);

/// How the language of a note is chosen. The first one that is known counts: the note's own,
/// `of_path`, the detected one, `otherwise`.
struct LanguageChoice {
    std::string of_path;  // from `languages` of the configuration; empty = none
    bool detect = true;
    std::string otherwise = "en";
};

}  // namespace assay::indexer
