#include "indexer/note/html_text.h"

#include <algorithm>
#include <array>
#include <utility>

#include "indexer/note/html_entity.h"
#include "indexer/text/limits.h"
#include "indexer/text/one_line.h"

namespace assay::indexer {
namespace {

constexpr std::array<std::string_view, 5> hiding{"script", "style", "svg", "template", "noscript"};
/// Elements that a browser puts on their own line.
constexpr std::array<std::string_view, 26> blocks{
    "address",    "article", "aside",  "blockquote", "dd",      "details", "div", "dl",     "dt",
    "figcaption", "figure",  "footer", "h1",         "h2",      "h3",      "h4",  "header", "hr",
    "li",         "ol",      "p",      "section",    "summary", "table",   "tr",  "ul"};

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

/// True for "<a", "</a", "<!--" and "<?". A browser shows any other '<'.
bool begins_tag(std::string_view html, std::size_t at) {
    if (html[at] != '<' || at + 1 == html.size()) return false;
    const char c = lower(html[at + 1]);
    return (c >= 'a' && c <= 'z') || c == '/' || c == '!' || c == '?';
}

/// Returns the offset after the tag that begins at `at` ('<'). A quoted attribute may contain '>'.
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
    if (contains(blocks, name)) {
        write_titles();
        out_.separate(1);
    }
    if (name == "table") open_or_close_table(tag.starts_with("</"));
    if (name == "br") out_.html_break();
    if (name == "del" || name == "ins" || name == "s") out_.part_words();
    if ((name == "td" || name == "th") && !tag.starts_with("</") && !out_.at_line_begin())
        out_.append_separator('\t');
    if (tag.starts_with("</") || tag.ends_with("/>") || !contains(hiding, name)) return;
    // An element that is never closed must not hide the rest of the note.
    const std::string end = "</" + name;
    if (never_closed_.contains(end)) return;
    const std::string_view from_here = markdown_.substr(
        static_cast<std::size_t>(out_.source_line(line).data() - markdown_.data()));
    const auto found = std::search(from_here.begin(), from_here.end(), end.begin(), end.end(),
                                   [](char a, char b) { return lower(a) == b; });
    if (found != from_here.end()) hidden_by_ = name;
    else never_closed_.insert(end);
}

/// A table that is never closed is ignored.
void HtmlText::open_or_close_table(bool closes) {
    if (!closes) {
        tables_.push_back(out_.size());
    } else if (!tables_.empty()) {
        out_.note_table(tables_.back());
        tables_.pop_back();
    }
}

const std::string& HtmlText::decoded(std::string_view entity) {
    const auto [known, is_new] = entities_.try_emplace(std::string(entity));
    if (is_new) known->second = decode_(entity);
    return known->second;
}

/// Appends text between tags, within one line, without the indent of the line.
void HtmlText::append(SourcePlace place, std::size_t size) {
    const std::string_view text = out_.written(place, size);
    for (std::size_t done = out_.at_line_begin() ? std::min(text.find_first_not_of(" \t"), size)
                                                 : 0;
         done < text.size();) {
        const std::string_view entity = html_entity_at(text, done);
        if (!entity.empty()) {
            out_.append_character(decoded(entity), {place.line, place.at + done});
            done += entity.size();
            continue;
        }
        const std::size_t next = std::min(text.find('&', done + 1), text.size());
        out_.append_written({place.line, place.at + done}, next - done);
        done = next;
    }
}

void HtmlText::append_value(const Value& value) {
    const std::uint32_t begin = out_.size();
    for (const Piece& piece : value) {
        if (&piece != &value.front()) out_.soft_break(piece.place);
        append(piece.place, piece.size);
    }
    out_.note_literal(begin);
}

void HtmlText::write_titles() {
    for (const Value& title : std::exchange(titles_, {})) {
        if (out_.has_just(out_.written(title.front().place, title.front().size))) continue;
        out_.separate(1);
        append_value(title);
    }
    if (!out_.at_line_begin()) out_.part_words();
}

/// Keeps what id= and name= of the tag give.
void HtmlText::note_ids(std::string_view tag) {
    for (std::size_t equals = tag.find('='); equals != tag.npos;
         equals = tag.find('=', equals + 1)) {
        const std::string_view before = tag.substr(0, equals);
        const std::size_t space = before.find_last_of(" \t\n");
        if (space == before.npos) continue;
        const std::string_view name = before.substr(space + 1);
        if (name != "id" && name != "name") continue;
        std::string_view value = tag.substr(equals + 1);
        const char quote = value.empty() ? '\0' : value.front();
        const bool quoted = quote == '"' || quote == '\'';
        if (quoted) value.remove_prefix(1);
        value = value.substr(0, quoted ? value.find(quote) : value.find_first_of(" \t\n/>"));
        if (!value.empty() && ids_.size() < text::max_anchors)
            ids_.push_back(text::one_line(value));
    }
}

/// Reads the attributes of the tag that begins at `place`.
void HtmlText::read_attributes(std::string_view tag, SourcePlace place) {
    constexpr std::array<std::string_view, 6> titled{"a", "abbr", "acronym", "dfn", "img", "area"};
    const std::string name = tag_name(tag);
    if (tag.starts_with("</") || !contains(titled, name)) return;
    const bool pictured = name == "img" || name == "area";
    std::size_t at = name.size() + 1, line_begin = 0;
    const auto step = [&] {
        if (tag[at++] != '\n') return;
        line_begin = at;
        // After quote marks and indent. The line may continue after the tag.
        const std::string_view source = out_.source_line(++place.line);
        place.at = std::min(source.find(tag.substr(at, tag.find('\n', at) - at)), source.size());
    };
    const auto skip = [&](std::string_view these) {
        while (at < tag.size() && these.find(tag[at]) != these.npos) step();
    };
    while (at < tag.size()) {
        skip(" \t\n/>");
        std::string attribute;
        for (; at < tag.size() &&
               std::string_view(" \t\n/>=").find(tag[at]) == std::string_view::npos;
             step())
            attribute.push_back(lower(tag[at]));
        skip(" \t\n");
        if (at >= tag.size() || tag[at] != '=') {
            if (attribute.empty()) break;
            continue;
        }
        step();
        skip(" \t\n");
        const char quote = at < tag.size() && (tag[at] == '"' || tag[at] == '\'') ? tag[at] : '\0';
        if (quote != 0) step();
        Value value;
        const auto here = [&] { return SourcePlace{place.line, place.at + at - line_begin}; };
        const auto ends = [&](char c) {
            return quote != 0 ? c == quote
                              : std::string_view(" \t\n>").find(c) != std::string_view::npos;
        };
        while (at < tag.size() && !ends(tag[at])) {
            const std::size_t begin = at;
            const SourcePlace from = here();
            while (at < tag.size() && tag[at] != '\n' && !ends(tag[at])) step();
            if (at > begin) value.push_back({from, at - begin});
            if (at < tag.size() && tag[at] == '\n' && !ends(tag[at])) step();
        }
        if (quote != 0 && at < tag.size()) step();
        if (value.empty() || (quote == 0 && out_.written(value.front().place, 1) == "{"))
            continue;  // code of MDX
        if (attribute == "title") {
            titles_.push_back(std::move(value));
        } else if (attribute == "alt" && pictured) {
            out_.part_words();
            append_value(value);
            out_.part_words();
        }
    }
}

void HtmlText::read(std::string_view html, SourcePlace place) {
    std::size_t line_begin = 0;  // of html; its place is `place`
    const auto pass = [&](std::size_t from, std::size_t to) {
        const std::string_view passed = html.substr(0, to);
        for (std::size_t end = passed.find('\n', from); end != passed.npos;
             end = passed.find('\n', end + 1)) {
            line_begin = end + 1;
            const std::string_view rest =
                html.substr(line_begin, html.find('\n', line_begin) - line_begin);
            const std::string_view source = out_.source_line(++place.line);
            // A line of raw HTML is the last part of its source line, after quote marks and list
            // indents.
            place.at = source.size() >= rest.size() ? source.size() - rest.size() : 0;
        }
    };
    for (std::size_t done = 0; done < html.size();) {
        if (html[done] == '\n') {
            if (!hides() && done > line_begin) out_.soft_break({place.line + 1, 0});
            pass(done, done + 1);
            ++done;
            continue;
        }
        if (begins_tag(html, done)) {
            const std::size_t end = tag_end(html, done);
            note_ids(html.substr(done, end - done));
            if (!hides())
                read_attributes(html.substr(done, end - done),
                                {place.line, place.at + done - line_begin});
            open_or_close(html.substr(done, end - done), place.line);
            pass(done, end);
            done = end;
            continue;
        }
        const std::size_t end = std::min(html.find_first_of("<\n", done + 1), html.size());
        if (!hides()) append({place.line, place.at + done - line_begin}, end - done);
        done = end;
    }
}

}  // namespace assay::indexer
