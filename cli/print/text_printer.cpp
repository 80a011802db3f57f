#include "cli/print/text_printer.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iomanip>
#include <map>
#include <ostream>
#include <set>
#include <sstream>
#include <utility>

#include "cli/print/units.h"
#include "cli/terminal/columns.h"
#include "cli/terminal/text_layout.h"
#include "indexer/text/file_name.h"
#include "indexer/text/unicode.h"

namespace assay::cli {
namespace {

constexpr std::size_t indent = 4;

std::string milliseconds(double elapsed_ms) {
    std::ostringstream text;
    if (elapsed_ms < 1000) text << std::max(1L, std::lround(elapsed_ms)) << " ms";
    else text << std::fixed << std::setprecision(1) << elapsed_ms / 1000 << " s";
    return text.str();
}

/// The headings after the title. Many notes repeat the title as their first heading.
std::vector<std::string> trail_of(const query::Hit& hit) {
    if (hit.passages.empty()) return {};
    std::vector<std::string> trail = hit.passages.front().headings;
    if (!trail.empty() && trail.front() == hit.title) trail.erase(trail.begin());
    return trail;
}

/// The number of notes with all the words; if there are none, of those with some.
std::size_t answered(const query::SearchResult& result) {
    return result.relaxed ? result.total_partial : result.total;
}

/// The lowest and the highest rank of the hits shown, in whatever order they are; 0 if there are
/// none.
std::pair<std::size_t, std::size_t> shown_ranks(const query::SearchResult& result) {
    std::pair<std::size_t, std::size_t> ranks{0, 0};
    for (const query::Hit& hit : result.hits)
        if (hit.rank <= answered(result))
            ranks = {ranks.first == 0 ? hit.rank : std::min(ranks.first, hit.rank),
                     std::max(ranks.second, hit.rank)};
    return ranks;
}

/// The number of notes with most of the words that are not shown.
std::size_t hidden_partial(const query::SearchResult& result) {
    if (result.relaxed) return 0;
    const auto shown = std::count_if(result.hits.begin(), result.hits.end(),
                                     [](const query::Hit& hit) { return !hit.missing.empty(); });
    return result.total_partial - static_cast<std::size_t>(shown);
}

/// "7 notes"; "10 of 247 notes, -n all for all"; "241–247 of 247 notes".
std::string shown_part(const query::SearchResult& result) {
    const std::size_t all = answered(result);
    std::string total = plural(all, "note") + (result.relaxed ? " with some of the words" : "");
    const auto [first, last] = shown_ranks(result);
    if (first == 0 || (first == 1 && last == all)) return total;
    return (first > 1 ? std::to_string(first) + "–" : "") + std::to_string(last) + " of " + total +
           (last < all ? ", -n all for all" : "");
}

/// Prints the screen of a terminal.
class Screen {
public:
    Screen(std::ostream& out, const TextStyle& style)
        : out_(out),
          palette_(style.color),
          links_(style.links),
          paths_(style.paths),
          width_(std::min(style.width, widest_text)) {}

    void show(const query::SearchResult& result) {
        two_ends(fit(shown_part(result), width_), palette_.faint(milliseconds(result.elapsed_ms)),
                 milliseconds(result.elapsed_ms).size());
        const auto first = std::find_if(result.hits.begin(), result.hits.end(),
                                        [](const query::Hit& hit) { return !hit.missing.empty(); });
        const query::Hit* const partial =
            result.relaxed || first == result.hits.end() ? nullptr : &*first;
        for (const query::Hit& hit : result.hits) {
            out_ << '\n';
            if (&hit == partial)
                divider(static_cast<std::size_t>(&result.hits.back() - partial) + 1,
                        result.total_partial);
            heading_line(hit);
            path_line(hit);
            if (!hit.missing.empty()) missing_line(hit);
            for (const query::Passage& passage : hit.passages) {
                const bool parted = passage.context && &passage != &hit.passages.front();
                if (parted) out_ << std::string(indent, ' ') << palette_.faint("--") << '\n';
                if (passage.context) context_lines(passage.context->before);
                text_lines(passage, &passage == &hit.passages.back() ? hit.more_passages : 0);
                if (passage.context) context_lines(passage.context->after);
            }
        }
        facet_lines(result.facets);
    }

private:
    /// Prints `left` and `right` at the two ends of a line. `left_width` is the width of `left` if
    /// it is painted.
    void two_ends(const std::string& left, const std::string& right, std::size_t right_width,
                  std::size_t left_width = std::string::npos) {
        if (left_width == std::string::npos) left_width = unicode::display_width(left);
        out_ << left;
        if (right_width > 0 && left_width + right_width < width_)
            out_ << std::string(width_ - left_width - right_width, ' ') << right;
        out_ << '\n';
    }

