// Every value of every facet is reached by a filter, which finds as many notes as were counted.
#include <filesystem>
#include <random>

#include "query/language/query_parser.h"
#include "query/language/query_string.h"
#include "query/open_index.h"
#include "tests/query/found.h"
#include "tests/support/catch.h"
#include "tests/support/corpus.h"
#include "tests/support/same_tree.h"

namespace assay::test {
namespace {

/// As JSON writes it, which YAML reads.
std::string in_json(std::string_view value) {
    std::string text = "\"";
    for (const char c : value) {
        if (c == '"' || c == '\\') text.push_back('\\');
        text.push_back(c);
    }
    return text + '"';
}

/// As somebody would type it who always quotes: typographic quotes close too.
std::string in_quotes(std::string_view value) {
    std::string text = in_json(value);
    for (const std::string quote : {"\u201c", "\u201d"})
        for (std::size_t at = text.find(quote); at != text.npos;
             at = text.find(quote, at + quote.size() + 1))
            text.insert(at, 1, '\\');
    return text;
}

const std::vector<std::string> nasty{
    "plain",
    "two words",
    "a  b",
    "say \"hi\"",
    "\"",
    "a\\b",
    "a\\",
    "\\\"",
    "a:b",
    ":x",
    "a,b",
    "a, b",
    "(x)",
    "x)",
    "[y]",
    "{z}",
    "a|b",
    "-x",
    "-TEST",
    "--",
    "-",
    "#x",
    "##y",
    "=x",
    "==",
    "*",
    "x*",
    "x*y",
    "?",
    "why?",
    "!x",
    "!",
    "~x",
    "x~2",
    "~",
    "/x",
    "x/y",
    "x/y/z",
    "x//y",
    "x/",
    "'quoted'",
    "it's",
    "\u00ab\u00bb",
    "\u2039x\u203a \u300c\u300d \u300e \u201c\u201d \"",
    "caf\u00e9",
    "cafe\u0301",
    "CAFE",
    "Stra\u00dfe",
    "STRASSE",
    "\u00c9T\u00c9",
    "\u65e5\u672c\u8a9e",
    "\U0001F389",
    "\U0001F468\u200d\U0001F469",
    "\u0438\u0306",
    "\u0440\u0443\u0441\u0441\u043a\u0438\u0439",
    "12",
    "3.14",
    "-5",
    "1e3",
    "true",
    "False",
    "yes",
    "null",
    "~",
    "2024",
    "2024-03-15",
    "2024-03",
    "OR",
    "AND",
    "NOT",
    "NEAR",
    "tag:x",
    "http://x.org/?a=b#c",
    "C:\\dir\\x",
    "a\tb",
    " x ",
    "\u3000x\u3000",
    "\u200bx\u200b",
    "\uff03x",
    "\uff1dx",
    "x\uff0fy",
    "\uff0fy",
    "[[2000]]",
    "2000",
    "[[2000|then]]",
    "![[2000]]",
    "[[a b]]",
    "[[A]], [[B]]",
    "[x](y.md)",
    "a=b",
    "=",
    "..",
    "2023..2024",
    ">5",
    "<b>",
    "&amp;",
    "$HOME",
    "`x`",
    "100%",
    "a@b.c",
    "",
    " ",
    std::string(300, 'l') + " long",
    std::string(300, 'l') + " lang",
    std::string(1000, 'w'),
    "\u0301",
    "x \u0301",
    "\u202ex",
    "I\u0307",
    "\u0130",
};

/// The number of notes that `query` and `tags` find.
std::size_t total(const Corpus& corpus, const std::string& query,
                  const std::vector<std::string>& tags = {},
                  const std::vector<std::string>& paths = {}) {
    query::SearchRequest request;
    request.text = query;
    request.tags = tags;
    request.paths = paths;
    request.limit = 0;
    return corpus.search(request).total;
}

void check_filter(const Corpus& corpus, const std::string& name, const std::string& value,
                  std::size_t count) {
    const bool is_tag = name == "tag";
    const query::QueryNode::Kind kind = is_tag             ? query::QueryNode::Kind::tag
                                        : name == "folder" ? query::QueryNode::Kind::path
                                        : name == "lang"   ? query::QueryNode::Kind::lang
                                                           : query::QueryNode::Kind::meta;
    const std::string field = is_tag             ? "tag"
                              : name == "folder" ? "path"
                              : name == "lang"   ? "lang"
                              : name == "year"   ? "created"
                                                 : query::written_meta_name(name);
    INFO(field << " / " << value.substr(0, 60));
    for (const std::string& given : {query::written_value(value, kind), in_quotes(value)}) {
        const std::string query = field + ":" + given;
        INFO(query.substr(0, 80));
        CHECK(total(corpus, query) == count);
        const Result<query::QueryNode> tree = query::parse_query(query, 0);
        REQUIRE(tree.has_value());
        const Result<query::QueryNode> again = query::parse_query(query::to_string(*tree), 0);
        REQUIRE(again.has_value());
        CHECK(same_tree(*tree, *again));
    }
    if (is_tag) CHECK(total(corpus, "", {value}) == count);
    if (name == "folder") CHECK(total(corpus, "", {}, {value}) == count);
}

}  // namespace

TEST_CASE("a filter reaches every value of every facet", "[query][facets][filter]") {
    const Corpus corpus(Corpus::Notes{{"no-note.txt", ""}});
    std::mt19937 chance(7);
    const auto any = [&]() -> const std::string& { return nasty[chance() % nasty.size()]; };
    const std::vector<std::string> keys{
        "status", "My key", "a:b",  "a.b", "say \"hi\"", "it's", "'x'",         "\u00dcber",
        "[k]",    "(k)",    "a=b",  "a",   "k, l",       "tag",  "year",        "#k",
        "-k",     "k*",     "a\\b", "KEY", "\U0001F389", "OR",   "\u65e5\u672c"};
    for (std::size_t i = 0; i < 3 * nasty.size(); ++i) {
        std::string note = "{\n\"tags\": [" + in_json(i < nasty.size() ? nasty[i] : any()) + ", " +
                           in_json(any()) + ", " + in_json(any()) + "]";
        note += ",\n\"date\": \"" + std::to_string(1990 + i % 40) +
                (i % 3 == 0   ? ""
                 : i % 3 == 1 ? "-12-31T23:30:00-08:00"
                              : "-01-01T00:30:00+09:00") +
                "\"";
        note += ",\n\"lang\": " + in_json(i % 5 == 0   ? "pt-BR"
                                          : i % 5 == 1 ? "en_GB"
                                          : i % 5 == 2 ? "zh-Hant"
                                                       : "de");
        note += ",\n" + in_json(keys[i % keys.size()]) + ": " +
                in_json(i < nasty.size() ? nasty[i] : any());
        note += ",\n" +
                in_json(keys[(i + 1 + i / keys.size()) % keys.size()] +
                        (i % keys.size() == keys.size() - 1 ? "2" : "")) +
                ": [" + in_json(any()) + ", " + in_json(any()) + ", 12, true, 3.5, null]";
        std::string raw = note;
        for (std::size_t tab = raw.find('\t'); tab != raw.npos; tab = raw.find('\t'))
            raw.replace(tab, 1, "\\t");
        std::string folder = any();
        std::erase(folder, '\0');
        if (folder.size() > 200 || folder.empty() || folder.front() == '.' ||
            folder.front() == '/' || folder.find("/.") != folder.npos || folder == " ")
            folder = "f";
        corpus.write(folder + "/n" + std::to_string(i) + ".md",
                     "---json\n" + raw + "\n}\n---\nrain\n");
    }
    const indexer::IndexReport report = corpus.index();
    for (const Error& problem : report.problems) UNSCOPED_INFO(problem.message);
    CHECK(report.problems.empty());
    query::SearchRequest request;
    request.limit = 0;
    request.facets = {"tag", "year", "folder", "lang"};
    query::OpenIndex index(corpus.index_directory());
    for (const std::string& key : query::Searcher(index).front_matter_keys())
        request.facets.push_back("meta." + key);
    const query::SearchResult result = corpus.search(request);
    std::size_t values = 0;
    for (const query::Facet& facet : result.facets) {
        const std::string name =
            facet.name.starts_with("meta.") ? facet.name.substr(5) : facet.name;
        CHECK_FALSE(facet.counts.empty());
        for (const query::FacetCount& each : facet.counts) {
            ++values;
            if (facet.name.starts_with("meta.")) {
                const std::string field = query::written_meta_name(name);
                INFO(field << " / " << each.value.substr(0, 60));
                CHECK(total(corpus,
                            field + ":" +
                                query::written_value(each.value, query::QueryNode::Kind::meta)) ==
                      each.count);
                CHECK(total(corpus, "meta." + in_quotes(name) + ":" + in_quotes(each.value)) ==
                      each.count);
            } else {
                check_filter(corpus, name, each.value, each.count);
            }
        }
    }
    CHECK(result.facets.size() >= 4 + keys.size());
    CHECK(values > 300);
}

TEST_CASE("a key and a value may have any sign", "[query][filter]") {
    const Corpus corpus({
        {"a.md",
         "---\nMy key: spaced\nquote: She said \"hi\"\nrelated: \"[[2000]]\"\nwhen: 2000\n---\n"},
        {"b.md", "---\n\"a:b\": x\n\"c.d\": {\"e f\": y}\nrelated: [[2000]]\n---\n"},
        {"c.md",
         "---\nrelated: [\"[[2000|the year]]\", \"[[Other note]]\"]\n\"gr\u00fc\u00dfe an\": "
         "Zo\u00eb\nauthor: \"[[Jane Roe]]\"\n---\n"},
        {"d.md", "---\nrelated: 2000\nauthor: jane roe\n\"k=v\": x\nk: \"v=x\"\n---\n"},
    });
    const Row rows[] = {
        {"meta.\"My key\":spaced", "a"},
        {"meta.\"my KEY\":SPACED", "a"},
        {"meta.'My key':spaced", "a"},
        {"meta.\" My  key \":spaced", "a"},
        {"meta.\"a:b\":x", "b"},
        {"meta.'a:b':x", "b"},
        {"meta.c.d.\"e f\":y", "b"},
        {"meta.\"c.d.e f\":y", "b"},
        {"meta.\"gru\u0308sse AN\":zoe", "c"},
        {"meta.quote:\"She said \\\"hi\\\"\"", "a"},
        {"meta.quote:\u00abshe said \"hi\"\u00bb", "a"},
        {"meta.quote:\u300cShe said \"hi\"\u300d", "a"},
        {"meta.related:2000", "a b c d"},
        {"meta.related:\"[[2000]]\"", "a b c d"},
        {"meta.related:[[2000]]", "a b c d"},
        {"meta.related:\"[[2000|anything]]\"", "a b c d"},
        {"meta.related:\"other note\"", "c"},
        {"meta.author:\"Jane Roe\"", "c d"},
        {"meta.author:\"[[jane roe]]\"", "c d"},
        {"meta.\"k=v\":x", "d"},
        {"meta.k:\"v=x\"", "d"},
        {"meta.k:v", ""},
    };
    check_found(corpus, rows);
    query::SearchRequest request;
    request.facets = {"related", "author", "k", "k=v"};
    const query::SearchResult result = corpus.search(request);
    CHECK(result.facets[0].counts ==
          std::vector<query::FacetCount>{{"2000", 4}, {"Other note", 1}});
    CHECK(result.facets[1].counts == std::vector<query::FacetCount>{{"Jane Roe", 2}});
    CHECK(result.facets[2].counts == std::vector<query::FacetCount>{{"v=x", 1}});
    CHECK(result.facets[3].counts == std::vector<query::FacetCount>{{"x", 1}});
}

TEST_CASE("a place is found however its name is spelled on the disk", "[query][filter]") {
    const Corpus corpus({
        {"Cafe\u0301/Noe\u0308l.md", "x"},  // decomposed
        {"\u00dcber/a.md", "x"},            // composed
        {"Docs/a.md", "x"},
        {"both/a.md", "x"},
        {"Both/b.md", "x"},
        {"a\uff0fb/c.md", "x"},
    });
    const Row rows[] = {
        {"path:Caf\u00e9", "Cafe\u0301/Noe\u0308l"},
        {"path:caf\u00e9/", "Cafe\u0301/Noe\u0308l"},
        {"path:CAFE/", "Cafe\u0301/Noe\u0308l"},
        {"path:U\u0308ber", "\u00dcber/a"},
        {"path:uber/", "\u00dcber/a"},
        {"path:docs", "Docs/a"},
        {"path:docs/A.MD", "Docs/a"},
        {"path:caf\u00e9/no\u00ebl.md", "Cafe\u0301/Noe\u0308l"},
        {"path:both", "both/a"},
        {"path:Both", "Both/b"},
        {"path:BOTH", "Both/b both/a"},  // as it is spelled, where it is
        {"path:caf\u00e9/*", "Cafe\u0301/Noe\u0308l"},
        {"path:*/NOEL.md", "Cafe\u0301/Noe\u0308l"},
        {"path:caf?/**", "Cafe\u0301/Noe\u0308l"},
        {"path:BOTH/*", "Both/b both/a"},
        {"path:caf", ""},
        {"path:doc", ""},
        {"path:a", ""},
        {"path:docs/a.md/", ""},
        {"-path:both -path:docs -path:BOTH -path:uber", "Cafe\u0301/Noe\u0308l a\uff0fb/c"},
    };
    check_found(corpus, rows);
    for (const Row& row : rows) {
        const std::string_view query = row.query;
        if (!query.starts_with("path:")) continue;
        query::SearchRequest request;
        request.paths = {std::string(query.substr(5))};
        INFO("--in " << request.paths.front());
        CHECK(found(corpus, request) == row.found);
    }
    indexer::UpdateOptions options;
    options.config.exclude = {"DOCS", "caf\u00e9/"};
    corpus.index(options);
    CHECK(total(corpus, "path:docs") == 0);
    CHECK(total(corpus, "path:caf\u00e9") == 0);
    query::SearchRequest weighed;
    weighed.text = "x";
    weighed.weights = {{"U\u0308BER/**", 0.01}};
    CHECK(corpus.search(weighed).hits.back().path == "\u00dcber/a.md");
}

}  // namespace assay::test
