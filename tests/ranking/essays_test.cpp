// Judged queries over data/essays (essays.tsv): how good the order is, in a golden file. A change
// that moves a figure shows in the diff.
#include <algorithm>
#include <cmath>
#include <fstream>
#include <iomanip>
#include <map>
#include <sstream>
#include <string>

#include "query/open_index.h"
#include "tests/support/catch.h"
#include "tests/support/corpus.h"
#include "tests/support/golden.h"

namespace assay::test {
namespace {

struct Judged {
    std::string query;
    std::map<std::string, int> grades;  // by file name without ".md"
};

std::vector<Judged> judged_queries() {
    std::vector<Judged> all;
    std::ifstream in(std::string(ASSAY_SOURCE_DIR) + "/tests/ranking/essays.tsv");
    for (std::string line; std::getline(in, line);) {
        if (line.empty() || line.front() == '#') continue;
        const std::size_t tab = line.find('\t');
        Judged judged{line.substr(0, tab), {}};
        std::istringstream grades(line.substr(tab + 1));
        for (std::string grade; grades >> grade;)
            judged.grades[grade.substr(0, grade.find('='))] =
                std::stoi(grade.substr(grade.find('=') + 1));
        all.push_back(std::move(judged));
    }
    return all;
}

/// Järvelin and Kekäläinen 2002, with trec_eval's gain: the grade, over log2(rank + 1), by the same
/// of the best order.
double ndcg_at_10(const std::vector<std::string>& order, const std::map<std::string, int>& grades) {
    double gain = 0, best = 0;
    for (std::size_t i = 0; i < std::min<std::size_t>(order.size(), 10); ++i)
        if (const auto grade = grades.find(order[i]); grade != grades.end())
            gain += grade->second / std::log2(static_cast<double>(i) + 2);
    std::vector<int> ideal;
    for (const auto& [name, grade] : grades) ideal.push_back(grade);
    std::sort(ideal.rbegin(), ideal.rend());
    for (std::size_t i = 0; i < std::min<std::size_t>(ideal.size(), 10); ++i)
        best += ideal[i] / std::log2(static_cast<double>(i) + 2);
    return gain / best;
}

}  // namespace

TEST_CASE("judged queries over the essays", "[ranking]") {
    const TempDir dir;
    indexer::update_index(ASSAY_SOURCE_DIR "/data/essays", dir.path() / "index", {});
    query::OpenIndex index(dir.path() / "index");
    query::Searcher searcher(index);
    const std::vector<Judged> queries = judged_queries();
    CHECK(queries.size() >= 60);
    std::ostringstream report;
    report << std::fixed << std::setprecision(3);
    double ndcg = 0, reciprocal = 0, first = 0;
    for (const Judged& judged : queries) {
        query::SearchRequest request;
        request.text = judged.query;
        request.passages = 0;
        request.partial = query::Partial::fill_page;
        const Result<query::SearchResult> result = searcher.search(request);
        INFO(judged.query);
        REQUIRE(result.has_value());
        std::vector<std::string> order;
        for (const query::Hit& hit : result->hits)
            order.push_back(hit.path.substr(0, hit.path.size() - 3));
        const int most =
            std::max_element(judged.grades.begin(), judged.grades.end(),
                             [](const auto& a, const auto& b) { return a.second < b.second; })
                ->second;
        const auto meant = std::find_if(order.begin(), order.end(), [&](const std::string& name) {
            const auto grade = judged.grades.find(name);
            return grade != judged.grades.end() && grade->second == most;
        });
        const std::size_t rank =
            meant == order.end() ? 0 : static_cast<std::size_t>(meant - order.begin()) + 1;
        const double quality = ndcg_at_10(order, judged.grades);
        ndcg += quality;
        reciprocal += rank == 0 ? 0 : 1.0 / static_cast<double>(rank);
        first += rank == 1;
        report << quality << "  " << std::setw(2) << rank << "  " << judged.query << '\n';
    }
    const auto count = static_cast<double>(queries.size());
    report << "nDCG@10 " << ndcg / count << "  MRR " << reciprocal / count << "  recall@1 "
           << first / count << "  of " << queries.size() << " queries\n";
    CHECK(report.str() == golden("ranking-essays.txt", report.str()));
    // Whatever the golden file says.
    CHECK(ndcg / count > 0.9);
    CHECK(first / count > 0.85);
}

}  // namespace assay::test