    /// Before the first note that lacks a word.
    void divider(std::size_t shown, std::size_t total) {
        const bool is_part = shown < total;
        std::string line =
            fit("── " + (is_part ? std::to_string(shown) + " of " : "") + plural(total, "note") +
                    " with most of the words" + (is_part ? ", -n all for all " : " "),
                width_);
        for (std::size_t column = unicode::display_width(line); column < width_; ++column)
            line += "─";
        out_ << palette_.faint(line) << "\n\n";
    }

    void missing_line(const query::Hit& hit) {
        out_ << std::string(indent, ' ')
             << palette_.faint(
                    fit("missing: " + printable(joined(hit.missing, ", ")), width_ - indent))
             << '\n';
    }

    void heading_line(const query::Hit& hit) {
        std::string number = std::to_string(hit.rank);
        number.insert(0, number.size() < indent - 2 ? indent - 2 - number.size() : 0, ' ');
        number += "  ";
        const std::string date = hit.created ? hit.created->substr(0, 7) : "";
        const std::size_t room =
            width_ - std::min(width_, number.size() + (date.empty() ? 0 : date.size() + 2));
        const std::string name = shown_name(
            hit, std::max(room / 3, room - std::min(room, unicode::display_width(hit.title))));
        const std::string title = fit(hit.title, room - unicode::display_width(name));
        std::string trail;
        for (const std::string& heading : trail_of(hit)) trail += " › " + heading;
        trail = fit(trail, room - unicode::display_width(title) - unicode::display_width(name));
        if (trail == "…" || trail == " …") trail.clear();
        const std::string painted = painted_title(hit, title) + painted_name(hit, name) + trail;
        const std::size_t width = unicode::display_width(title) + unicode::display_width(name) +
                                  unicode::display_width(trail);
        two_ends(palette_.faint(number) + painted, palette_.faint(date), date.size(),
                 number.size() + width);
    }

    static constexpr std::string_view before_name = " (", after_name = ")";

    /// Returns the file name if words of the query are in it; empty if it does not fit.
    static std::string shown_name(const query::Hit& hit, std::size_t room) {
        constexpr std::size_t least = 8;
        const std::size_t around = before_name.size() + after_name.size();
        if (hit.name_marks.empty() || room < around + least) return {};
        return std::string(before_name)
            .append(fit(printable(text::file_stem(hit.path)), room - around))
            .append(after_name);
    }

    std::string painted_name(const query::Hit& hit, const std::string& shown) const {
        const std::string_view stem = text::file_stem(hit.path);
        const std::size_t begin = before_name.size(), end = begin + stem.size();
        const bool is_whole = shown.size() == end + after_name.size() &&
                              std::string_view(shown).substr(begin, stem.size()) == stem;
        if (!is_whole)
            return palette_.faint(shown);  // it was cut, or has characters that are not printed
        std::string painted = palette_.faint(shown.substr(0, begin));
        std::size_t at = begin;
        for (const query::TextRange& mark : hit.name_marks) {
            painted += palette_.faint(shown.substr(at, begin + mark.begin - at)) +
                       palette_.mark(shown.substr(begin + mark.begin, mark.end - mark.begin));
            at = begin + mark.end;
        }
        return painted + palette_.faint(shown.substr(at));
    }

    /// `shown` is the title, or its beginning and "…".
    std::string painted_title(const query::Hit& hit, const std::string& shown) const {
        constexpr std::string_view dots = "…";
        const std::size_t kept =
            shown.size() - (shown != hit.title && shown.ends_with(dots) ? dots.size() : 0);
        std::string painted;
        std::size_t at = 0;
        for (const query::TextRange& mark : hit.title_marks) {
            if (mark.begin >= kept) break;
            const std::size_t end = std::min(mark.end, kept);
            painted += palette_.title(shown.substr(at, mark.begin - at)) +
                       palette_.mark(shown.substr(mark.begin, end - mark.begin));
            at = end;
        }
        return painted + palette_.title(shown.substr(at));
    }

