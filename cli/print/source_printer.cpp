#include "cli/print/source_printer.h"

#include <algorithm>
#include <ostream>
#include <set>

#include "cli/terminal/text_layout.h"
#include "indexer/text/file_name.h"
#include "indexer/text/unicode.h"

namespace assay::cli {
namespace {

/// One line as it is printed.
struct ShownSource {
    std::string text;
    std::vector<query::TextRange> painted;  // in text, sorted
    std::vector<query::TextRange>
        marks;  // the same, but a mark with Markdown syntax in it is one range
};

class SourcePrinter {
public:
    SourcePrinter(std::ostream& out, const query::NoteText& note, const SourceLines& source,
                  std::uint32_t body_line, const std::vector<SourceMark>& marks,
                  const TextStyle& style, LessStart& start)
        : out_(out),
          note_(note),
          source_(source),
          body_line_(body_line),
          marks_(marks),
          style_(style),
          palette_(style.color),
          start_(start) {
        for (const schema::Heading& heading : note.headings) heading_lines_.insert(heading.line);
    }

    void print(SourcePart part) {
        if (style_.terminal) print_head(part.first);
        for (std::uint32_t line = part.first; line <= part.last; ++line) {
            const ShownSource shown = shown_line(source_.range(line));
            print_painted(shown.text, shown.painted, heading_lines_.count(line) > 0,
                          line < body_line_);
            start_.add_line(shown.text, shown.marks);
        }
    }

private:
    /// Prints the path. Marks the words of the title in it if the file name is the title.
    void print_head(std::uint32_t line) {
        const std::string path = printable(style_.paths.shown(note_.hit.path)),
                          shown = fit_end(path, style_.width);
        std::vector<query::TextRange> marks;
        const std::string_view stem = text::file_stem(path);
        if (const std::size_t at = path.rfind(stem); stem == note_.hit.title && shown == path)
            for (const query::TextRange& mark : note_.hit.title_marks)
                marks.push_back({at + mark.begin, at + mark.end});
        std::string painted;
        std::size_t done = 0;
        for (const query::TextRange& mark : marks) {
            painted += palette_.path(shown.substr(done, mark.begin - done)) +
                       palette_.mark(shown.substr(mark.begin, mark.end - mark.begin));
            done = mark.end;
        }
        painted += palette_.path(shown.substr(done));
        out_ << style_.links.link(painted, note_.hit.path, line, 1) << "\n\n";
        start_.add_line(shown, marks);
        start_.add_line("", {});
    }

    ShownSource shown_line(query::TextRange line) {
        ShownSource shown;
        while (next_mark_ < marks_.size() && marks_[next_mark_].range.end <= line.begin)
            ++next_mark_;
        std::size_t last_mark = static_cast<std::size_t>(-1);
        std::size_t at = line.begin;
        for (; next_mark_ < marks_.size() && marks_[next_mark_].range.begin < line.end;
             ++next_mark_) {
            const SourceMark& mark = marks_[next_mark_];
            append(shown.text, at, mark.range.begin);
            const std::size_t begin = shown.text.size();
            append(shown.text, mark.range.begin, mark.range.end);
            at = mark.range.end;
            if (mark.mark == last_mark && shown.painted.back().end == begin)
                shown.painted.back().end = shown.text.size();  // after what is not shown
            else shown.painted.push_back({begin, shown.text.size()});
            if (mark.mark == last_mark) shown.marks.back().end = shown.text.size();
            else shown.marks.push_back(shown.painted.back());
            last_mark = mark.mark;
        }
        append(shown.text, at, line.end);
        return shown;
    }

    /// Like printable(), but keeps tabs: what somebody copies is what was written.
    void append(std::string& text, std::size_t begin, std::size_t end) const {
        while (begin < end) {
            const std::size_t tab = std::min(source_.text().substr(0, end).find('\t', begin), end);
            text += printable(source_.text().substr(begin, tab - begin));
            if (tab < end) text.push_back('\t');
            begin = tab + 1;
        }
    }

    void print_painted(const std::string& text, const std::vector<query::TextRange>& marks,
                       bool heading, bool header) {
        const auto plain = [&](std::size_t begin, std::size_t end) {
            const std::string_view piece = std::string_view(text).substr(begin, end - begin);
            return heading  ? palette_.title(piece)
                   : header ? palette_.faint(piece)
                            : std::string(piece);
        };
        std::size_t at = 0;
        for (const query::TextRange& mark : marks) {
            out_ << plain(at, mark.begin)
                 << palette_.mark(std::string_view(text).substr(mark.begin, mark.end - mark.begin));
            at = mark.end;
        }
        out_ << plain(at, text.size()) << '\n';
    }

    std::ostream& out_;
    const query::NoteText& note_;
    const SourceLines& source_;
    std::uint32_t body_line_;
    const std::vector<SourceMark>& marks_;
    const TextStyle& style_;
    Palette palette_;
    LessStart& start_;
    std::set<std::uint32_t> heading_lines_;
    std::size_t next_mark_ = 0;
};

}  // namespace

void print_source(std::ostream& out, const query::NoteText& note, const SourceLines& source,
                  SourcePart part, std::uint32_t body_line, const std::vector<SourceMark>& marks,
                  const TextStyle& style, LessStart& start) {
    SourcePrinter(out, note, source, body_line, marks, style, start).print(part);
}

}  // namespace assay::cli
