// Which language a note is in: as somebody names it, or as its text shows.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace assay {

/// The tag of a language (BCP 47, lower case): "de" for "de", "DE", "deu", "German", "Deutsch";
/// "pt-br" for "pt-BR" and "pt_BR.UTF-8"; "zh-hant". nullopt for a language that is not known: two
/// letters of ISO 639-1, or a name in the table of language.cpp.
std::optional<std::string> language_named(std::string_view text);

/// The language of prose (valid UTF-8), where CLD2 (github.com/CLD2Owners/cld2) calls itself
/// reliable; it reads 4,096 bytes at most. A few hundred bytes with the commonest words of English
/// are English without it: CLD2 takes 21 µs for 200 bytes of a note of blog-haacked and 65 µs for
/// 2,000.
std::optional<std::string> detected_language(std::string_view prose);

/// How the language of notes is chosen. The first that is known counts: what the note says,
/// `of_path`, what its text shows, `otherwise`.
struct LanguageChoice {
    std::string of_path;  // languages: of the configuration; empty = it names none
    bool detect = true;
    std::string otherwise = "en";
};

}  // namespace assay