    void path_line(const query::Hit& hit) {
        std::string path = printable(paths_.shown(hit.path));
        if (!hit.passages.empty()) path += ":" + std::to_string(hit.passages.front().line);
        path = fit_end(path, width_ - indent);  // keeps the file name and the line
        std::string tags;
        std::size_t room = width_ - std::min(width_, indent + unicode::display_width(path) + 2);
        for (const std::string& tag : hit.tags) {
            const std::string next = (tags.empty() ? "#" : " #") + tag;
            if (unicode::display_width(next) > room) break;
            room -= unicode::display_width(next);
            tags += next;
        }
        const bool shown = !hit.passages.empty();
        const std::string link =
            links_.link(palette_.path(path), hit.path, shown ? hit.passages.front().line : 1,
                        shown ? hit.passages.front().column : 1);
        two_ends(std::string(indent, ' ') + link, palette_.tag(tags), unicode::display_width(tags),
                 indent + unicode::display_width(path));
    }

    /// Prints the lines around a passage. They continue where the passage is cut.
    void context_lines(const std::vector<query::TextLine>& lines) {
        for (const query::TextLine& each : lines)
            for (const query::TextRange& line : wrap(each.text, width_ - indent))
                out_ << std::string(indent, ' ')
                     << palette_.faint(
                            std::string_view(each.text).substr(line.begin, line.end - line.begin))
                     << '\n';
    }

    void text_lines(const query::Passage& passage, std::size_t more) {
        const bool goes_back = passage.context && !passage.context->before.empty(),
                   goes_on = passage.context && !passage.context->after.empty();
        const std::string before = passage.cut_before && !goes_back ? "…" : "",
                          after = passage.cut_after && !goes_on ? "…" : "";
        const std::string text = before + passage.text + after;
        std::vector<query::TextRange> marks = passage.marks;
        for (query::TextRange& mark : marks)
            mark = {mark.begin + before.size(), mark.end + before.size()};
        const std::vector<query::TextRange> lines = wrap(text, width_ - indent);
        const std::string rest = more > 0 ? "+" + plural(more, "more passage") : "";
        for (const query::TextRange& line : lines) {
            const std::string painted =
                std::string(indent, ' ') + palette_.marked(text, line, marks);
            const std::size_t used = indent + unicode::display_width(std::string_view(text).substr(
                                                  line.begin, line.end - line.begin));
            const bool last = &line == &lines.back();
            two_ends(painted, last ? palette_.faint(rest) : "",
                     last && used + 2 + rest.size() <= width_ ? rest.size() : 0, used);
            if (last && !rest.empty() && used + 2 + rest.size() > width_)
                two_ends("", palette_.faint(rest), rest.size(), 0);
        }
    }

    /// Prints a line for each facet that has a value.
    void facet_lines(const std::vector<query::Facet>& facets) {
        constexpr std::size_t least = 5, most = 16;  // columns of their names
        std::vector<std::pair<std::string, const query::Facet*>> lines;
        std::size_t widest = least;
        for (const query::Facet& facet : facets) {
            if (facet.counts.empty()) continue;
            const auto known =
                std::find(query::facet_names.begin(), query::facet_names.end(), facet.name);
            lines.emplace_back(
                fit(printable(facet.name), most) + (known == query::facet_names.end() ? "" : "s"),
                &facet);
            widest = std::max(widest, unicode::display_width(lines.back().first));
        }
        for (const auto& [name, facet] : lines) {
            if (facet == lines.front().second) out_ << '\n';
            out_ << ' ' << name << std::string(widest - unicode::display_width(name), ' ');
            if (facet->name == "year") bars(facet->counts, widest + 1);
            else values(*facet, widest + 1);
            out_ << '\n';
        }
    }

