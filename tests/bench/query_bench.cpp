// Two-word searches side by side: parsed, expanded, planned, matched and counted by assay; and the
// same words on stemmed terms through Xapian's own QueryParser, over the same notes. Then whole
// searches in an open index.
//
// usage: query_bench INDEX_DIRECTORY [WORK_DIRECTORY]     an index made by `assay index`; the
// stemmed database is made in WORK_DIRECTORY once
#include <xapian.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include "indexer/schema/index_store.h"
#include "indexer/schema/note_record.h"
#include "query/language/query_parser.h"
#include "query/match/page.h"
#include "query/open_index.h"
#include "query/plan/query_plan.h"
#include "query/searcher.h"
#include "query/words/weighting.h"

namespace {

using namespace assay;

/// Of this process: other programs on the machine do not count.
double cpu_ms() {
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

double median_ms(const std::function<void()>& run) {
    std::vector<double> times;
    for (int i = 0; i < 7; ++i) {
        const double begin = cpu_ms();
        run();
        times.push_back(cpu_ms() - begin);
    }
    std::nth_element(times.begin(), times.begin() + 3, times.end());
    return times[3];
}

/// Prints the times of 1,020 whole searches in an open index, with passages, exact totals and
/// facets.
void whole_searches(const char* directory, const std::vector<std::string>& queries) {
    query::OpenIndex index(directory);
    query::Searcher searcher(index);
    query::SearchRequest request;
    request.facets.assign(query::facet_names.begin(), query::facet_names.end());
    std::vector<double> times;
    for (int round = 0; round < 17; ++round) {
        for (const std::string& text : queries) {
            request.text = text;
            const double begin = cpu_ms();
            if (!searcher.search(request)) std::exit(2);
            times.push_back(cpu_ms() - begin);
        }
    }
    std::sort(times.begin(), times.end());
    std::printf("%zu whole searches: median %.2f ms, p95 %.2f ms, worst %.2f ms\n", times.size(),
                times[times.size() / 2], times[times.size() * 95 / 100], times.back());
}

void make_stemmed(const Xapian::Database& database, const std::string& path) {
    Xapian::WritableDatabase stemmed(path, Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_NO_SYNC);
    Xapian::TermGenerator generator;
    generator.set_stemmer(Xapian::Stem("en"));
    for (auto posting = database.postlist_begin(""); posting != database.postlist_end("");
         ++posting) {
        const std::optional<schema::NoteRecord> record =
            schema::unpack_record(database.get_document(*posting).get_data());
        if (!record) continue;
        Xapian::Document document;
        generator.set_document(document);
        generator.index_text(record->title, 2);
        generator.increase_termpos();
        generator.index_text(record->text);
        stemmed.add_document(document);
    }
    stemmed.commit();
    Xapian::Database(path).compact(path + ".compact");
    std::filesystem::remove_all(path);
    std::filesystem::rename(path + ".compact", path);
}

/// Pairs of words that are side by side in some note, from rare to common.
std::vector<std::string> queries_of(const Xapian::Database& database) {
    std::mt19937 chance(5);
    std::vector<std::string> queries;
    while (queries.size() < 60) {
        const auto id = static_cast<Xapian::docid>(1 + chance() % database.get_lastdocid());
        std::optional<schema::NoteRecord> record;
        try {
            record = schema::unpack_record(database.get_document(id).get_data());
        } catch (const Xapian::DocNotFoundError&) {
            continue;
        }
        if (!record) {
            std::fprintf(stderr,
                         "query_bench: the index is of another version\n  hint: make it again with "
                         "assay index\n");
            std::exit(3);
        }
        std::vector<std::string> words;
        for (std::size_t at = 0; at < record->text.size();) {
            const std::size_t end =
                record->text.find_first_not_of("abcdefghijklmnopqrstuvwxyz", at);
            const bool whole = at == 0 || record->text[at - 1] == ' ';
            if (whole && end != at && end != std::string::npos && end - at > 3)
                words.push_back(record->text.substr(at, end - at));
            at = end == std::string::npos ? record->text.size() : end + 1;
        }
        if (words.size() < 20) continue;
        const std::size_t at = chance() % (words.size() - 1);
        queries.push_back(words[at] + " " + words[at + 1]);
    }
    return queries;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        std::fprintf(stderr, "usage: query_bench INDEX_DIRECTORY [WORK_DIRECTORY]\n");
        return 2;
    }
    const Xapian::Database database = schema::IndexStore(argv[1]).open_for_reading();
    const std::string path =
        (std::filesystem::path(argc > 2 ? argv[2] : std::filesystem::temp_directory_path()) /
         "query-bench-stemmed")
            .string();
    if (!std::filesystem::exists(path)) make_stemmed(database, path);
    const Xapian::Database stemmed(path);
    double ours = 0, theirs = 0, planning = 0;
    std::printf("%-36s %9s %9s %9s %8s %8s\n", "query", "assay ms", "plan ms", "xapian ms",
                "matches", "matches");
    const std::vector<std::string> queries = queries_of(database);
    for (const std::string& text : queries) {
        std::size_t our_matches = 0, their_matches = 0;
        const query::SearchRequest request;
        const auto plan = [&] {
            const Result<query::QueryNode> tree = query::parse_query(text, 0);
            const query::WordExpansion expansion(database);
            return query::make_plan(*tree, *tree, request, database, expansion);
        };
        const double plan_ms = median_ms([&] { plan(); });
        const double our_ms = median_ms(
            [&] { our_matches = query::page_of(plan(), request, database).matches.size(); });
        const double their_ms = median_ms([&] {
            Xapian::QueryParser parser;
            parser.set_database(stemmed);
            parser.set_stemmer(Xapian::Stem("en"));
            parser.set_stemming_strategy(Xapian::QueryParser::STEM_SOME);
            parser.set_default_op(Xapian::Query::OP_AND);
            Xapian::Enquire enquire(stemmed);
            enquire.set_weighting_scheme(query::weighting());
            enquire.set_query(parser.parse_query(text));
            their_matches = enquire.get_mset(0, 10, stemmed.get_doccount()).get_matches_estimated();
        });
        std::printf("%-36s %9.2f %9.2f %9.2f %8zu %8zu\n", text.c_str(), our_ms, plan_ms, their_ms,
                    our_matches, their_matches);
        ours += our_ms;
        planning += plan_ms;
        theirs += their_ms;
    }
    std::printf("%-36s %9.2f %9.2f %9.2f   ratio %.2f\n", "all", ours, planning, theirs,
                ours / theirs);
    whole_searches(argv[1], queries);
}
