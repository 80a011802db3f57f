// What holds for every query over one index: queries made by a grammar from the words of its notes,
// and mutations of them.
//
// usage: query_properties INDEX [QUERIES] [SEED]      prints what does not hold; exit 1 if anything
#include <xapian.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <nlohmann/json.hpp>
#include <random>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "cli/print/json_printer.h"
#include "indexer/schema/index_store.h"
#include "indexer/schema/note_record.h"
#include "indexer/text/unicode.h"
#include "query/language/query_parser.h"
#include "query/language/query_string.h"
#include "query/open_index.h"
#include "query/searcher.h"

namespace {

using namespace assay;

constexpr double most_seconds = 2;  // of processor time, for one search

double cpu_seconds() {
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

/// What queries are made of: words, tags, paths and dates that are in the index.
struct Vocabulary {
    std::vector<std::string> words, tags, paths, years;

    explicit Vocabulary(const Xapian::Database& database) {
        std::set<std::string> seen_words, seen_tags;
        for (auto id = database.postlist_begin(""); id != database.postlist_end(""); ++id) {
            const std::optional<schema::NoteRecord> record =
                schema::unpack_record(database.get_document(*id).get_data());
            if (!record) continue;
            std::istringstream text(record->title + " " + record->text.substr(0, 4000));
            for (std::string word; text >> word;) seen_words.insert(word);
            seen_tags.insert(record->tags.begin(), record->tags.end());
            paths.push_back(record->path);
            if (record->created) years.push_back(record->created->text.substr(0, 4));
        }
        words.assign(seen_words.begin(), seen_words.end());
        tags.assign(seen_tags.begin(), seen_tags.end());
    }
};

class Grammar {
public:
    Grammar(const Vocabulary& vocabulary, std::uint64_t seed)
        : vocabulary_(vocabulary), random_(seed) {}

    std::string query() { return group(3); }

    /// Signs and bytes put in, taken out, swapped.
    std::string mutated(std::string text) {
        static const std::vector<std::string> pieces{"(",
                                                     ")",
                                                     "\"",
                                                     "*",
                                                     "?",
                                                     "~",
                                                     "~2",
                                                     "-",
                                                     "!",
                                                     ":",
                                                     " OR ",
                                                     " AND ",
                                                     " NOT ",
                                                     " NEAR ",
                                                     "|",
                                                     "\\",
                                                     "@",
                                                     "title:",
                                                     "tag:",
                                                     "path:",
                                                     "created:",
                                                     "words:>",
                                                     "=",
                                                     "..",
                                                     "\xff",
                                                     "\xe2\x80",
                                                     "\u201c",
                                                     "\u0301",
                                                     "\u5f00\u6e90",
                                                     "\u200b",
                                                     "\u202e",
                                                     std::string(1, '\0'),
                                                     "\x1b[31m",
                                                     "\n",
                                                     "\t",
                                                     " "};
        for (std::size_t changes = 1 + below(4); changes > 0; --changes) {
            const std::size_t at = below(text.size() + 1);
            switch (below(4)) {
                case 0: text.insert(at, pieces[below(pieces.size())]); break;
                case 1: text.erase(at, 1 + below(4)); break;
                case 2:
                    if (at < text.size()) text[at] = static_cast<char>(below(256));
                    break;
                default: text.insert(at, text.substr(below(text.size() + 1), below(12)));
            }
        }
        return text;
    }

    std::size_t below(std::size_t limit) { return limit == 0 ? 0 : random_() % limit; }

private:
    template <class Item>
    const Item& any(const std::vector<Item>& items) {
        return items[below(items.size())];
    }

    std::string word() {
        static const std::vector<std::string> stop{"the", "of", "its", "and", "a", "to"};
        std::string word = below(8) == 0 ? any(stop) : any(vocabulary_.words);
        std::erase_if(word, [](char c) {
            return std::string_view("()\"*?~|\\@:!").find(c) != std::string_view::npos;
        });
        while (word.starts_with('-')) word.erase(0, 1);
        if (word.empty()) word = "rain";
        if (below(12) == 0 && word.size() > 3) std::swap(word[1], word[2]);  // a typing error
        return word;
    }

    std::string phrase() {
        std::string text = "\"" + word();
        for (std::size_t more = 1 + below(3); more > 0; --more) text += " " + word();
        return text + "\"" + (below(3) == 0 ? "~" + std::to_string(1 + below(20)) : "");
    }

    std::string filter() {
        static const std::vector<std::string> kinds{"code",  "table", "quote",
                                                    "image", "link",  "tag"};
        switch (below(8)) {
            case 0:
                return vocabulary_.tags.empty() ? "has:code"
                                                : "tag:\"" + any(vocabulary_.tags) + "\"";
            case 1: return "path:\"" + any(vocabulary_.paths) + "\"";
            case 2: return "path:*" + std::string(1, static_cast<char>('a' + below(26))) + "*";
            case 3:
                return vocabulary_.years.empty() ? "created:2020.."
                                                 : "created:" + any(vocabulary_.years);
            case 4: return "words:>" + std::to_string(below(3000));
            case 5: return below(2) == 0 ? "is:published" : "is:draft";
            case 6: return "lang:en";
            default: return "has:" + any(kinds);
        }
    }

    std::string leaf() {
        static const std::vector<std::string> fields{"title:", "heading:", "code:", "quote:"};
        switch (below(16)) {
            case 0: return phrase();
            case 1: return word().substr(0, 4) + "*";
            case 2: return word() + "~" + std::to_string(1 + below(2));
            case 3: return "=" + word();
            case 4:
            case 5: return any(fields) + word();
            case 6:
            case 7: return filter();
            case 8: return word() + " NEAR/" + std::to_string(1 + below(30)) + " " + word();
            default: return word();
        }
    }

    std::string group(std::size_t depth) {
        std::string text;
        for (std::size_t parts = 1 + below(3); parts > 0; --parts) {
            static const std::vector<std::string> between{" ", " ", " ", " OR ", " AND ", " -"};
            if (!text.empty()) text += any(between);
            text += depth > 0 && below(5) == 0 ? "(" + group(depth - 1) + ")" : leaf();
        }
        return text;
    }

    const Vocabulary& vocabulary_;
    std::mt19937_64 random_;
};

class Properties {
public:
    Properties(const std::string& index, std::uint64_t seed) : index_(index), random_(seed) {
        query::SearchRequest every;
        every.limit = 0;
        notes_ = ask(every)->total;
    }

    void check(const std::string& query) {
        query_ = query;
        query::SearchRequest request = plain_request(query);
        request.limit = 5;
        request.passages = 3;
        request.facets = {"tag", "year"};
        const std::optional<query::SearchResult> found = ask(request);
        if (!found) return;
        ++answered_;
        holds(found->total <= notes_, "no more notes than there are");
        check_json(*found, request);
        for (const query::Hit& hit : found->hits) check_marks(hit);
        check_fixed_point(*found);
        if (random_() % 8 == 0) check_sorts(query, found->total);
        if (random_() % 8 == 0) check_pages(query);
        check_facets(*found);
        check_algebra(*found);
    }

    std::size_t answered() const { return answered_; }
    std::size_t failures() const { return failures_; }
    double slowest() const { return slowest_; }

private:
    static query::SearchRequest plain_request(const std::string& text) {
        query::SearchRequest request;
        request.text = text;
        request.correct = false;
        request.passages = 0;
        return request;
    }

    static std::string shown(const std::string& query) {
        return nlohmann::json(query).dump(-1, ' ', true, nlohmann::json::error_handler_t::replace);
    }

    void holds(bool condition, const char* what) {
        if (condition) return;
        if (++failures_ <= 40)
            std::printf("does not hold: %s\n  %s\n  after %s\n", what, shown(query_).c_str(),
                        shown(before_).c_str());
    }

    /// The answer within its time; nothing for a query that is an error, which has its place and a
    /// hint.
    std::optional<query::SearchResult> ask(const query::SearchRequest& request) {
        const double begin = cpu_seconds();
        Result<query::SearchResult> found = query::Searcher(index_).search(request);
        const double seconds = cpu_seconds() - begin;
        slowest_ = std::max(slowest_, seconds);
        holds(seconds < most_seconds, "a search takes no longer than it may");
        if (found) return *std::move(found);
        const Error& error = found.error();
        holds(error.kind == ErrorKind::query && !error.hint.empty(),
              "an error of a query has a hint");
        holds(error.column >= 1 && error.column <= 1 + unicode::length(request.text),
              "an error has a place");
        return std::nullopt;
    }

    std::optional<std::size_t> total(const std::string& query) {
        query::SearchRequest request = plain_request(query);
        request.limit = 0;
        const std::optional<query::SearchResult> found = ask(request);
        return found ? std::optional(found->total) : std::nullopt;
    }

    std::vector<std::string> paths(query::SearchRequest request) {
        std::vector<std::string> paths;
        const std::optional<query::SearchResult> found = ask(request);
        if (found)
            for (const query::Hit& hit : found->hits) paths.push_back(hit.path);
        return paths;
    }

    void check_json(const query::SearchResult& found, const query::SearchRequest& request) {
        std::ostringstream out;
        cli::print_json(out, found, request, "/notes", 0, cli::OffsetUnit::bytes);
        holds(!nlohmann::json::parse(out.str(), nullptr, false).is_discarded(),
              "the answer is JSON");
        holds(unicode::is_valid(out.str()), "the answer is UTF-8");
    }

    void check_ranges(const std::string& text, const std::vector<query::TextRange>& marks) {
        std::size_t end = 0;
        for (const query::TextRange& mark : marks) {
            holds(mark.begin >= end && mark.begin < mark.end && mark.end <= text.size(),
                  "marks are sorted ranges of the text");
            end = mark.end + 1;
            const auto cuts = [&](std::size_t at) {
                return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
            };
            holds(!cuts(mark.begin) && !cuts(mark.end), "a mark cuts no character");
        }
    }

    void check_marks(const query::Hit& hit) {
        check_ranges(hit.title, hit.title_marks);
        for (const query::Passage& passage : hit.passages)
            check_ranges(passage.text, passage.marks);
    }

    /// The query as it was understood can be typed, is understood the same, and finds the same.
    void check_fixed_point(const query::SearchResult& found) {
        query::SearchRequest again = plain_request(found.parsed);
        again.limit = 5;
        const std::optional<query::SearchResult> same = ask(again);
        if (!same) return holds(found.parsed.size() > 1000, "a query as understood can be typed");
        holds(same->parsed == found.parsed, "a query as understood is understood the same");
        holds(same->total == found.total, "a query as understood finds the same");
    }

    void check_sorts(const std::string& query, std::size_t total) {
        query::SearchRequest request = plain_request(query);
        request.limit = query::all_hits;
        const std::vector<std::string> ranked = paths(request);
        holds(ranked.size() == total, "all hits are as many as the total");
        const std::multiset<std::string> set(ranked.begin(), ranked.end());
        for (const query::SortBy sort :
             {query::SortBy::created, query::SortBy::updated, query::SortBy::modified,
              query::SortBy::title, query::SortBy::words, query::SortBy::path}) {
            request.sort = sort;
            request.reverse = false;
            std::vector<std::string> sorted = paths(request);
            holds(std::multiset<std::string>(sorted.begin(), sorted.end()) == set,
                  "every order has the same notes");
            request.reverse = true;
            const std::vector<std::string> reversed = paths(request);
            holds(std::multiset<std::string>(reversed.begin(), reversed.end()) == set,
                  "reversed too");
        }
    }

    void check_pages(const std::string& query) {
        query::SearchRequest request = plain_request(query);
        request.limit = 60;
        const std::vector<std::string> whole = paths(request);
        std::vector<std::string> pages;
        for (request.limit = 7; pages.size() < whole.size(); request.offset += 7) {
            const std::vector<std::string> page = paths(request);
            if (page.empty()) break;
            pages.insert(pages.end(), page.begin(), page.end());
        }
        pages.resize(std::min(pages.size(), whole.size()));
        holds(pages == whole, "pages add up to the whole");
    }

    void check_facets(const query::SearchResult& found) {
        for (const query::Facet& facet : found.facets) {
            if (facet.counts.empty()) continue;
            const query::FacetCount& count = facet.counts[random_() % facet.counts.size()];
            const std::string filter =
                facet.name == "tag"
                    ? "tag:" + query::written_value(count.value, query::QueryNode::Kind::tag)
                    : "created:" + count.value;
            const std::optional<std::size_t> drilled =
                total("(" + found.parsed + ") AND " + filter);
            if (drilled) holds(*drilled == count.count, "a facet counts what its filter finds");
        }
    }

    /// Sets as they must be: of this query and the one before.
    void check_algebra(const query::SearchResult& found) {
        const std::string a = "(" + found.parsed + ")";
        if (const auto others = total("* -" + a))
            holds(found.total + *others == notes_, "what is found and what is not are all notes");
        if (!before_.empty()) {
            // Words side by side are also found as one ("open source"): the star keeps them apart.
            const auto both = total(a + " AND * AND " + before_),
                       either = total(a + " OR " + before_), without = total(a + " -" + before_);
            if (both && either && without) {
                holds(*both <= std::min(found.total, before_total_), "both find no more than one");
                holds(*both + *either == found.total + before_total_,
                      "both and either are the sum");
                holds(*both + *without == found.total, "with and without are all");
            }
        }
        before_ = a.size() < 300 ? a : std::string();
        before_total_ = found.total;
    }

    query::OpenIndex index_;
    std::mt19937_64 random_;
    std::string query_, before_;
    std::size_t notes_ = 0, before_total_ = 0, answered_ = 0, failures_ = 0;
    double slowest_ = 0;
};

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        std::fprintf(stderr, "usage: query_properties INDEX [QUERIES] [SEED]\n");
        return 2;
    }
    const std::size_t queries = argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 1000;
    const std::uint64_t seed =
        argc > 3 ? std::strtoull(argv[3], nullptr, 10) : std::random_device()();
    std::printf("seed %llu\n", static_cast<unsigned long long>(seed));
    try {
        const Vocabulary vocabulary(schema::IndexStore(argv[1]).open_for_reading());
        Grammar grammar(vocabulary, seed);
        Properties properties(argv[1], seed + 1);
        for (std::size_t i = 0; i < queries; ++i) {
            const std::string query = grammar.query();
            properties.check(i % 3 == 2 ? grammar.mutated(query) : query);
        }
        std::printf("%zu queries, %zu answered, slowest %.2f s, %zu failures\n", queries,
                    properties.answered(), properties.slowest(), properties.failures());
        return properties.failures() > 0 ? 1 : 0;
    } catch (const Failure& failure) {
        std::fprintf(stderr, "%s\n", failure.what());
        return 3;
    }
}
