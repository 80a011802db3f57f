// The notes that have every word in some form, and their weights, beside Xapian's own.
#include "query/words/word_classes.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "indexer/schema/doc_lengths.h"
#include "query/match/matcher.h"
#include "query/words/document_set.h"
#include "query/words/weighting.h"
#include "tests/support/catch.h"

namespace assay::test {
namespace {

/// Adds a document of the words of `text`.
void add(Xapian::WritableDatabase& database, const std::string& text) {
    Xapian::Document document;
    Xapian::termpos position = 1;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find(' ', begin), text.size());
        document.add_posting(text.substr(begin, end - begin), position++);
        begin = end + 1;
    }
    database.add_document(document);
}

void write_lengths(Xapian::WritableDatabase& database) {
    schema::write_doc_lengths(database, {database.postlist_begin(""), database.postlist_end("")});
}

Xapian::WritableDatabase database_of(const std::vector<std::string>& documents) {
    Xapian::WritableDatabase database(std::string(), Xapian::DB_BACKEND_INMEMORY);
    for (const std::string& text : documents) add(database, text);
    write_lengths(database);
    return database;
}

/// Words a to h in documents of many lengths, a and b often, g and h seldom; the same each time.
Xapian::WritableDatabase many_documents() {
    std::mt19937 chance(7);
    std::vector<std::string> documents;
    for (int i = 0; i < 300; ++i) {
        std::string text = "x";
        for (std::size_t word = 0; word < 1 + chance() % 40; ++word)
            text.append({' ', static_cast<char>('a' + std::min(chance() % 8, chance() % 8))});
        documents.push_back(text);
    }
    return database_of(documents);
}

/// Any of some rows of terms, in every note.
query::WordClass any_of(const std::vector<std::vector<std::string>>& rows) {
    query::WordClass any;
    for (const std::vector<std::string>& row : rows) any.push_back({row});
    return any;
}

using Found = std::vector<std::pair<Xapian::docid, double>>;

Found found(const Xapian::Query& query, const Xapian::Database& database) {
    Xapian::Enquire enquire(database);
    enquire.set_weighting_scheme(query::weighting());
    enquire.set_query(query);
    const Xapian::MSet matches =
        enquire.get_mset(0, database.get_doccount(), database.get_doccount());
    Found documents;
    for (auto match = matches.begin(); match != matches.end(); ++match)
        documents.emplace_back(*match, match.get_weight());
    std::sort(documents.begin(), documents.end());
    return documents;
}

void check_same(const Found& ours, const Found& theirs) {
    REQUIRE(ours.size() == theirs.size());
    REQUIRE_FALSE(ours.empty());
    for (std::size_t i = 0; i < ours.size(); ++i) {
        CHECK(ours[i].first == theirs[i].first);
        CHECK(std::abs(ours[i].second - theirs[i].second) < 1e-9);
    }
}

}  // namespace

TEST_CASE(
    "a class of one term weighs what Xapian gives the term, and several what it gives all of them",
    "[query][ranking]") {
    const Xapian::Database database = many_documents();
    const std::vector<std::vector<std::string>> rows[] = {
        {{"a"}}, {{"h"}}, {{"a"}, {"b"}}, {{"a"}, {"g"}, {"h"}}};
    for (const auto& terms : rows) {
        std::vector<query::WordClass> classes;
        std::vector<std::string> all;
        for (const std::vector<std::string>& term : terms) {
            classes.push_back(any_of({term}));
            all.push_back(term.front());
        }
        const query::WordMatch match(classes, std::make_shared<query::PostingReader>(database));
        check_same(found(match.query(), database),
                   found(Xapian::Query(Xapian::Query::OP_AND, all.begin(), all.end()), database));
    }
}

