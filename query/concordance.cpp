#include "query/concordance.h"

#include <algorithm>
#include <limits>
#include <string_view>
#include <tuple>
#include <utility>

#include "indexer/schema/note_record.h"
#include "indexer/schema/unicode.h"
#include "query/marks.h"
#include "query/open_index.h"
#include "query/planned_text.h"
#include "query/ranking.h"

namespace assay {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t'; }

std::string folded_blanks(std::string_view text) {
    std::string line;
    for (const char c : text) {
        if (!is_blank(c)) line.push_back(c);
        else if (line.empty() || line.back() != ' ') line.push_back(' ');
    }
    return line;
}

/// The end of `before`, which stands in one line: whole words, at most `context` code points.
std::string_view left_context(std::string_view before, std::size_t context) {
    std::size_t at = before.size(), points = 0;
    while (at > 0 && points < context) {
        while (--at > 0 && (static_cast<unsigned char>(before[at]) & 0xC0U) == 0x80U) {
        }
        ++points;
    }
    if (at > 0 && before[at - 1] != ' ')
        if (const std::size_t blank = before.find(' ', at); blank != before.npos && blank + 1 < before.size()) at = blank + 1;
    return before.substr(at);
}

std::string_view right_context(std::string_view after, std::size_t context) {
    std::size_t at = 0;
    for (std::size_t points = 0; at < after.size() && points < context; ++points) at += unicode::decode(after, at).size;
    if (at < after.size())
        if (const std::size_t blank = after.rfind(' ', at); blank != after.npos && blank > 0) at = blank;
    return after.substr(0, at);
}

/// The words before a match, the nearest first: what `--sort left` compares.
std::string backwards(std::string_view left) {
    std::string words;
    while (!left.empty()) {
        while (!left.empty() && left.back() == ' ') left.remove_suffix(1);
        const std::size_t begin = left.rfind(' ') == left.npos ? 0 : left.rfind(' ') + 1;
        words.append(left.substr(begin)).push_back(' ');
        left = left.substr(0, begin);
    }
    return words;
}

struct Found {
    ConcordanceLine line;
    std::string key;
    std::int64_t seconds = 0;  // of creation; the least number when unknown
};

void find_in(const NoteRecord& record, const MarkFinder& finder, std::size_t context, ConcordanceOrder order, std::vector<Found>& all) {
    const std::string_view text = record.text;
    std::vector<Match> matches = finder.find(text, Field::body);
    std::erase_if(matches, [&](const Match& match) { return finder.patterns()[match.pattern].field == Field::heading; });
    for (const TextRange& mark : merge_marks(text, matches.data(), matches.data() + matches.size())) {
        const std::size_t begin = mark.begin == 0 ? 0 : text.rfind('\n', mark.begin - 1) + 1, end = std::min(text.find('\n', mark.end), text.size());
        Found found;
        const Place place = place_of(record, mark.begin);
        found.line.path = record.path;
        found.line.line = place.line;
        found.line.column = place.column;
        found.line.left = folded_blanks(left_context(text.substr(begin, mark.begin - begin), context));
        found.line.match = folded_blanks(text.substr(mark.begin, mark.end - mark.begin));
        std::replace(found.line.match.begin(), found.line.match.end(), '\n', ' ');
        found.line.right = folded_blanks(right_context(text.substr(mark.end, end - mark.end), context));
        if (record.created) found.line.created = record.created->text;
        found.seconds = record.created ? record.created->seconds : std::numeric_limits<std::int64_t>::min();
        if (order == ConcordanceOrder::left) found.key = unicode::fold(backwards(found.line.left));
        if (order == ConcordanceOrder::right) found.key = unicode::fold(found.line.match + " " + found.line.right);
        all.push_back(std::move(found));
    }
}

bool before(const Found& a, const Found& b, ConcordanceOrder order) {
    if (order == ConcordanceOrder::date && a.seconds != b.seconds) return a.seconds > b.seconds;
    if (a.key != b.key) return a.key < b.key;
    return std::tie(a.line.path, a.line.line, a.line.column) < std::tie(b.line.path, b.line.line, b.line.column);
}

Result<Concordance> concordance(const OpenIndex& index, const SearchRequest& request, ConcordanceOrder order, std::size_t context, std::size_t most) {
    Result<QueryPlan> plan = plan_of(request, index.database);
    if (!plan) return plan.error();
    Xapian::Enquire enquire(index.database);
    enquire.set_query(plan->query);
    enquire.set_weighting_scheme(weighting());
    enquire.set_docid_order(Xapian::Enquire::ASCENDING);
    const Xapian::MSet matches = enquire.get_mset(0, index.database.get_doccount());
    const MarkFinder finder(plan->marks);
    std::vector<Found> all;
    if (!plan->marks.empty())
        for (auto match = matches.begin(); match != matches.end(); ++match) {
            const std::optional<NoteRecord> record = unpack_record(match.get_document().get_data());
            if (!record) throw Failure(index_error(Xapian::DatabaseCorruptError("a note's record is damaged"), index.store.directory()));
            find_in(*record, finder, context, order, all);
        }
    const std::size_t shown = std::min(most, all.size());
    std::partial_sort(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(shown), all.end(), [&](const Found& a, const Found& b) { return before(a, b, order); });
    Concordance result;
    result.total = all.size();
    for (std::size_t i = 0; i < shown; ++i) result.lines.push_back(std::move(all[i].line));
    return result;
}

}  // namespace

Result<Concordance> make_concordance(const std::filesystem::path& index_directory, const SearchRequest& request, ConcordanceOrder order,
                                     std::size_t context, std::size_t most) {
    OpenIndex index(index_directory);
    return index.retrying([&] { return concordance(index, request, order, context, most); });
}

}  // namespace assay