    /// Returns the first values, as many as fit after `used` columns. The very first is cut to fit.
    void values(const query::Facet& facet, std::size_t used) {
        // A tag with no more notes than one nested in it adds nothing.
        std::set<std::pair<std::string_view, std::size_t>> repeated;
        for (const query::FacetCount& each : facet.counts)
            if (const std::size_t end =
                    facet.separator == '\0' ? std::string::npos : each.value.rfind(facet.separator);
                end != std::string::npos)
                repeated.emplace(std::string_view(each.value).substr(0, end), each.count);
        std::vector<const query::FacetCount*> informative;
        for (const query::FacetCount& each : facet.counts)
            if (!repeated.contains({each.value, each.count})) informative.push_back(&each);
        bool brief = false;  // no room to name the command that shows the rest
        const auto rest = [&](std::size_t count) {
            return count == 0 ? ""
                              : "   (+" + std::to_string(count) +
                                    (facet.name == "tag" && !brief ? ": assay tags …)" : ")");
        };
        std::size_t shown = 0;
        for (const query::FacetCount* each : informative) {
            const std::string count = " " + std::to_string(each->count),
                              between = shown > 0 ? "   " : "  ";
            const auto room = [&] {  // of the value
                const std::size_t others =
                    used + between.size() + count.size() +
                    unicode::display_width(rest(informative.size() - shown - 1));
                return width_ - std::min(width_, others);
            };
            constexpr std::size_t least = 4;  // of a value that is cut
            std::string value = fit(printable(each->value), width_ / 2);
            if (shown == 0 && unicode::display_width(value) > room()) {
                brief = true;
                if (room() >= least) value = fit(value, room());
            }
            if (unicode::display_width(value) > room()) break;
            out_ << between << palette_.tag(value) << count;
            used += between.size() + unicode::display_width(value) + count.size();
            ++shown;
        }
        if (shown < informative.size())
            out_ << fit(rest(informative.size() - shown), width_ - used);
    }

