#include "query/concordance.h"

#include <algorithm>
#include <string_view>
#include <tuple>
#include <utility>

#include "indexer/schema/fields.h"
#include "indexer/schema/note_record.h"
#include "indexer/schema/place_finder.h"
#include "indexer/schema/read_guard.h"
#include "indexer/text/unicode.h"
#include "query/note_links.h"
#include "query/open_index.h"
#include "query/passages/marks.h"
#include "query/passages/text_parts.h"
#include "query/plan/planned_text.h"
#include "query/words/weighting.h"

namespace assay::query {
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

/// The end of `before`, which is within one line: whole words, at most `context` code points.
std::string_view left_context(std::string_view before, std::size_t context) {
    std::size_t at = before.size(), points = 0;
    while (at > 0 && points < context) {
        while (--at > 0 && unicode::is_continuation(before[at])) {}
        ++points;
    }
    if (at > 0 && before[at - 1] != ' ')
        if (const std::size_t blank = before.find(' ', at);
            blank != before.npos && blank + 1 < before.size())
            at = blank + 1;
    return before.substr(at);
}

std::string_view right_context(std::string_view after, std::size_t context) {
    std::size_t at = 0;
    for (std::size_t points = 0; at < after.size() && points < context; ++points)
        at += unicode::decode(after, at).size;
    if (at < after.size())
        if (const std::size_t blank = after.rfind(' ', at); blank != after.npos && blank > 0)
            at = blank;
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
    std::string key;  // of an order of words
};

bool before(const Found& a, const Found& b) {
    return std::tie(a.key, a.line.path, a.line.line, a.line.column) <
           std::tie(b.key, b.line.path, b.line.line, b.line.column);
}

bool is_of_notes(ConcordanceOrder order) {
    return order == ConcordanceOrder::date || order == ConcordanceOrder::path;
}

/// Collects the first lines. In an order of notes these are the first that are read; in an order of
/// words, a heap keeps the least of all.
class Collector {
public:
    Collector(const MarkFinder& finder, const ConcordanceRequest& wanted)
        : finder_(finder), wanted_(wanted) {}

    bool is_done() const {
        return is_of_notes(wanted_.order) && !wanted_.count &&
               total_ >= std::max<std::size_t>(wanted_.most, 1);
    }

    void read(const schema::NoteRecord& record) {
        schema::ReadGuard::still_alive();
        const std::vector<Match> matches = finder_.in_text(record);
        const std::vector<TextRange> marks =
            merge_marks(record.text, matches.data(), matches.data() + matches.size());
        total_ += marks.size();
        TextParts lines(record.text, "\n");
        schema::PlaceFinder places(record);
        for (std::size_t i = 0; i < marks.size(); ++i) {
            if (wanted_.most == 0 || (is_of_notes(wanted_.order) && found_.size() == wanted_.most))
                break;
            if (i % marks_a_sign == marks_a_sign - 1) schema::ReadGuard::still_alive();
            add(record, marks[i], lines, places);
        }
    }

    Concordance result() {
        if (!is_of_notes(wanted_.order)) std::sort_heap(found_.begin(), found_.end(), before);
        Concordance result;
        result.total = total_;
        for (Found& each : found_) result.lines.push_back(std::move(each.line));
        return result;
    }

private:
    static constexpr std::size_t marks_a_sign = 1'000;  // of life: each takes microseconds

    void add(const schema::NoteRecord& record, const TextRange& mark, TextParts& lines,
             schema::PlaceFinder& places) {
        const std::string_view text = record.text;
        const std::size_t begin = lines.around(mark.begin).begin, end = lines.around(mark.end).end;
        Found found;
        found.line.left =
            folded_blanks(left_context(text.substr(begin, mark.begin - begin), wanted_.context));
        found.line.match = folded_blanks(text.substr(mark.begin, mark.end - mark.begin));
        std::replace(found.line.match.begin(), found.line.match.end(), '\n', ' ');
        found.line.right =
            folded_blanks(right_context(text.substr(mark.end, end - mark.end), wanted_.context));
        if (wanted_.order == ConcordanceOrder::left)
            found.key = unicode::fold(backwards(found.line.left));
        if (wanted_.order == ConcordanceOrder::right)
            found.key = unicode::fold(found.line.match + " " + found.line.right);
        const bool full = found_.size() == wanted_.most;
        if (full && found.key > found_.front().key) return;
        const schema::Place place = places.at(mark.begin);
        found.line.path = record.path;
        found.line.line = place.line;
        found.line.column = place.column;
        found.line.utf16_column = place.utf16_column;
        found.line.byte_column = place.byte_column;
        if (record.created) found.line.created = record.created->text;
        if (is_of_notes(wanted_.order)) {
            found_.push_back(std::move(found));
            return;
        }
        if (full) {
            if (!before(found, found_.front())) return;
            std::pop_heap(found_.begin(), found_.end(), before);
            found_.pop_back();
        }
        found_.push_back(std::move(found));
        std::push_heap(found_.begin(), found_.end(), before);
    }

    const MarkFinder& finder_;
    const ConcordanceRequest wanted_;
    std::vector<Found> found_;
    std::size_t total_ = 0;
};

Xapian::MSet matching_notes(const QueryPlan& plan, const Xapian::Database& database,
                            ConcordanceOrder order) {
    constexpr bool descending = true, ascending = false, key_as_made = false;
    Xapian::Enquire enquire(database);
    enquire.set_query(plan.match.query());
    enquire.set_weighting_scheme(weighting());
    enquire.set_docid_order(Xapian::Enquire::ASCENDING);
    Xapian::MultiValueKeyMaker keys;
    if (order == ConcordanceOrder::date)
        keys.add_value(schema::slot(schema::Field::created), descending);
    keys.add_value(schema::slot(schema::Field::path), ascending);
    if (is_of_notes(order)) enquire.set_sort_by_key(&keys, key_as_made);
    return enquire.get_mset(0, database.get_doccount());
}

Result<Concordance> concordance(const OpenIndex& index, const SearchRequest& request,
                                const ConcordanceRequest& wanted) {
    const Result<PlannedText> planned =
        corrected_plan_of(with_links(request, index.database), index.database);
    if (!planned) return planned.error();
    const QueryPlan& plan = planned->plan;
    const MarkFinder finder(plan);
    Collector lines(finder, wanted);
    if (!plan.found.marks.empty()) {
        const Xapian::MSet notes = matching_notes(plan, index.database, wanted.order);
        for (auto note = notes.begin(); note != notes.end() && !lines.is_done(); ++note)
            lines.read(index.record(*note));
    }
    Concordance result = lines.result();
    if (result.total > 0 && !planned->corrections.empty()) {
        result.corrected = planned->text;
        result.corrections = planned->corrections;
    }
    return result;
}

}  // namespace

Result<Concordance> make_concordance(OpenIndex& index, const SearchRequest& request,
                                     const ConcordanceRequest& wanted) {
    return index.retrying([&] { return concordance(index, request, wanted); });
}

}  // namespace assay::query
