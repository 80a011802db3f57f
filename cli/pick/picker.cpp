#include "cli/pick/picker.h"

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include "cli/pick/query_line.h"
#include "cli/terminal/text_layout.h"
#include "indexer/text/file_name.h"
#include "indexer/text/unicode.h"
#include "query/note_lookup.h"
#include "query/searcher.h"

namespace assay::cli {
namespace {

constexpr std::size_t most_hits = 200, most_tags = 9;
constexpr std::size_t beside = 100;           // columns from which the note is beside the hits
constexpr std::size_t heading_rows = 2;       // query, tags
constexpr std::size_t preview_bytes = 6'000;  // on either side of the first mark

/// A part of the screen.
struct Area {
    std::size_t row = 0, column = 0, rows = 0, columns = 0;
};

class Picker {
public:
    Picker(Session& session, Screen& screen, std::string query)
        : session_(session), screen_(screen), line_(std::move(query)) {}

    std::optional<NotePlace> run(IsEnding is_ending) {
        constexpr int wait_ms = 200;  // for a key, before a signal is looked for
        search();
        while (!is_ending()) {
            draw();
            KeyPress pressed = screen_.next(wait_ms);
            // What was typed ahead, or pasted, is searched for at once.
            for (; pressed.key != Key::none; pressed = screen_.next(0)) {
                if (pressed.key == Key::leave) return std::nullopt;
                if (pressed.key == Key::enter && is_stale_) search();
                if (pressed.key == Key::enter && !hits().empty()) return place();
                take(pressed);
            }
            if (is_stale_) search();
        }
        return std::nullopt;
    }

private:
    const std::vector<query::Hit>& hits() const { return result_.hits; }

    void search() {
        is_stale_ = false;
        query::SearchRequest request;
        request.text = line_.text();
        request.tags.assign(tags_.begin(), tags_.end());
        request.limit = most_hits;
        request.unfinished = true;
        request.partial = query::Partial::fill_page;
        request.facets = {"tag"};
        request = session_.configured(std::move(request));
        Result<query::SearchResult> answer = query::Searcher(session_.index()).search(request);
        message_ = answer ? "" : answer.error().message;
        if (!answer) return;  // somebody is still typing: what was found stays
        request_ = std::move(request);
        result_ = *std::move(answer);
        chosen_ = top_ = 0;
        note_.reset();
    }

    void take(const KeyPress& pressed) {
        const std::size_t page = std::max<std::size_t>(list_rows_, 1);
        const auto move = [&](std::size_t to) {
            chosen_ = hits().empty() ? 0 : std::min(to, hits().size() - 1);
            note_.reset();
        };
        switch (pressed.key) {
            case Key::up: move(chosen_ - std::min<std::size_t>(chosen_, 1)); return;
            case Key::down: move(chosen_ + 1); return;
            case Key::page_up: move(chosen_ - std::min(chosen_, page)); return;
            case Key::page_down: move(chosen_ + page); return;
            case Key::copy:
                if (!hits().empty()) {
                    const std::string link =
                        "[[" + std::string(text::file_stem(hits()[chosen_].path)) + "]]";
                    screen_.copy(link);
                    message_ = "copied " + link;
                }
                return;
            case Key::tag: toggle_tag(pressed.value - 1); return;
            default: break;
        }
        const std::string before = line_.text();
        if (line_.take(pressed) && line_.text() != before) is_stale_ = true;
    }

    /// The tags that are on, then those that most of the hits have.
    std::vector<std::string> shown_tags() const {
        std::vector<std::string> shown(tags_.begin(), tags_.end());
        if (!result_.facets.empty())
            for (const query::FacetCount& tag : result_.facets.front().counts)
                if (!tags_.contains(tag.value)) shown.push_back(tag.value);
        if (shown.size() > most_tags) shown.resize(most_tags);
        return shown;
    }

    void toggle_tag(std::size_t number) {
        const std::vector<std::string> shown = shown_tags();
        if (number >= shown.size()) return;
        if (tags_.erase(shown[number]) == 0) tags_.insert(shown[number]);
        is_stale_ = true;
    }

    NotePlace place() const {
        const query::Hit& hit = hits()[chosen_];
        NotePlace found;
        found.root = session_.root();
        found.path = hit.path;
        if (hit.passages.empty()) return found;
        const query::Passage& passage = hit.passages.front();
        found.line = passage.line;
        found.column = passage.column;
        found.utf16_column = passage.utf16_column;
        found.byte_column = passage.byte_column;
        return found;
    }

