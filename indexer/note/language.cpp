#include "indexer/note/language.h"

#include <cstdint>
#include <cstdio>  // compact_lang_det.h uses FILE and does not include it

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

#include <algorithm>
#include <array>
#include <bitset>

#include "indexer/text/unicode.h"

namespace assay::indexer {
namespace {

/// ISO 639-1, and three-letter codes of some languages without a code in it.
constexpr std::string_view known_codes =
    " aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy "
    "da de dv dz ee el en eo es et eu fa ff fi fj"
    " fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka "
    "kg ki kj kk kl km kn ko kr ks ku kv kw ky la"
    " lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj "
    "om or os pa pi pl ps pt qu rm rn ro ru rw sa"
    " sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty "
    "ug uk ur uz ve vi vo wa wo xh yi yo za zh zu"
    " arz ast ceb ckb fil fur grc gsw haw hmn kha lmo nap nds nso sco scn syr tlh vec war yue ";

struct Names {
    std::string_view code;
    std::string_view names;  // folded, with a bar between: codes of ISO 639-2, the English name,
                             // the language's own
};
constexpr std::array language_names{
    Names{"af", "afr|afrikaans"},
    Names{"ar", "ara|arabic|العربية|عربي"},
    Names{"bg", "bul|bulgarian|български"},
    Names{"ca", "cat|catalan|català"},
    Names{"cs", "ces|cze|czech|čeština"},
    Names{"cy", "cym|wel|welsh|cymraeg"},
    Names{"da", "dan|danish|dansk"},
    Names{"de", "deu|ger|german|deutsch"},
    Names{"el", "ell|gre|greek|ελληνικά"},
    Names{"en", "eng|english"},
    Names{"eo", "epo|esperanto"},
    Names{"es", "spa|spanish|español|castellano"},
    Names{"et", "est|estonian|eesti"},
    Names{"eu", "eus|baq|basque|euskara"},
    Names{"fa", "fas|per|persian|farsi|فارسی"},
    Names{"fi", "fin|finnish|suomi"},
    Names{"fr", "fra|fre|french|français"},
    Names{"ga", "gle|irish|gaeilge"},
    Names{"gl", "glg|galician|galego"},
    Names{"he", "heb|iw|hebrew|עברית"},
    Names{"hi", "hin|hindi|हिन्दी"},
    Names{"hr", "hrv|croatian|hrvatski"},
    Names{"hu", "hun|hungarian|magyar"},
    Names{"hy", "hye|arm|armenian|հայերեն"},
    Names{"id", "ind|in|indonesian|bahasa indonesia"},
    Names{"is", "isl|ice|icelandic|íslenska"},
    Names{"it", "ita|italian|italiano"},
    Names{"ja", "jpn|japanese|日本語"},
    Names{"jv", "jav|jw|javanese"},
    Names{"ko", "kor|korean|한국어"},
    Names{"la", "lat|latin|latina"},
    Names{"lt", "lit|lithuanian|lietuvių"},
    Names{"lv", "lav|latvian|latviešu"},
    Names{"nb", "nob|bokmål|norsk bokmål"},
    Names{"ne", "nep|nepali|नेपाली"},
    Names{"nl", "nld|dut|dutch|flemish|nederlands|vlaams"},
    Names{"nn", "nno|nynorsk|norsk nynorsk"},
    Names{"no", "nor|norwegian|norsk"},
    Names{"pl", "pol|polish|polski"},
    Names{"pt", "por|portuguese|português"},
    Names{"pt-br", "brazilian portuguese|português brasileiro|português do brasil"},
    Names{"ro", "ron|rum|mo|romanian|română"},
    Names{"ru", "rus|russian|русский"},
    Names{"sk", "slk|slo|slovak|slovenčina"},
    Names{"sl", "slv|slovene|slovenian|slovenščina"},
    Names{"sq", "sqi|alb|albanian|shqip"},
    Names{"sr", "srp|serbian|српски|srpski"},
    Names{"sv", "swe|swedish|svenska"},
    Names{"ta", "tam|tamil|தமிழ்"},
    Names{"th", "tha|thai|ไทย"},
    Names{"tr", "tur|turkish|türkçe"},
    Names{"uk", "ukr|ukrainian|українська"},
    Names{"vi", "vie|vietnamese|tiếng việt"},
    Names{"yi", "yid|yiddish"},
    Names{"zh", "zho|chi|chinese|mandarin|中文|汉语|漢語"},
    Names{"zh-hans", "simplified chinese|简体中文|chinese (simplified)"},
    Names{"zh-hant", "traditional chinese|繁體中文|正體中文|chinese (traditional)"},
};

std::string_view code_of_name(std::string_view name) {
    const std::string folded = unicode::fold(name);
    for (const Names& language : language_names)
        for (std::size_t begin = 0; begin <= language.names.size();) {
            const std::size_t end =
                std::min(language.names.find('|', begin), language.names.size());
            if (unicode::fold(language.names.substr(begin, end - begin)) == folded)
                return language.code;
            begin = end + 1;
        }
    return {};
}

bool is_known_code(std::string_view code) {
    if (code.size() != 2 && code.size() != 3) return false;
    for (std::size_t found = known_codes.find(code); found != known_codes.npos;
         found = known_codes.find(code, found + 1))
        if (known_codes[found - 1] == ' ' && known_codes[found + code.size()] == ' ') return true;
    return false;
}

/// True for one to eight letters and digits, as BCP 47 requires.
bool is_subtag(std::string_view text) {
    constexpr std::size_t longest = 8;
    return !text.empty() && text.size() <= longest &&
           std::all_of(text.begin(), text.end(),
                       [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); });
}

/// Common English words. A text in another language may have some of them, but hardly four
/// different ones in a few lines.
constexpr std::array<std::string_view, 13> english_words{
    "and", "are", "for", "from", "have", "it", "that", "the", "this", "to", "which", "with", "you"};

bool is_plainly_english(std::string_view prose) {
    constexpr std::size_t fewest_distinct = 4, fewest = 6;
    if (unicode::ascii_run(prose, 0) != prose.size()) return false;
    std::bitset<english_words.size()> seen;
    std::size_t count = 0, words = 0;
    for (std::size_t begin = 0; begin < prose.size();) {
        const std::size_t end = std::min(prose.find_first_of(" \n\t.,;:()", begin), prose.size());
        const std::string_view word = prose.substr(begin, end - begin);
        words += !word.empty();
        const auto known = std::find(english_words.begin(), english_words.end(), word);
        if (known != english_words.end()) {
            seen.set(static_cast<std::size_t>(known - english_words.begin()));
            ++count;
        }
        begin = end + 1;
    }
    constexpr std::size_t one_word_in = 12;
    return seen.count() >= fewest_distinct && count >= fewest && count * one_word_in >= words;
}

std::string_view beginning(std::string_view text, std::size_t most) {
    if (text.size() <= most) return text;
    while (most > 0 && unicode::is_continuation(text[most])) --most;
    return text.substr(0, most);
}

std::optional<std::string> detected_by_cld2(std::string_view prose) {
    const CLD2::CLDHints no_hints{nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
    constexpr bool is_plain_text = true;
    constexpr int no_flags = 0;
    std::array<CLD2::Language, 3> languages{};
    std::array<int, 3> percents{};
    std::array<double, 3> scores{};
    int bytes = 0;
    bool is_reliable = false;
    CLD2::ExtDetectLanguageSummary(prose.data(), static_cast<int>(prose.size()), is_plain_text,
                                   &no_hints, no_flags, languages.data(), percents.data(),
                                   scores.data(), nullptr, &bytes, &is_reliable);
    // CLD2 returns its guess at the author's language: Greek for English with a Greek word. We use
    // the language of most of the text.
    constexpr int fewest_bytes = 80;  // of letters; CLD2 claims to be sure of two words, too
    constexpr int most_of_it = 60;    // percent; with less, the note is in several languages
    if (!is_reliable || bytes < fewest_bytes || percents[0] < most_of_it ||
        languages[0] == CLD2::UNKNOWN_LANGUAGE)
        return std::nullopt;
    return language_named(CLD2::LanguageCode(languages[0]));
}

}  // namespace

std::optional<std::string> language_named(std::string_view text) {
    constexpr std::size_t longest = 64;
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    if (text.empty() || text.size() > longest) return std::nullopt;
    if (is_known_code(text)) return std::string(text);  // the usual case, which needs no folding
    if (const std::string_view code = code_of_name(text); !code.empty()) return std::string(code);
    std::string tag;
    std::string_view rest = text.substr(0, text.find_first_of(".@"));  // de_DE.UTF-8@euro
    while (true) {
        const std::size_t end = std::min(rest.find_first_of("-_"), rest.size());
        std::string subtag = unicode::fold(rest.substr(0, end));
        if (!is_subtag(subtag)) return std::nullopt;
        if (tag.empty()) {
            if (const std::string_view code = code_of_name(subtag); !code.empty()) subtag = code;
            else if (!is_known_code(subtag)) return std::nullopt;
        }
        tag.append(tag.empty() ? "" : "-").append(subtag);
        if (end == rest.size()) return tag;
        rest.remove_prefix(end + 1);
    }
}

std::optional<std::string> detected_language(std::string_view prose) {
    constexpr std::size_t few_bytes = 400, most_bytes = 4096, english_bytes = 800;
    if (is_plainly_english(beginning(prose, few_bytes)) ||
        is_plainly_english(beginning(prose, english_bytes)))
        return "en";
    const std::string_view first = beginning(prose, few_bytes);
    if (std::optional<std::string> language = detected_by_cld2(first)) return language;
    return first.size() < prose.size() ? detected_by_cld2(beginning(prose, most_bytes))
                                       : std::nullopt;
}

}  // namespace assay::indexer
