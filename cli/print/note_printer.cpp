#include "cli/print/note_printer.h"

#include <algorithm>
#include <ostream>

#include "cli/terminal/text_layout.h"
#include "indexer/text/unicode.h"

namespace assay::cli {
namespace {

/// One line of the note as it is printed.
struct ShownLine {
    std::string text;
    std::vector<query::TextRange> marks;
    bool heading = false;
};

/// Returns the parts of `marks` in `line`, relative to its beginning.
std::vector<query::TextRange> within(const std::vector<query::TextRange>& marks,
                                     query::TextRange line) {
    std::vector<query::TextRange> found;
    for (const query::TextRange& mark : marks)
        if (mark.begin < line.end && mark.end > line.begin)
            found.push_back({std::max(mark.begin, line.begin) - line.begin,
                             std::min(mark.end, line.end) - line.begin});
    return found;
}

class NotePrinter {
public:
    NotePrinter(std::ostream& out, const query::NoteText& note, const TextStyle& style,
                LessStart& start)
        : out_(out),
          note_(note),
          start_(start),
          palette_(style.color),
          links_(style.links),
          paths_(style.paths),
          terminal_(style.terminal),
          width_(std::min(style.width, widest_text)) {}

    void print() {
        if (terminal_) print_head();
        for (std::size_t begin = 0; begin < note_.text.size();) {
            const std::size_t end = std::min(note_.text.find('\n', begin), note_.text.size());
            print_line(shown(begin, end));
            begin = end + 1;
        }
    }

private:
    void print_head() {
        const query::Hit& hit = note_.hit;
        const std::string date = hit.created ? "  " + hit.created->substr(0, 10) : "";
        const std::string title = fit(hit.title, width_ - date.size());
        const std::string path = printable(paths_.shown(hit.path));
        out_ << palette_.title(title) << palette_.faint(date) << '\n'
             << links_.link(palette_.path(fit_end(path, width_)), hit.path, note_.line, 1);
        std::size_t used = std::min(width_, unicode::display_width(path));
        for (const std::string& tag : hit.tags) {
            used += 2 + unicode::display_width(printable(tag));
            if (used > width_) break;
            out_ << ' ' << palette_.tag("#" + printable(tag));
        }
        out_ << "\n\n";
        for (int line = 0; line < 3; ++line) start_.add_line("", {});
    }

    ShownLine shown(std::size_t begin, std::size_t end) const {
        ShownLine line;
        for (const schema::Heading& heading : note_.headings)
            if (heading.offset == begin) {
                line.heading = true;
                line.text.append(heading.level, '#').push_back(' ');
            }
        std::vector<std::size_t> moved;  // byte of the note -> byte of the line
        for (std::size_t at = begin; at < end; ++at) {
            moved.push_back(line.text.size());
            if (note_.text[at] == '\t') line.text += " | ";
            else line.text.push_back(note_.text[at]);
        }
        moved.push_back(line.text.size());
        for (const query::TextRange& mark : note_.marks)
            if (mark.begin < end && mark.end > begin)
                line.marks.push_back({moved[std::max(mark.begin, begin) - begin],
                                      moved[std::min(mark.end, end) - begin]});
        return line;
    }

    void print_line(const ShownLine& line) {
        std::vector<query::TextRange> rows{{0, line.text.size()}};
        if (terminal_) rows = wrap(line.text, width_);
        if (rows.empty()) {
            out_ << '\n';
            start_.add_line("", {});
        }
        for (const query::TextRange& row : rows) {
            const std::string text = palette_.marked(line.text, row, line.marks);
            out_ << (line.heading && line.marks.empty() ? palette_.title(text) : text) << '\n';
            start_.add_line(std::string_view(line.text).substr(row.begin, row.end - row.begin),
                            within(line.marks, row));
        }
    }

    std::ostream& out_;
    const query::NoteText& note_;
    LessStart& start_;
    Palette palette_;
    const Hyperlinks& links_;
    const ShownPaths& paths_;
    bool terminal_;
    std::size_t width_;
};

}  // namespace

void print_note(std::ostream& out, const query::NoteText& note, const TextStyle& style,
                LessStart& start) {
    NotePrinter(out, note, style, start).print();
}

}  // namespace assay::cli
