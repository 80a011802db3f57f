#include "query/passages/candidates.h"

#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "indexer/text/tokenizer.h"
#include "tests/support/catch.h"

namespace assay::test {
namespace {

/// The stretches of the text in brackets.
std::string shown(std::string_view text, const std::vector<std::string>& terms,
                  std::size_t most_between) {
    query::Beginnings beginnings;
    for (const std::string& term : terms) beginnings.add(term);
    query::Candidates candidates(text, beginnings, most_between);
    std::string all;
    std::size_t at = 0;
    for (query::TextRange stretch; candidates.next(stretch); at = stretch.end) {
        all.append(text.substr(at, stretch.begin - at)).append("[");
        all.append(text.substr(stretch.begin, stretch.end - stretch.begin)).append("]");
    }
    return all.append(text.substr(at));
}

struct Found {
    std::size_t begin, end;
    std::string folded, exact;
    std::uint32_t position;
};

std::vector<Found> tokens_of(std::string_view text, std::size_t offset) {
    std::vector<Found> all;
    text::Tokenizer tokens(text);
    for (text::Token token; tokens.next(token);)
        all.push_back({token.begin + offset, token.end + offset, std::string(token.folded),
                       std::string(token.exact), token.position});
    return all;
}

}  // namespace

TEST_CASE("stretches hold the words that begin like a term, and what is near",
          "[query][passages]") {
    struct Row {
        const char* text;
        std::vector<std::string> terms;
        std::size_t most_between;
        const char* shown;
    };
    const Row rows[] = {
        {"Late rain fell. Railways closed.", {"rain"}, 0, "Late [rain] fell. [Railways] closed."},
        {"the RAIN", {"rain"}, 0, "the [RAIN]"},
        {"terrain", {"rain"}, 0, "terrain"},
        {"rain and mud", {"rain", "mud"}, 0, "[rain] and [mud]"},
        {"rain and mud", {"rain", "mud"}, 1, "[rain and mud]"},
        {"rain — mud", {"rain", "mud"}, 0, "[rain — mud]"},  // no word between them
        {"rain\nmud", {"rain", "mud"}, 0, "[rain\nmud]"},
        {"an open-source forge", {"opensource"}, 0, "an [open-source] forge"},
        {"an e-mail came", {"email"}, 0, "an [e-mail] came"},
        {"an eel came", {"email"}, 0, "an eel came"},
        {"setUserName()", {"user"}, 0, "[setUserName()]"},
        {"in v2.10.3 of", {"2.10"}, 0, "in [v2.10.3] of"},
        {"uses .NET here", {".net"}, 0, "uses [.NET] here"},
        {"un café", {"cafe"}, 0, "un [café]"},
        {"l’été dernier", {"ete"}, 0, "[l’été] dernier"},
        {"“quoted” words", {"rain"}, 0, "“quoted” words"},  // punctuation begins no word
        {"5‰ of it", {"‰"}, 0, "[5‰] of it"},
        {"開源 and more", {"rain"}, 0, "[開源] and more"},
        {"", {"rain"}, 0, ""},
        {" \n\t ", {"rain"}, 0, " \n\t "},
    };
    for (const Row& row : rows) {
        CAPTURE(row.text, row.terms, row.most_between);
        CHECK(shown(row.text, row.terms, row.most_between) == row.shown);
    }
}

TEST_CASE("every occurrence of a term is in a stretch, with the tokens of the whole text",
          "[query][passages]") {
    const std::vector<std::string> pieces{
        "rain",       "Rain’s", "open-source", "e-mail",  "getUserName", "v2.10.3",    "1,234",
        ".NET",       "@name",  "C++",         "AT&T",    "R&D",         "l'eau",      "été",
        "Straße",     "開源碼", "дождь",       "п'ять",   "5€",          "5",          "°C",
        "—",          "-",      "…",           "\u200b",  "o\u00adpen",  "1\u202f234", "(",
        ")",          "\"",     "a",           "x3d",     "URLs",        "JSONParser", "don't",
        "🎉",          "ﬁsh",    "ｆｕｌｌ",    "e\u0301", "№",           "㎡",         "snake_case",
        "15.03.2024", "\xff"};
    const std::vector<std::string> blanks{" ", " ", " ", "\n", "\t", "", "", ".", ","};
    std::mt19937 random(17);
    const auto any = [&](const std::vector<std::string>& of) {
        return of[std::uniform_int_distribution<std::size_t>(0, of.size() - 1)(random)];
    };
    for (int round = 0; round < 20'000; ++round) {
        const auto between = static_cast<std::size_t>(round % 3);
        std::string text;
        for (int i = std::uniform_int_distribution<>(1, 12)(random); i > 0; --i)
            text.append(any(pieces)).append(any(blanks));
        const std::vector<Found> whole = tokens_of(text, 0);
        std::set<std::string> terms;
        query::Beginnings beginnings;
        for (const Found& token : whole) {
            if (std::uniform_int_distribution<>(0, 5)(random) != 0) continue;
            for (const std::string& term : {token.folded, token.exact})
                if (!term.empty() && terms.insert(term).second) beginnings.add(term);
        }
        if (beginnings.has_ascii_sign()) continue;
        query::Candidates candidates(text, beginnings, between);
        std::vector<Found> found;
        std::uint32_t last = 0;
        for (query::TextRange stretch; candidates.next(stretch);) {
            const std::vector<Found> in_stretch =
                tokens_of(std::string_view(text).substr(stretch.begin, stretch.end - stretch.begin),
                          stretch.begin);
            const std::uint32_t before = last + 1;
            for (Found token : in_stretch) {
                token.position += before;
                last = std::max(last, token.position);
                found.push_back(token);
            }
        }
        const auto is_term = [&](const Found& token) {
            return !terms.contains(token.folded) && !terms.contains(token.exact);
        };
        std::vector<Found> expected = whole;
        std::erase_if(expected, is_term);
        std::erase_if(found, is_term);
        CAPTURE(text, terms);
        REQUIRE(found.size() == expected.size());
        for (std::size_t i = 0; i < found.size(); ++i) {
            CHECK(found[i].begin == expected[i].begin);
            CHECK(found[i].end == expected[i].end);
            CHECK(found[i].folded == expected[i].folded);
            if (i == 0) continue;
            const std::uint32_t step = expected[i].position - expected[i - 1].position;
            const std::uint32_t seen = found[i].position - found[i - 1].position;
            CHECK((step <= 1 ? seen == step : seen >= 2));
        }
    }
}

}  // namespace assay::test
