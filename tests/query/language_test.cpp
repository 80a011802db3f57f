// A form that only one language joins to a word counts only in notes of that language.
#include "tests/query/found.h"
#include "tests/support/catch.h"

namespace assay::test {
namespace {

const Corpus::Notes english{
    {"en1.md", "I did not see the car. To win is fun. A hat."},
    {"en2.md", "Please note the care plan; a glass of wine. I hate it."},
    {"en3.md", "The cod was mad. A rat at the bar, on time."},
    {"en4.md", "This code is made for one rate, at a bare site."},
};

Corpus::Notes with(std::vector<std::pair<std::string_view, std::string_view>> more) {
    Corpus::Notes notes = english;
    notes.insert(notes.end(), more.begin(), more.end());
    return notes;
}

}  // namespace

TEST_CASE("notes in other languages change nothing for English words", "[query][language]") {
    const Corpus mixed(with({{"x.md", "---\nlang: fr\n---\nUne page."},
                             {"y.md", "---\nlang: nl\n---\nEen blad."},
                             {"z.md", "---\nlang: hu\n---\nEgy lap."},
                             {"w.md", "---\nlang: de\n---\nEin Blatt."}}));
    const Row rows[] = {
        {"note", "en2"},
        {"not", "en1"},
        {"care", "en2"},
        {"car", "en1"},
        {"wine", "en2"},
        {"win", "en1"},
        {"hate", "en2"},
        {"hat", "en1"},
        {"code", "en4"},
        {"cod", "en3"},
        {"made", "en4"},
        {"mad", "en3"},
        {"rate", "en4"},
        {"rat", "en3"},
        {"bare", "en4"},
        {"bar", "en3"},
        {"one", "en4"},
        {"-note", "en1 en3 en4 w x y z"},
        {"-(car OR wine)", "en3 en4 w x y z"},
        {"care NEAR/2 plan", "en2"},
        {"car NEAR/2 plan", ""},
        {"note wine", "en2"},
        {"note OR page", "en2 x"},
        {"plans", "en2"},
        {"sites", "en4"},
    };
    check_found(mixed, rows);
}

TEST_CASE("a form counts where its language is, in every place", "[query][language]") {
    const Corpus corpus(with({
        {"fr.md",
         "---\nlang: fr\ntitle: Un bon not\ntags: [vin]\n---\n# Les nots\n\nLes nots de la note, "
         "et les vins."},
        {"br.md", "---\nlang: fr-CA\n---\nDes nots encore."},
    }));
    const Row rows[] = {
        {"note", "br en2 fr"},  // French joins not, nots and note; English only note and notes
        {"note lang:en", "en2"},     {"note -lang:en", "br fr"},
        {"-note", "en1 en3 en4"},    {"title:note", "fr"},
        {"heading:note", "fr"},      {"nots", "br en1 fr"},  // English too: the plural of not
        {"note NEAR/3 plan", "en2"}, {"(note OR zzzz) NEAR/4 vin", "fr"},
        {"not NEAR/2 encore", "br"}, {"\"note\"", "en2 fr"},  // as typed, anywhere
        {"=note", "en2 fr"},         {"not*", "br en1 en2 fr"},
        {"notes", "br en2 fr"},
    };
    check_found(corpus, rows);

    query::SearchRequest request;
    request.text = "note";
    request.explain = true;
    request.facets = {"lang"};
    const query::SearchResult result = corpus.search(request);
    CHECK(result.total == 3);
    std::string terms;
    for (const query::Explanation::Term& term : result.explanation->words.front().terms)
        terms += term.text + ": " + term.reason + "; ";
    CHECK(terms ==
          "note: as typed; not: same stem, in notes in fr; nots: same stem, in notes in fr; ");
    REQUIRE(result.facets.size() == 1);
    std::size_t counted = 0;
    for (const query::FacetCount& value : result.facets.front().counts)
        if (value.value == "en" || value.value == "fr") counted += value.count;
    CHECK(counted == 3);
    for (const query::Hit& hit : result.hits) {
        INFO(hit.path);
        for (const query::Passage& passage : hit.passages)
            for (const query::TextRange& mark : passage.marks) {
                const std::string marked = passage.text.substr(mark.begin, mark.end - mark.begin);
                CHECK((hit.path == "en2.md" ? marked == "note"
                                            : marked == "nots" || marked == "note"));
            }
    }
}

TEST_CASE("British and American spellings are of English notes", "[query][language]") {
    const Corpus corpus({
        {"uk.md", "The colour of it, analysed and organised."},
        {"us.md", "The color of it, analyzed."},
        {"es.md", "---\nlang: es\n---\nEl color."},
        {"fr.md", "---\nlang: fr\n---\nOn analyse."},
    });
    const Row rows[] = {{"colour", "uk us"},
                        {"color", "es uk us"},
                        {"analyzed", "uk us"},
                        {"-colour", "es fr"},
                        {"analyse", "fr uk us"}};
    check_found(corpus, rows);
}

}  // namespace assay::test
