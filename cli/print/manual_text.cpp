#include "cli/print/manual_text.h"

#include <algorithm>
#include <array>
#include <vector>

#include "cli/terminal/text_layout.h"
#include "indexer/text/unicode.h"

namespace assay::cli {
namespace {

constexpr std::size_t body_indent = 4, tag_indent = 6;

// Font changes inside a text: control characters, which have no width.
constexpr char bold = '\x02', italic = '\x03', roman = '\x04';

struct Sign {
    std::string_view name;  // after \(
    std::string_view text;
};
constexpr std::array<Sign, 18> signs{{{"aq", "'"},
                                      {"'e", "é"},
                                      {"dq", "\""},
                                      {"bu", "•"},
                                      {"em", "—"},
                                      {"en", "–"},
                                      {"ti", "~"},
                                      {"ha", "^"},
                                      {"ga", "`"},
                                      {"lq", "“"},
                                      {"rq", "”"},
                                      {"rs", "\\"},
                                      {"/o", "ø"},
                                      {"oe", "œ"},
                                      {"Eu", "€"},
                                      {"sc", "§"},
                                      {"->", "→"},
                                      {"co", "©"}}};

/// Replaces the escapes.
std::string unescaped(std::string_view source) {
    std::string text;
    for (std::size_t at = 0; at < source.size(); ++at) {
        if (source[at] != '\\' || at + 1 == source.size()) {
            text.push_back(source[at]);
            continue;
        }
        const char escape = source[++at];
        if (escape == 'f' && at + 1 < source.size()) {
            const char font = source[++at];
            text.push_back(font == 'B' ? bold : font == 'I' ? italic : roman);
        } else if (escape == '(' && at + 2 < source.size()) {
            const auto sign = std::find_if(signs.begin(), signs.end(), [&](const Sign& each) {
                return each.name == source.substr(at + 1, 2);
            });
            if (sign != signs.end()) text += sign->text;
            at += 2;
        } else if (escape == 'e') {
            text.push_back('\\');
        } else if (escape != '&') {
            text.push_back(escape);
        }
    }
    return text;
}

/// Splits the arguments of a request at blanks; "…" and "\\ " quote blanks.
std::vector<std::string_view> arguments(std::string_view line) {
    std::vector<std::string_view> all;
    for (std::size_t at = line.find_first_not_of(' '); at < line.size();
         at = line.find_first_not_of(' ', at)) {
        const bool quoted = line[at] == '"';
        std::size_t end = at + quoted;
        while (end < line.size() && (line[end] != (quoted ? '"' : ' ') || line[end - 1] == '\\'))
            ++end;
        all.push_back(line.substr(at + quoted, end - at - quoted));
        at = end + quoted;
    }
    return all;
}

/// "BR" and the like: the arguments in two fonts by turns.
std::string in_turns(std::string_view fonts, const std::vector<std::string_view>& words) {
    std::string text;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const char font = fonts[i % fonts.size()];
        if (fonts.size() == 1 && i > 0) text.push_back(' ');
        if (font != 'R') text.push_back(font == 'B' ? bold : italic);
        text += unescaped(words[i]);
        if (font != 'R') text.push_back(roman);
    }
    return text;
}

class Page {
public:
    explicit Page(const TextStyle& style)
        : color_(style.color), width_(std::min(style.width, widest_text)) {}

    void read(std::string_view source) {
        for (std::size_t begin = 0; begin < source.size();) {
            const std::size_t end = std::min(source.find('\n', begin), source.size());
            line(source.substr(begin, end - begin));
            begin = end + 1;
        }
        end_paragraph();
    }

    std::string take() { return std::move(out_); }

private:
    void line(std::string_view source) {
        if (!source.starts_with('.')) {
            add(unescaped(source));
            return;
        }
        const std::size_t name_end = std::min(source.find(' '), source.size());
        const std::string_view request = source.substr(1, name_end - 1);
        const std::vector<std::string_view> words = arguments(source.substr(name_end));
        if (request == "SH" || request == "SS")
            heading(unescaped(source.substr(std::min(name_end + 1, source.size()))),
                    request == "SH" ? 0 : 2);
        else if (request == "PP") paragraph(0);
        else if (request == "TP") tag_follows();
        else if (request == "IP") item(words.empty() ? "" : unescaped(words.front()));
        else if (request == "RS") nest(tag_indent);
        else if (request == "RE") unnest();
        else if (request == "EX") example(true);
        else if (request == "EE") example(false);
        else if (request == "br") end_paragraph();
        else if (!request.empty() && request.find_first_not_of("BIR") == request.npos)
            add(in_turns(request, words));
    }

