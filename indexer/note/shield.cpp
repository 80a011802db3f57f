#include "indexer/note/shield.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <unordered_set>
#include <utility>

#include "indexer/note/attribute_list.h"
#include "indexer/note/mdx.h"
#include "indexer/note/template_tags.h"
#include "indexer/text/limits.h"

namespace assay::indexer {
namespace {

constexpr char cover = ',';  // punctuation, like what it covers, but without a meaning in Markdown

bool is_blank(char c) { return c == ' ' || c == '\t'; }
bool is_space(char c) { return is_blank(c) || c == '\n'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_sign(char c) { return std::ispunct(static_cast<unsigned char>(c)) != 0; }

/// True if the embedded file has the extension of an image.
bool is_picture(std::string_view target) {
    constexpr std::array<std::string_view, 8> endings{".png", ".jpg",  ".jpeg", ".gif",
                                                      ".svg", ".webp", ".avif", ".bmp"};
    target = target.substr(0, target.find_first_of("|#"));
    return std::any_of(endings.begin(), endings.end(), [&](std::string_view ending) {
        return target.size() > ending.size() &&
               std::equal(ending.rbegin(), ending.rend(), target.rbegin(),
                          [](char a, char b) { return a == (b >= 'A' && b <= 'Z' ? b + 32 : b); });
    });
}

std::string_view trimmed(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(" \t");
    return begin == text.npos ? std::string_view()
                              : text.substr(begin, text.find_last_not_of(" \t") + 1 - begin);
}

class Shield {
public:
    Shield(std::string_view body, bool mdx) : body_(body), mdx_(mdx) { result_.body = body; }

    ShieldedBody run() {
        if (body_.find('\0') != body_.npos) {
            std::string& text = covered();
            std::replace(text.begin(), text.end(), '\0',
                         '\x01');  // dropped from the text like all control characters
        }
        const auto has = [this](std::string_view sign) { return body_.find(sign) != body_.npos; };
        const bool dollars = has("$"), braces = has("{"), fields = has(":: ") || has("::\t");
        if (dollars || braces || fields || mdx_ || has("[[") || has("[^") || has("\u00A0")) {
            for (const char c : {'\\', '`', '[', '<'}) stops_[static_cast<unsigned char>(c)] = true;
            stops_['$'] = dollars;
            stops_['{'] = braces;
            stops_[':'] = fields;
            for (std::size_t begin = 0; begin < body_.size();)
                begin = line(begin, end_of_line(begin)) + 1;
        }
        result_.excess = cover_excess(body_, result_.covered);
        if (!references_.empty()) covered().append("\n\n" + references_ + "\n");
        return std::move(result_);
    }

private:
    std::string& covered() {
        if (result_.covered.empty()) result_.covered = body_;
        return result_.covered;
    }
    std::size_t end_of_line(std::size_t place) const {
        return std::min(body_.find('\n', place), body_.size());
    }
    bool at(std::size_t place, std::string_view wanted) const {
        return place < body_.size() && body_.substr(place, wanted.size()) == wanted;
    }

    /// Returns the offset after spaces, quote marks and list markers.
    std::size_t content_begin(std::size_t begin, std::size_t end) const {
        while (begin < end) {
            if (is_blank(body_[begin]) || body_[begin] == '>') {
                ++begin;
                continue;
            }
            std::size_t marker = begin;
            while (marker < end && is_digit(body_[marker])) ++marker;
            const std::string_view closing = marker > begin ? ".)" : "-+*";
            if (marker + 1 >= end || closing.find(body_[marker]) == closing.npos ||
                !is_blank(body_[marker + 1]))
                break;
            begin = marker + 1;
        }
        return begin;
    }

    /// Reads the line, and the lines to which its last construct extends. Returns the end of the
    /// last line.
    std::size_t line(std::size_t begin, std::size_t end) {
        const std::size_t content = content_begin(begin, end);
        if (fence_ != 0 && leaves_fence(begin, content, end)) fence_ = 0;
        if (fence_ != 0) {
            if (closes_fence(begin, end)) fence_ = 0;
            return end;
        }
        if (content == end) return end;
        if (opens_fence(begin, content, end)) return end;
        if (at(content, "[^")) footnote(content, end);
        if (content >= paragraph_end_) begin_paragraph(content);
        if (mdx_ && content == begin) {
            if (const std::size_t statement = program_.statement_end(begin, paragraph_end_);
                statement > begin) {
                take_out(begin, statement, true);
                return end_of_line(statement);
            }
        }
        if (body_[content] == '{' && is_attribute_line(content, end)) {
            take_out(content, end, false);
            return end;
        }
        if (at(content, "{:") && content > begin &&
            is_blank(body_[content - 1])) {  // of a list item
            const std::size_t size = attribute_list(body_.substr(content, end - content));
            if (size > 0) take_out(content, content + size, false);
        }
        content_ = content;
        for (std::size_t place = sign_at_or_after(content, end); place < end;
             place = sign_at_or_after(place, end)) {
            place = std::max(sign(place, end), place + 1);
            if (place > end) {
                end = end_of_line(place);
                content_ = npos;
            }
        }
        return end;
    }

    std::size_t sign_at_or_after(std::size_t place, std::size_t end) const {
        while (place < end && !stops_[static_cast<unsigned char>(body_[place])]) ++place;
        return place;
    }

    /// Returns the length of a fence: three or more equal signs.
    std::size_t fence_at(std::size_t place, std::size_t end) const {
        std::size_t size = 0;
        while (place + size < end && body_[place + size] == body_[place]) ++size;
        return place < end && (body_[place] == '`' || body_[place] == '~') && size >= 3 ? size : 0;
    }

    bool opens_fence(std::size_t begin, std::size_t content, std::size_t end) {
        const std::size_t size = fence_at(content, end);
        if (size == 0 ||
            (body_[content] == '`' &&
             body_.substr(content + size, end - content - size).find('`') != body_.npos))
            return false;
        fence_ = size;
        fence_sign_ = body_[content];
        const auto prefix = body_.substr(begin, content - begin);
        fence_quotes_ = std::count(prefix.begin(), prefix.end(), '>');
        fence_in_list_ = prefix.find_first_not_of(" \t>") != prefix.npos;
        fence_indent_ = content - begin;
        return true;
    }

    bool closes_fence(std::size_t begin, std::size_t end) {
        std::size_t first = begin;
        bool mended = false;
        for (;
             first < end && (is_blank(body_[first]) || body_[first] == '>' || at(first, "\u00A0"));
             ++first) {
            if (!at(first, "\u00A0")) continue;
            mended = true;
            ++first;
        }
        const std::size_t size = fence_at(first, end);
        if (size < fence_ || body_[first] != fence_sign_) return false;
        for (std::size_t rest = first + size; rest < end; ++rest)
            if (!is_blank(body_[rest])) return false;
        if (mended) {
            std::string& text = covered();
            const std::size_t from = text.find('\xC2', begin);
            std::fill_n(std::copy(text.begin() + static_cast<std::ptrdiff_t>(first),
                                  text.begin() + static_cast<std::ptrdiff_t>(end),
                                  text.begin() + static_cast<std::ptrdiff_t>(from)),
                        first - from, ' ');
        }
        return true;
    }

    /// True if the quote or list item around the code block has ended.
    bool leaves_fence(std::size_t begin, std::size_t content, std::size_t end) const {
        const auto prefix = body_.substr(begin, content - begin);
        return std::count(prefix.begin(), prefix.end(), '>') < fence_quotes_ ||
               (fence_in_list_ && content < end && content - begin + 1 < fence_indent_);
    }

    /// Pairs the runs of backticks in the paragraph that begins at `begin`. Runs of equal length
    /// enclose code.
    void begin_paragraph(std::size_t begin) {
        paragraph_end_ = begin;
        do {
            paragraph_end_ = std::min(body_.find('\n', paragraph_end_), body_.size() - 1) + 1;
        } while (paragraph_end_ < body_.size() && !blank_line_at(paragraph_end_));
        runs_.clear();
        next_run_ = 0;
        const std::string_view paragraph = body_.substr(0, paragraph_end_);
        std::array<std::size_t, 32>
            waiting{};  // by length: 1 + the index of the last run; longer runs enclose nothing
        for (std::size_t at = paragraph.find('`', begin); at != body_.npos;
             at = paragraph.find('`', at)) {
            const std::size_t end =
                std::min(paragraph.find_first_not_of('`', at), paragraph.size());
            if (end - at < waiting.size()) {
                std::size_t& last = waiting[end - at];
                if (last != 0) runs_[last - 1].end = end;
                runs_.push_back({at, 0});
                last = runs_.size();
            }
            at = end;
        }
    }

    /// Returns the end of the code span that the backticks at `place` open, or the end of the
    /// backticks if they open none.
    std::size_t code_end(std::size_t place) {
        while (next_run_ < runs_.size() && runs_[next_run_].begin < place) ++next_run_;
        if (next_run_ < runs_.size() && runs_[next_run_].begin == place &&
            runs_[next_run_].end != 0)
            return runs_[next_run_].end;
        return std::min(body_.find_first_not_of('`', place), body_.size());
    }

    bool blank_line_at(std::size_t begin) const {
        const std::size_t first = body_.find_first_not_of(" \t>", begin);
        return first == body_.npos || body_[first] == '\n';
    }

    /// Reads what the sign at `place` begins, and returns its end.
    std::size_t sign(std::size_t place, std::size_t line_end) {
        switch (body_[place]) {
            case '\\': return place + 2;
            case '`': return code_end(place);
            case '<':
                if (at(place, "<!--")) return std::min(body_.find("-->", place), body_.size());
                return mdx_ ? tag(place) : place + 1;
            case '$': return math(place);
            case '{': return braces(place);
            case ':': return field(place, line_end);
            default: return wikilink(place, line_end);
        }
    }

    std::size_t math(std::size_t place) {
        const bool display = at(place, "$$");
        const std::size_t begin = place + (display ? 2 : 1);
        std::size_t end = begin;
        while (end < paragraph_end_ && body_[end] != '$') end += body_[end] == '\\' ? 2U : 1U;
        if (end >= paragraph_end_ || end == begin || (display && !at(end, "$$"))) return place + 1;
        const std::string_view inner = body_.substr(begin, end - begin);
        const bool is_price = is_space(inner.front()) || is_space(inner.back()) ||
                              (end + 1 < body_.size() && is_digit(body_[end + 1]));
        if ((!display && is_price) || inner.find("](") != inner.npos ||
            inner.find('`') != inner.npos)
            return place + 1;
        bool line_begins = false;
        for (std::size_t i = begin; i < end; ++i) {
            const char c = body_[i];
            if (c == '\n' || (line_begins && (is_blank(c) || c == '>'))) {
                line_begins = true;
                continue;
            }
            line_begins = false;
            const bool escape = c == '\\' && i + 1 < end;
            if (is_sign(c) && c != '|')
                covered()[i] = cover;  // a bar ends a table cell, even if it is escaped
            if (escape && is_sign(body_[i + 1])) covered()[++i] = cover;
        }
        end += display ? 2 : 1;
        result_.math.push_back({place, end});
        return end;
    }

    std::size_t wikilink(std::size_t place, std::size_t line_end) {
        if (!at(place, "[[")) return place + 1;
        std::size_t end = place + 2;
        while (end < line_end && !at(end, "]]") && !at(end, "[[") && !at(end, "\\[")) ++end;
        if (end >= line_end || body_[end] != ']' || end == place + 2)
            return std::max(end, place + 1);
        const bool is_link =
            at(end + 2, "(") || (at(end + 2, "[") && !at(end + 2, "[["));  // [[1]](https://x.org)
        if (is_link) return end + 2;
        const bool embed = place > 0 && body_[place - 1] == '!';
        (embed && is_picture(body_.substr(place + 2, end - place - 2)) ? result_.has_picture
                                                                       : result_.has_link) = true;
        std::string& text = covered();
        bool in_target = true;
        for (std::size_t i = place; i < end + 2; ++i) {
            const char c = body_[i];
            if (c == '|') {
                if (i > place && body_[i - 1] == '\\') text[i] = cover;
                in_target = false;
            } else if (i < place + 2 || i >= end || c == '#' || (in_target && is_sign(c))) {
                text[i] = cover;
            }
        }
        return end + 2;
    }

    /// Covers the bytes and records that they are not text. Keeps line ends, and the markers at the
    /// beginning of lines unless `whole_lines` is set.
    void take_out(std::size_t begin, std::size_t end, bool whole_lines) {
        std::string& text = covered();
        bool line_begins = false;
        for (std::size_t i = begin; i < end; ++i) {
            if (text[i] == '\n') {
                line_begins = !whole_lines;
            } else if (!line_begins || (!is_blank(text[i]) && text[i] != '>')) {
                line_begins = false;
                text[i] = cover;
            }
        }
        result_.gone.push_back({begin, end});
    }

    /// True for "{: .class #id}", "{:toc}" and "{.class}" with nothing else on the line.
    bool is_attribute_line(std::size_t content, std::size_t end) const {
        const std::string_view line = trimmed(body_.substr(content, end - content));
        if (line.size() > text::max_attribute_list_bytes || !line.ends_with('}')) return false;
        if (line.starts_with("{:")) return line.find_first_of("{}", 1) == line.size() - 1;
        return attribute_list(line) == line.size();
    }

    /// Reads what begins with "{{" or "{%", and comments of MDX.
    std::size_t braces(std::size_t place) {
        if (const std::size_t comment = mdx_ ? program_.comment_end(place) : place;
            comment > place) {
            take_out(place, comment, false);
            return comment;
        }
        const TemplateTags::Found found = templates_.at(place);
        if (found.is_gone) {
            result_.has_template = true;
            take_out(place, found.end, false);
        }
        return found.end;
    }

    /// Reads a tag of MDX.
    std::size_t tag(std::size_t place) {
        amiss_.clear();
        const std::size_t end = program_.tag_end(place, paragraph_end_, amiss_);
        if (end > place + 1)
            for (const std::size_t each : amiss_) covered()[each] = 'a';
        return end;
    }

    std::size_t field(std::size_t place, std::size_t line_end) {
        if (std::optional<InlineField> found = inline_field_at(body_, place, line_end, content_)) {
            const std::string_view before =
                body_.substr(counted_, std::max(place, counted_) - counted_);
            counted_line_ +=
                static_cast<std::uint32_t>(std::count(before.begin(), before.end(), '\n'));
            counted_ += before.size();
            found->line = counted_line_;
            result_.fields.push_back(std::move(*found));
        }
        return std::min(body_.find_first_not_of(':', place), body_.size());
    }

    /// Reads "[^name]:" at `place`.
    void footnote(std::size_t place, std::size_t end) {
        const std::string_view rest = body_.substr(place, end - place);
        const std::size_t close = rest.find_first_of("] \t", 2);
        if (close == rest.npos || close == 2 || rest.substr(close, 2) != "]:") return;
        if (footnotes_.insert(rest.substr(2, close - 2)).second)
            references_.append(rest.substr(0, close + 1));
        else std::fill_n(covered().begin() + static_cast<std::ptrdiff_t>(place), 2, cover);
    }

    static constexpr std::size_t npos = std::string_view::npos;

    std::string_view body_;
    bool mdx_;
    TemplateTags templates_{body_};
    Mdx program_{body_};
    std::size_t content_ =
        npos;  // where the text of the line begins; npos if the line continues something
    std::size_t counted_ = 0;  // lines are counted up to here
    std::uint32_t counted_line_ = 1;
    std::vector<std::size_t> amiss_;
    std::array<bool, 256> stops_{};  // signs that may begin something
    ShieldedBody result_;
    std::size_t paragraph_end_ = 0;
    std::vector<SourceRange>
        runs_;  // backticks of the paragraph; the end is that of the code span, 0 = none
    std::size_t next_run_ = 0;
    std::size_t fence_ = 0;  // length of the open fence; 0 = outside code blocks
    char fence_sign_ = '`';
    std::ptrdiff_t fence_quotes_ = 0;
    std::size_t fence_indent_ = 0;  // bytes before the fence
    bool fence_in_list_ = false;
    std::unordered_set<std::string_view> footnotes_;
    std::string references_;
};

}  // namespace

ShieldedBody shield(std::string_view body, bool mdx) { return Shield(body, mdx).run(); }

bool ShieldedBody::is_alone(SourceRange range) const {
    while (range.begin > 0 && (is_blank(body[range.begin - 1]) || body[range.begin - 1] == '>'))
        --range.begin;
    while (range.end < body.size() && is_blank(body[range.end])) ++range.end;
    return (range.begin == 0 || body[range.begin - 1] == '\n') &&
           (range.end == body.size() || body[range.end] == '\n');
}

}  // namespace assay::indexer