TEST_CASE("a class weighs as if its terms were one, in many notes and in few of many",
          "[query][ranking]") {
    // Few postings are sorted, many are added in an array over all notes.
    for (const std::size_t others : {0U, 20'000U}) {
        Xapian::WritableDatabase database = many_documents();
        std::vector<std::string> texts;
        for (Xapian::docid id = 1; id <= database.get_lastdocid(); ++id) {
            std::string text;
            for (auto term = database.termlist_begin(id); term != database.termlist_end(id); ++term)
                for (Xapian::termcount i = 0; i < term.get_wdf(); ++i)
                    text.append(text.empty() ? "" : " ")
                        .append(*term == "c" || *term == "g" ? "b" : *term);
            texts.push_back(text);
        }
        for (std::size_t i = 0; i < others; ++i) {
            add(database, "y");
            texts.push_back("y");
        }
        write_lengths(database);
        check_same(found(query::class_query(any_of({{"g"}, {"b"}, {"c"}}),
                                            std::make_shared<query::PostingReader>(database)),
                         database),
                   found(Xapian::Query("b"), database_of(texts)));
        if (others > 0)  // so many that the logarithms of lengths are kept
            check_same(found(query::class_query(any_of({{"y"}}),
                                                std::make_shared<query::PostingReader>(database)),
                             database),
                       found(Xapian::Query("y"), database));
    }
}

TEST_CASE("a class may be a row of terms; what is in no note matches none", "[query][ranking]") {
    const Xapian::Database database = database_of(
        {"open source open source", "source open", "opensource", "open the source", "water"});
    struct Row {
        std::vector<std::vector<std::vector<std::string>>> classes;
        std::vector<Xapian::docid> documents;
    };
    const Row rows[] = {
        {{{{"opensource"}, {"open", "source"}}}, {1, 3}},
        {{{{"open", "source"}}}, {1}},
        {{{{"open"}}, {{"source"}}}, {1, 2, 4}},
        {{{{"open"}}, {{"fire"}}}, {}},
        {{{}}, {}},
        {{{{"fire"}, {"water"}}}, {5}},
        {{{{"source", "water"}}}, {}},
    };
    for (const Row& row : rows) {
        std::vector<query::WordClass> classes;
        for (const auto& rows_of_word : row.classes) classes.push_back(any_of(rows_of_word));
        const query::WordMatch match(classes, std::make_shared<query::PostingReader>(database));
        CHECK(match.documents() == row.documents);
        CHECK(found(match.query(), database).size() == row.documents.size());
        CHECK(match.best(9).size() == row.documents.size());
    }
}

TEST_CASE("the best are those that weigh most, and the query steps over what others leave out",
          "[query][ranking]") {
    const Xapian::Database database = many_documents();
    const query::WordMatch match({any_of({{"a"}}), any_of({{"b"}, {"h"}})},
                                 std::make_shared<query::PostingReader>(database));
    Found all = found(match.query(), database);
    const Xapian::Query some(Xapian::Query::OP_FILTER, match.query(),
                             query::documents_query({1, 50, 51, 200, 300}));
    Found among;
    for (const auto& each : all)
        if (each.first == 1 || each.first == 50 || each.first == 51 || each.first == 200 ||
            each.first == 300)
            among.push_back(each);
    check_same(found(some, database), among);
    CHECK(match.best(0).empty());
    std::sort(all.begin(), all.end(),
              [](const auto& a, const auto& b) { return a.second > b.second; });
    const std::vector<query::Weighed> best = match.best(10);
    REQUIRE(best.size() == 10);
    for (std::size_t i = 0; i < best.size(); ++i)
        CHECK(std::abs(best[i].weight - all[i].second) < 1e-9);
}

TEST_CASE("both matchers find the same notes with the same weights", "[query][ranking]") {
    const Xapian::Database database = many_documents();
    query::QueryPlan ours, xapians;
    ours.postings = xapians.postings = std::make_shared<query::PostingReader>(database);
    const query::WordMatch words({any_of({{"a"}}), any_of({{"b"}, {"h"}})}, ours.postings);
    ours.match = words;
    xapians.match = words.query();
    REQUIRE(ours.match.only_words() != nullptr);
    REQUIRE(xapians.match.only_words() == nullptr);
    const auto check_same_matches = [](query::Matcher& one, query::Matcher& other) {
        REQUIRE_FALSE(one.all().empty());
        CHECK(one.all() == other.all());
        const std::vector<query::Ranked> best = one.best(10), others = other.best(10);
        REQUIRE(best.size() == others.size());
        for (std::size_t i = 0; i < best.size(); ++i)
            CHECK(std::abs(best[i].score - others[i].score) < 1e-9);
        CHECK(one.best(0).empty());
        CHECK(other.best(0).empty());
    };
    const std::unique_ptr<query::Matcher> by_words = query::matcher_by_weight(ours, database),
                                          by_xapian = matcher_by_weight(xapians, database);
    check_same_matches(*by_words, *by_xapian);
    std::vector<Xapian::docid> some;
    for (std::size_t i = 0; i < by_words->all().size(); i += 3) some.push_back(by_words->all()[i]);
    const std::unique_ptr<query::Matcher> words_among = by_words->among(some),
                                          xapian_among = by_xapian->among(some);
    CHECK(words_among->all() == some);
    check_same_matches(*words_among, *xapian_among);
}

}  // namespace assay::test