    void add(const std::string& text) {
        if (tag_follows_) {
            tag_follows_ = false;
            item(text, false);
        } else if (example_) {
            blank_line_if_due();
            put(std::string(margin() + body_indent, ' ') + text);
        } else {
            if (!text_.empty()) text_.push_back(' ');
            text_ += text;
        }
    }

    void heading(const std::string& text, std::size_t indent) {
        end_paragraph();
        nested_ = extra_ = 0;
        blank_due_ = !out_.empty();
        blank_line_if_due();
        put(std::string(indent, ' ') + bold + text + roman);
    }

    void paragraph(std::size_t extra) {
        end_paragraph();
        extra_ = extra;
        blank_due_ = !out_.ends_with("\n\n") && !after_heading_;
    }
    void tag_follows() {
        paragraph(tag_indent);
        tag_follows_ = true;
    }
    /// Text after a tag. The tag is in the margin if it fits.
    void item(std::string tag, bool begins = true) {
        if (begins) paragraph(tag_indent);
        tag_ = std::move(tag);
    }
    void nest(std::size_t columns) {
        end_paragraph();
        nested_ += columns;
        extra_ = 0;
    }
    void unnest() {
        end_paragraph();
        nested_ -= std::min(nested_, tag_indent);
        extra_ = 0;
    }
    void example(bool begins) {
        end_paragraph();
        example_ = begins;
    }

    std::size_t margin() const { return body_indent + nested_ + extra_; }

    void end_paragraph() {
        if (!tag_.empty()) {
            blank_line_if_due();
            const std::size_t at = margin() - extra_, used = at + unicode::display_width(tag_);
            const bool beside = !text_.empty() && used + 1 < margin();
            if (!beside) put(std::string(at, ' ') + tag_);
            else text_.insert(0, tag_ + std::string(margin() - used, ' '));
            if (beside) paragraph_lines(at, margin());
            else paragraph_lines(margin(), margin());
        } else {
            paragraph_lines(margin(), margin());
        }
        tag_.clear();
        text_.clear();
    }

    void paragraph_lines(std::size_t first_indent, std::size_t indent) {
        if (text_.empty()) return;
        blank_line_if_due();
        const std::size_t lead = indent - first_indent;  // columns of the tag before the text
        std::size_t from = 0;
        for (std::size_t columns = 0; columns < lead; from += unicode::decode(text_, from).size)
            columns += unicode::width(unicode::decode(text_, from).value);
        const std::string head = text_.substr(0, from), rest = text_.substr(from);
        bool first = true;
        for (const query::TextRange& range : wrap(rest, width_ - std::min(width_ - 20, indent))) {
            put(std::string(first ? first_indent : indent, ' ') + (first ? head : "") +
                rest.substr(range.begin, range.end - range.begin));
            first = false;
        }
    }

    void blank_line_if_due() {
        if (blank_due_) out_.push_back('\n');
        blank_due_ = false;
    }

    /// Prints one line. A font continues on the next line, but not in the margin.
    void put(const std::string& text) {
        after_heading_ = text.find(bold) <= 2 && !text.starts_with("   ");
        const std::size_t margin = std::min(text.find_first_not_of(' '), text.size());
        out_.append(text, 0, margin);
        switch_font(font_);
        for (std::size_t at = margin; at < text.size(); ++at) {
            if (text[at] != bold && text[at] != italic && text[at] != roman)
                out_.push_back(text[at]);
            else switch_font(font_ = text[at]);
        }
        if (font_ != roman && color_) out_ += "\x1b[0m";
        while (out_.ends_with(' ')) out_.pop_back();
        out_.push_back('\n');
    }
    void switch_font(char font) {
        if (!color_) return;
        if (font == bold) out_ += "\x1b[1m";
        else if (font == italic) out_ += "\x1b[4m";
        else if (!out_.ends_with(' ') && !out_.ends_with('\n')) out_ += "\x1b[0m";
    }

    std::string out_, text_, tag_;
    std::size_t nested_ = 0, extra_ = 0;
    bool color_, example_ = false, tag_follows_ = false, blank_due_ = false, after_heading_ = false;
    char font_ = roman;
    std::size_t width_;
};

}  // namespace

std::string manual_text(std::string_view page, const TextStyle& style) {
    Page text(style);
    text.read(page);
    return text.take();
}

}  // namespace assay::cli