    void draw() {
        screen_.begin();
        const std::size_t rows = screen_.rows(), columns = screen_.columns();
        const std::size_t total = result_.total + result_.total_partial;
        const std::string count = message_.empty() ? std::to_string(total) : message_;
        const std::string shown = fit(printable(count), columns / 2);
        const std::size_t room = columns - std::min(columns, unicode::display_width(shown) + 1);
        constexpr std::size_t prompt_columns = 2;
        screen_.write(0, 0, columns, "> ", {.strong = true});
        const std::string before = printable(line_.before_cursor());
        const std::string visible = fit_end(before, room > 4 ? room - 4 : 1);
        const std::size_t cursor = prompt_columns + unicode::display_width(visible);
        screen_.write(0, prompt_columns, room - std::min(room, prompt_columns),
                      visible + line_.text().substr(line_.before_cursor().size()));
        screen_.write(0, columns - unicode::display_width(shown), columns, shown, {.faint = true});
        draw_tags(columns);
        const std::size_t left = rows - std::min(rows, heading_rows);
        if (columns >= beside) {
            draw_list({heading_rows, 0, left, columns / 2 - 1});
            draw_note({heading_rows, columns / 2 + 1, left, columns - columns / 2 - 1});
        } else {
            draw_list({heading_rows, 0, left / 2, columns});
            draw_note(
                {heading_rows + left / 2 + 1, 0, left - std::min(left, left / 2 + 1), columns});
        }
        screen_.show(0, cursor);
    }

    void draw_tags(std::size_t columns) {
        std::size_t column = 0, number = 0;
        for (const std::string& tag : shown_tags()) {
            const std::string name = std::to_string(++number) + ' ' + fit(printable(tag), 24);
            if (column + unicode::display_width(name) > columns) return;
            const bool is_on = tags_.contains(tag);
            column += screen_.write(1, column, columns - column, name,
                                    {.faint = !is_on, .chosen = is_on}) +
                      2;
        }
    }

    void draw_list(Area area) {
        list_rows_ = area.rows;
        if (chosen_ < top_) top_ = chosen_;
        if (area.rows > 0 && chosen_ >= top_ + area.rows) top_ = chosen_ - area.rows + 1;
        for (std::size_t i = 0; i < area.rows && top_ + i < hits().size(); ++i) {
            const query::Hit& hit = hits()[top_ + i];
            const bool is_chosen = top_ + i == chosen_;
            const std::size_t row = area.row + i;
            std::size_t column = screen_.write(row, area.column, area.columns,
                                               is_chosen ? "> " : "  ", {.strong = true});
            column += screen_.write(row, column, area.columns - column, hit.title,
                                    {.strong = true, .chosen = is_chosen}, hit.title_marks);
            column += 2;
            if (column < area.columns)
                screen_.write(row, column, area.columns - column, hit.path, {.faint = true});
        }
    }

    /// The text of the chosen note around its first mark, in lines.
    void draw_note(Area area) {
        if (hits().empty() || area.rows == 0 || area.columns < 2) return;
        if (!note_) {
            Result<query::NoteText> read =
                query::read_note(session_.index(), hits()[chosen_].path, "", request_);
            if (!read) return;  // removed since it was found
            note_ = *std::move(read);
        }
        const std::string& text = note_->text;
        std::size_t at = note_->marks.empty() ? 0 : note_->marks.front().begin;
        std::size_t begin = at - std::min(at, preview_bytes);
        while (begin > 0 && text[begin - 1] != '\n') --begin;
        if (at - begin > 2 * preview_bytes) begin = at;  // one very long line
        std::vector<query::TextRange> lines;
        std::size_t first = 0;  // the line with the mark
        for (std::size_t line = begin; line < text.size() && line < at + preview_bytes;) {
            const std::size_t end =
                std::min({text.find('\n', line), text.size(), line + 4 * preview_bytes});
            for (const query::TextRange& part :
                 wrap(std::string_view(text).substr(line, end - line), area.columns)) {
                if (line + part.begin <= at) first = lines.size();
                lines.push_back({line + part.begin, line + part.end});
            }
            line = end + 1;
        }
        const std::size_t top = first - std::min(first, area.rows / 3);
        for (std::size_t i = 0; i < area.rows && top + i < lines.size(); ++i) {
            const query::TextRange& line = lines[top + i];
            std::vector<query::TextRange> marks;
            for (const query::TextRange& mark : note_->marks)
                if (mark.end > line.begin && mark.begin < line.end)
                    marks.push_back({std::max(mark.begin, line.begin) - line.begin,
                                     std::min(mark.end, line.end) - line.begin});
            screen_.write(area.row + i, area.column, area.columns,
                          std::string_view(text).substr(line.begin, line.end - line.begin), {},
                          marks);
        }
    }

    Session& session_;
    Screen& screen_;
    QueryLine line_;
    std::set<std::string> tags_;  // that every hit has
    query::SearchRequest request_;
    query::SearchResult result_;
    std::optional<query::NoteText> note_;  // the chosen one
    std::size_t chosen_ = 0, top_ = 0, list_rows_ = 0;
    std::string message_;
    bool is_stale_ = false;
};

}  // namespace

std::optional<NotePlace> pick_note(Session& session, Screen& screen, const std::string& query,
                                   IsEnding is_ending) {
    return Picker(session, screen, query).run(is_ending);
}

}  // namespace assay::cli
