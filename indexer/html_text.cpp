#include "indexer/html_text.h"

#include <algorithm>
#include <array>

namespace assay {
namespace {

constexpr std::array<std::string_view, 5> hiding{"script", "style", "svg", "template", "noscript"};
/// Elements that a browser sets on a line of their own.
constexpr std::array<std::string_view, 26> blocks{"address", "article", "aside", "blockquote", "br",      "dd",     "details", "div",        "dl",
                                                  "dt",      "figcaption", "figure", "footer",  "h1",   "h2",     "h3",      "h4",         "header",
                                                  "hr",      "li",      "ol",    "p",          "section", "summary", "table",  "ul"};

template <std::size_t size>
bool contains(const std::array<std::string_view, size>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

/// "</DIV class=x>" -> "div".
std::string tag_name(std::string_view tag) {
    std::string name;
    for (std::size_t at = tag.starts_with("</") ? 2 : 1; at < tag.size(); ++at) {
        const char c = lower(tag[at]);
        if ((c < 'a' || c > 'z') && (c < '0' || c > '9')) break;
        name.push_back(c);
    }
    return name;
}

/// End of the tag that begins at `at` ('<'): behind its '>', which a quoted attribute may also hold.
std::size_t tag_end(std::string_view html, std::size_t at) {
    if (html.substr(at).starts_with("<!--")) {
        const std::size_t end = html.find("-->", at + 4);
        return end == html.npos ? html.size() : end + 3;
    }
    char quote = 0;
    for (++at; at < html.size(); ++at) {
        const char c = html[at];
        if (quote != 0) {
            if (c == quote) quote = 0;
        } else if (c == '>') {
            return at + 1;
        } else if ((c == '"' || c == '\'') && html[at - 1] == '=') {
            quote = c;
        }
    }
    return html.size();
}

}  // namespace

void HtmlText::open_or_close(std::string_view tag, std::uint32_t line) {
    const std::string name = tag_name(tag);
    if (hides()) {
        if (tag.starts_with("</") && name == hidden_by_) hidden_by_.clear();
        return;
    }
    if (contains(blocks, name)) out_.separate(1);
    if (name == "td" || name == "th") out_.append_separator('\t');
    if (tag.starts_with("</") || tag.ends_with("/>") || !contains(hiding, name)) return;
    // An element that is never closed must not swallow the rest of the note.
    const std::string_view from_here = body_.substr(static_cast<std::size_t>(out_.source_line(line).data() - body_.data()));
    const std::string end = "</" + name;
    const auto found = std::search(from_here.begin(), from_here.end(), end.begin(), end.end(), [](char a, char b) { return lower(a) == b; });
    if (found != from_here.end()) hidden_by_ = name;
}

void HtmlText::read(std::string_view html, std::uint32_t line, std::size_t at) {
    std::size_t line_begin = 0;      // of html
    std::size_t column_base = at;    // where html[line_begin] stands in its source line
    const auto pass = [&](std::size_t from, std::size_t to) {
        for (std::size_t i = from; i < to; ++i) {
            if (html[i] != '\n') continue;
            ++line;
            line_begin = i + 1;
            const std::string_view rest = html.substr(line_begin, html.find('\n', line_begin) - line_begin);
            const std::string_view source = out_.source_line(line);
            // A line of an HTML block is the end of its source line: quote marks and list indents stand before it.
            column_base = source.size() >= rest.size() ? source.size() - rest.size() : 0;
        }
    };
    for (std::size_t done = 0; done < html.size();) {
        const std::size_t next = html[done] == '<' ? tag_end(html, done) : std::min(html.find_first_of("<\n", done), html.size());
        if (html[done] == '<') {
            open_or_close(html.substr(done, next - done), line);
            pass(done, next);
        } else {
            if (!hides()) out_.append_literal(html.substr(done, next - done), line, column_base + done - line_begin);
            if (next < html.size() && html[next] == '\n') {
                if (!hides() && next > done) out_.soft_break();
                pass(next, next + 1);
                done = next + 1;
                continue;
            }
        }
        done = next;
    }
}

}  // namespace assay
