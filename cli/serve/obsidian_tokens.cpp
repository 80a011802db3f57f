#include "cli/serve/obsidian_tokens.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "indexer/text/limits.h"

namespace assay::cli {
namespace {

constexpr std::size_t npos = std::string_view::npos;

bool is_blank(char c) { return c == ' ' || c == '\t'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_name(char c) {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
}

class Cover {
public:
    Cover(std::string_view body, const std::vector<query::TextRange>& marks)
        : body_(body), marks_(marks) {}

    TokenText run() {
        result_.lines.push_back(1);
        for (std::size_t at = 0; at < body_.size();) {
            if (at == 0 || body_[at - 1] == '\n') begin_line(at);
            const std::size_t before = at;
            at = in_code_ ? at : sign(at);
            if (at == before) copy(at++);
        }
        close_marks(body_.size());
        return std::move(result_);
    }

private:
    bool has(std::size_t at, std::string_view wanted) const {
        return at < body_.size() && body_.substr(at, wanted.size()) == wanted;
    }
    std::size_t line_end(std::size_t at) const {
        return std::min(body_.find('\n', at), body_.size());
    }

    /// After blanks, quote marks and list markers.
    std::size_t content_of_line(std::size_t at) const {
        while (at < body_.size()) {
            if (is_blank(body_[at]) || body_[at] == '>') {
                ++at;
                continue;
            }
            std::size_t marker = at;
            while (marker < body_.size() && is_digit(body_[marker])) ++marker;
            const std::string_view closing = marker > at ? ".)" : "-+*";
            if (marker + 1 >= body_.size() || closing.find(body_[marker]) == npos ||
                !is_blank(body_[marker + 1]))
                break;
            at = marker + 1;
        }
        return at;
    }

    void begin_line(std::size_t at) {
        const std::size_t content = content_of_line(at), end = line_end(at);
        std::size_t size = 0;
        while (content + size < end && body_[content + size] == body_[content]) ++size;
        const bool is_fence =
            content < end && size >= 3 && (body_[content] == '`' || body_[content] == '~');
        if (in_code_) {
            const std::string_view rest =
                body_.substr(std::min(content + size, end), end - std::min(content + size, end));
            if (is_fence && body_[content] == fence_ && size >= fence_size_ &&
                rest.find_first_not_of(" \t") == npos)
                ends_code_ = end;
        } else if (is_fence &&
                   (body_[content] == '~' ||
                    body_.substr(content + size, end - content - size).find('`') == npos)) {
            in_code_ = true;
            fence_ = body_[content];
            fence_size_ = size;
        }
        callout_ = npos;
        if (const std::string_view start = body_.substr(at, content - at);
            !in_code_ && start.find('>') != npos && has(content, "[!"))
            callout_ = content;
    }

    void put(std::size_t at) {
        if (body_[at] == '\n') result_.lines.push_back(++line_);
        result_.text.push_back(body_[at]);
    }

    void copy(std::size_t at) {
        marks_before(at);
        if (at == ends_code_) {
            in_code_ = false;
            ends_code_ = npos;
        }
        // U+FDD0 to U+FDEF are EF B7 90 to EF B7 AF.
        const bool is_ours = has(at, "\xEF\xB7") && at + 2 < body_.size() &&
                             static_cast<unsigned char>(body_[at + 2]) >= 0x90 &&
                             static_cast<unsigned char>(body_[at + 2]) <= 0xAF;
        if (is_ours) skip_ = at + 3;
        if (at >= skip_) return put(at);
        if (is_ours) result_.text += "\uFFFD";
    }

    void marks_before(std::size_t at) {
        while (next_mark_ < marks_.size()) {
            const query::TextRange& mark = marks_[next_mark_];
            if (in_mark_ && mark.end <= at) {
                result_.text += mark_end;
                in_mark_ = false;
                ++next_mark_;
            } else if (!in_mark_ && mark.begin <= at) {
                if (mark.end <= at) {  // covered by a token that shows no marks
                    ++next_mark_;
                    continue;
                }
                result_.text += mark_begin;
                in_mark_ = true;
            } else {
                return;
            }
        }
    }
    void close_marks(std::size_t end) { marks_before(end); }

    /// Covers the bytes up to `end` by a token. Its lines are kept, so that cmark counts the same.
    std::size_t token(ObsidianToken::Kind kind, std::size_t begin, std::size_t end,
                      std::string target = {}, std::string shown = {}) {
        marks_before(begin);
        const bool was_in_mark = in_mark_;
        if (was_in_mark) result_.text += mark_end;
        in_mark_ = false;
        const bool has_mark = kind == ObsidianToken::Kind::link && next_mark_ < marks_.size() &&
                              marks_[next_mark_].begin < end;
        if (has_mark) result_.text += mark_begin;
        result_.text.append(token_begin)
            .append(std::to_string(result_.tokens.size()))
            .append(token_end);
        if (has_mark) result_.text += mark_end;
        if (was_in_mark && marks_[next_mark_].end <= end) ++next_mark_;
        const auto lines = static_cast<std::uint32_t>(
            std::count(body_.begin() + static_cast<std::ptrdiff_t>(begin),
                       body_.begin() + static_cast<std::ptrdiff_t>(end), '\n'));
        line_ += lines;
        result_.tokens.push_back({kind, std::string(body_.substr(begin, end - begin)),
                                  std::move(target), std::move(shown)});
        return end;
    }

    /// Reads what begins at `at`. Returns `at` if it is nothing of Obsidian.
    std::size_t sign(std::size_t at) {
        if (at < skip_) return at;
        switch (body_[at]) {
            case '\\':
                copy(at);
                if (at + 1 < body_.size() && body_[at + 1] != '\n') copy(++at);
                return at + 1;
            case '[': return at == callout_ ? callout(at) : link(at, at);
            case '!': return has(at, "![[") ? link(at, at + 1) : at;
            case '$': return math(at);
            case '%': return comment(at);
            case '=': return highlight(at);
            case '^': return block_id(at);
            default: return at;
        }
    }

    std::size_t link(std::size_t begin, std::size_t at) {
        if (!has(at, "[[")) return begin;
        const std::size_t end = std::min(line_end(at), at + text::max_obsidian_sign_bytes);
        const std::size_t close = body_.substr(0, end).find("]]", at + 2);
        if (close == npos || close == at + 2) return begin;
        const std::string_view inner = body_.substr(at + 2, close - at - 2);
        if (inner.find("[[") != npos ||
            (has(close + 2, "(") || (has(close + 2, "[") && !has(close + 2, "[["))))
            return begin;
        std::size_t bar = inner.find('|');
        std::string shown(bar == npos ? std::string_view() : inner.substr(bar + 1));
        if (bar != npos && bar > 0 && inner[bar - 1] == '\\') --bar;  // in a table
        return token(begin == at ? ObsidianToken::Kind::link : ObsidianToken::Kind::embed, begin,
                     close + 2, std::string(inner.substr(0, bar)), std::move(shown));
    }

    std::size_t callout(std::size_t at) {
        std::size_t end = at + 2;
        while (end < body_.size() && is_name(body_[end])) ++end;
        if (end == at + 2 || !has(end, "]")) return link(at, at);
        const std::string type(body_.substr(at + 2, end - at - 2));
        ++end;
        std::string fold;
        if (end < body_.size() && (body_[end] == '-' || body_[end] == '+')) fold = body_[end++];
        return token(ObsidianToken::Kind::callout, at, end, type, fold);
    }

    std::size_t paragraph_end(std::size_t at) const {
        const std::size_t end = body_.find("\n\n", at);
        return end == npos ? body_.size() : end;
    }

    std::size_t math(std::size_t at) {
        const bool display = has(at, "$$");
        const std::size_t begin = at + (display ? 2 : 1),
                          last = display ? paragraph_end(at) : line_end(at);
        std::size_t end = begin;
        while (end < last && body_[end] != '$') end += body_[end] == '\\' ? 2U : 1U;
        if (end >= last || end == begin || (display && !has(end, "$$"))) return at;
        const std::string_view inner = body_.substr(begin, end - begin);
        const auto is_space = [](char c) { return is_blank(c) || c == '\n'; };
        const bool is_price = is_space(inner.front()) || is_space(inner.back()) ||
                              (end + 1 < body_.size() && is_digit(body_[end + 1]));
        if ((!display && is_price) || inner.find("](") != npos || inner.find('`') != npos ||
            inner.find("\n>") != npos)
            return at;
        return token(ObsidianToken::Kind::math, at, end + (display ? 2 : 1));
    }

    std::size_t comment(std::size_t at) {
        if (!has(at, "%%")) return at;
        const std::size_t close = body_.find("%%", at + 2);
        if (close == npos || body_.substr(at, close - at).find("```") != npos) return at;
        return token(ObsidianToken::Kind::comment, at, close + 2);
    }

    /// Each end of ==x== alone is a token: what is between may have Markdown of its own.
    std::size_t highlight(std::size_t at) {
        if (!has(at, "==") || has(at, "===") || (at > 0 && body_[at - 1] == '=')) return at;
        if (in_highlight_until_ == at) {
            in_highlight_until_ = npos;
            return token(ObsidianToken::Kind::highlight, at, at + 2);
        }
        const std::size_t end = std::min(line_end(at), at + text::max_obsidian_sign_bytes);
        const std::size_t close = body_.substr(0, end).find("==", at + 2);
        if (close == npos || close == at + 2 || is_blank(body_[at + 2]) || body_[at + 2] == '=' ||
            is_blank(body_[close - 1]) || has(close, "==="))
            return at;
        in_highlight_until_ = close;
        return token(ObsidianToken::Kind::highlight, at, at + 2);
    }

    std::size_t block_id(std::size_t at) {
        const std::size_t end = line_end(at);
        if (at == 0 || (!is_blank(body_[at - 1]) && body_[at - 1] != '\n') || at + 1 >= end)
            return at;
        const std::string_view id = body_.substr(at + 1, end - at - 1);
        if (!std::all_of(id.begin(), id.end(), is_name)) return at;
        return token(ObsidianToken::Kind::block_id, at, end, std::string(id));
    }

    std::string_view body_;
    const std::vector<query::TextRange>& marks_;
    TokenText result_;
    std::size_t next_mark_ = 0;
    bool in_mark_ = false;
    std::uint32_t line_ = 1;
    std::size_t skip_ = 0;  // bytes before here are done
    bool in_code_ = false;  // between fences
    std::size_t ends_code_ = npos, callout_ = npos, in_highlight_until_ = npos;
    char fence_ = '`';
    std::size_t fence_size_ = 0;
};

}  // namespace

std::uint32_t TokenText::line(std::uint32_t of_text) const {
    return of_text >= 1 && of_text <= lines.size() ? lines[of_text - 1] : 0;
}

std::string TokenText::undone(std::string_view given) const {
    std::string plain;
    for (std::size_t at = 0; at < given.size();) {
        const std::string_view three = given.substr(at, token_begin.size());
        if (three == token_begin) {
            std::size_t number = tokens.size();
            const std::size_t end = given.find(token_end, at);
            if (end == npos) break;
            std::from_chars(given.data() + at + three.size(), given.data() + end, number);
            if (number < tokens.size()) plain += tokens[number].written;
            at = end + token_end.size();
        } else if (three == mark_begin || three == mark_end) {
            at += three.size();
        } else {
            plain.push_back(given[at++]);
        }
    }
    return plain;
}

TokenText cover_obsidian(std::string_view body, const std::vector<query::TextRange>& marks) {
    return Cover(body, marks).run();
}

}  // namespace assay::cli