    /// Returns the latest years that fit after `used` columns, and how many come before them.
    void bars(const std::vector<query::FacetCount>& years, std::size_t used) {
        constexpr std::array<const char*, 8> heights{"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
        const auto most =
            std::max_element(years.begin(), years.end(),
                             [](const query::FacetCount& a, const query::FacetCount& b) {
                                 return a.count < b.count;
                             })
                ->count;
        const auto earlier = [](std::size_t count) {
            return "  (+" + std::to_string(count) + " earlier)";
        };
        constexpr std::size_t columns = 8;  // of one
        const std::size_t room = width_ - used;
        std::size_t shown = std::min(years.size(), room / columns);
        if (shown < years.size())
            shown = room < earlier(years.size()).size()
                        ? 0
                        : (room - earlier(years.size()).size()) / columns;
        const std::size_t first = years.size() - shown;
        for (std::size_t i = first; i < years.size(); ++i)
            out_ << "  " << years[i].value << ' '
                 << heights[(years[i].count * (heights.size() - 1)) / most];
        if (first > 0) out_ << fit(earlier(first), room);
    }

    std::ostream& out_;
    Palette palette_;
    const Hyperlinks& links_;
    const ShownPaths& paths_;
    std::size_t width_;
};

/// Prints "path-12-text", as grep prints lines that did not match.
void print_context(std::ostream& out, const std::string& path,
                   const std::vector<query::TextLine>& lines) {
    for (const query::TextLine& each : lines)
        out << path << '-' << each.line << '-' << each.text << '\n';
}

void print_lines(std::ostream& out, const query::SearchResult& result, const TextStyle& style) {
    const Palette palette(style.color);
    bool is_first = true;
    for (const query::Hit& hit : result.hits) {
        const std::string where = palette.path(printable(style.paths.shown(hit.path)));
        std::string heading;
        for (const std::string& each : trail_of(hit)) heading = " › " + each;  // the innermost
        if (!hit.missing.empty())
            heading += " (missing: " + printable(joined(hit.missing, ", ")) + ")";
        if (hit.passages.empty()) {
            out << where << ":1:1: " << palette.title(hit.title) << heading << '\n';
            continue;
        }
        for (const query::Passage& passage : hit.passages) {
            if (passage.context && !is_first) out << "--\n";
            is_first = false;
            if (passage.context) print_context(out, where, passage.context->before);
            out << where << ':' << passage.line << ':' << column_in(style.columns, passage) << ": "
                << palette.title(hit.title) << heading << ": "
                << palette.marked(passage.text, {0, passage.text.size()}, passage.marks) << '\n';
            if (passage.context) print_context(out, where, passage.context->after);
        }
    }
}

}  // namespace

void print_text(std::ostream& out, const query::SearchResult& result, const TextStyle& style) {
    if (result.total + result.total_partial == 0) return;
    if (style.terminal) Screen(out, style).show(result);
    else print_lines(out, result, style);
}

void print_rest(std::ostream& err, const query::SearchResult& result, bool limit_given) {
    if (limit_given || result.hits.empty()) return;
    if (shown_ranks(result).second < answered(result))
        err << "assay: " << shown_part(result) << '\n';
    else if (hidden_partial(result) > 0)
        err << "assay: " << hidden_partial(result)
            << " more with most of the words, -n all for all\n";
}

void print_text(std::ostream& out, const indexer::IndexReport& report, bool dry_run) {
    out << (dry_run ? "would be: " : "") << "added " << report.added << ", updated "
        << report.updated;
    if (report.renamed > 0) out << ", renamed " << report.renamed;
    out << ", removed " << report.removed << ", unchanged " << report.unchanged << ", ";
    if (report.skipped > 0) out << "skipped " << report.skipped << ", ";
    out << plural(report.problems.size(), "problem") << ", " << std::fixed << std::setprecision(1)
        << report.elapsed_ms / 1000 << " s\n";
}

void print_text(std::ostream& out, const query::IndexStats& stats,
                const std::filesystem::path& root, const std::filesystem::path& index) {
    out << "corpus    " << printable(root.string()) << '\n'
        << "notes     " << stats.notes << '\n'
        << "passages  " << stats.passages << '\n'
        << "words     " << stats.words << '\n'
        << "terms     " << stats.terms << '\n'
        << "tags      " << stats.tags << '\n'
        << "size      " << with_unit(stats.bytes) << '\n'
        << "index     " << with_unit(stats.index_bytes) << " in " << printable(index.string())
        << '\n'
        << "updated   " << stats.updated << '\n';
}

void print_nothing_found(std::ostream& err, const query::SearchResult& result,
                         const query::SearchRequest& request) {
    err << "assay: no note of " << result.notes << " matches";
    if (!request.text.empty()) err << ": " << printable(request.text);
    err << '\n';
    std::size_t widest = 0;
    for (const query::ClauseCount& clause : result.clauses)
        widest = std::max(widest, std::to_string(clause.total).size());
    if (result.clauses.size() > 1 ||
        (!result.suggestion && !result.clauses.empty() && result.clauses.front().nearest))
        for (const query::ClauseCount& clause : result.clauses)
            err << "  " << std::setw(static_cast<int>(widest)) << clause.total << "  "
                << printable(clause.query)
                << (clause.nearest ? "   did you mean " + printable(*clause.nearest) + " ?" : "")
                << '\n';
    if (result.suggestion)
        err << "  did you mean: " << printable(result.suggestion->query) << "  ("
            << plural(result.suggestion->total, "note") << ")\n";
}

void print_text(std::ostream& out, const indexer::CorpusCheck& check, const ShownPaths& paths) {
    std::map<std::string_view, std::vector<const Error*>> by_kind;
    for (const Error& diagnostic : check.diagnostics)
        by_kind[diagnostic.topic].push_back(&diagnostic);
    for (const auto& [kind, diagnostics] : by_kind) {
        out << kind << " (" << diagnostics.size() << ")\n";
        for (const Error* diagnostic : diagnostics) print_problem(out, *diagnostic, paths);
        out << '\n';
    }
    out << check.notes << (check.notes == 1 ? " note, " : " notes, ") << check.diagnostics.size()
        << (check.diagnostics.size() == 1 ? " problem" : " problems") << '\n';
}

void print_problem(std::ostream& err, const Error& problem, const ShownPaths& paths) {
    if (problem.where) {
        const std::string& path = problem.where->path;
        err << printable(path.starts_with('/') ? path : paths.shown(path)) << ':';
        if (problem.where->line > 0) err << problem.where->line << ':';
        err << ' ';
    }
    err << printable(problem.message) << '\n';
    if (!problem.hint.empty()) err << "  hint: " << printable(problem.hint) << '\n';
}

void print_error(std::ostream& err, const Error& error, std::string_view query) {
    err << "assay: ";
    if (error.column > 0) {
        if (!error.query.empty()) query = error.query;
        if (error.where) err << printable(error.where->path) << ':' << error.where->line << ": ";
        std::size_t at = 0;
        for (std::size_t column = 1; column < error.column && at < query.size(); ++column)
            at += unicode::decode(query, at).size;
        // Show what fits on both sides of the place.
        const std::size_t room = std::max<std::size_t>(message_width().value_or(4000), 20) - 2;
        const std::string before = fit_end(printable(query.substr(0, at)), room * 2 / 3);
        const std::size_t columns = unicode::display_width(before);
        err << printable(error.message) << "\n  " << before
            << fit(printable(query.substr(at)), room - columns) << "\n  "
            << std::string(columns, ' ') << "^\n";
        if (!error.hint.empty()) err << "  hint: " << printable(error.hint) << '\n';
        return;
    }
    print_problem(err, error, {});
}

}  // namespace assay::cli
