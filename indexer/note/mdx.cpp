#include "indexer/note/mdx.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "indexer/text/limits.h"

namespace assay::indexer {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t'; }
bool is_space(char c) { return is_blank(c) || c == '\n'; }

std::string_view trimmed(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(" \t");
    return begin == text.npos ? std::string_view()
                              : text.substr(begin, text.find_last_not_of(" \t") + 1 - begin);
}

}  // namespace

/// True for statements of MDX: "import x from 'y'", "export const x = 1".
bool Mdx::is_statement(std::size_t begin, std::size_t paragraph_end) {
    if (begin > 0 && !blank_line_before(begin) && begin != statement_end_ + 1) return false;
    const std::string_view line = body_.substr(begin, body_.find('\n', begin) - begin);
    if (line.starts_with("import")) {
        if (line.size() == 6 || std::string_view(" \t{*'\"").find(line[6]) == line.npos)
            return false;
        return std::min(single_quote_.at_or_after(begin), double_quote_.at_or_after(begin)) <
               paragraph_end;
    }
    if (!line.starts_with("export")) return false;
    const std::string_view what = trimmed(line.substr(6));
    if (what.starts_with('{') || what.starts_with('*')) return true;
    if (line.size() == 6 || !is_blank(line[6])) return false;
    constexpr std::array<std::string_view, 9> declared{
        "const", "let", "var", "default", "function", "async", "class", "type", "interface"};
    return std::find(declared.begin(), declared.end(),
                     what.substr(0, what.find_first_of(" \t({[*"))) != declared.end();
}

bool Mdx::blank_line_at(std::size_t begin) const {
    const std::size_t first = body_.find_first_not_of(" \t>", begin);
    return first == npos || body_[first] == '\n';
}

bool Mdx::blank_line_before(std::size_t begin) const {
    const std::size_t last = body_.find_last_not_of(" \t\n", begin - 1);
    return last == npos || std::count(body_.begin() + static_cast<std::ptrdiff_t>(last),
                                      body_.begin() + static_cast<std::ptrdiff_t>(begin), '\n') > 1;
}

/// True if the line continues the statement before it.
bool Mdx::continues_statement(std::size_t begin) const {
    return begin < body_.size() && !blank_line_at(begin) &&
           (is_blank(body_[begin]) || std::string_view("})].?:=&|+").find(body_[begin]) != npos ||
            has(begin, "//") || has(begin, "/*"));
}

/// Returns the end of the first line at which all brackets are closed; otherwise the end of the
/// paragraph.
std::size_t Mdx::statement_end(std::size_t begin, std::size_t paragraph_end) {
    if (!is_statement(begin, paragraph_end)) return begin;
    const std::size_t limit = std::min({body_.size(), begin + text::max_mdx_statement_bytes,
                                        begin + std::max(lookahead_, paragraph_end - begin)});
    std::ptrdiff_t open = 0;
    char quote = 0;
    std::size_t place = begin;
    for (; place < limit; ++place) {
        const char c = body_[place];
        if (c == '\n') {
            if (quote != '`') quote = 0;
            if (open <= 0 && quote == 0 && !continues_statement(place + 1)) break;
        } else if (quote != 0) {
            if (c == '\\') ++place;
            else if (c == quote) quote = 0;
        } else if (c == '"' || c == '\'' || c == '`') {
            quote = c;
        } else if (std::string_view("{[(").find(c) != std::string_view::npos) {
            ++open;
        } else if (std::string_view("}])").find(c) != std::string_view::npos) {
            --open;
        }
    }
    if (place >= limit && (limit < body_.size() || open > 0 || quote != 0)) {
        lookahead_ -= std::min(
            lookahead_, limit - begin);  // so that many unclosed ones are not all read to the limit
        place = paragraph_end;
        while (place > begin && is_space(body_[place - 1])) --place;
    }
    statement_end_ = std::min(place, body_.size());
    return statement_end_;
}

std::size_t Mdx::comment_end(std::size_t place) {
    if (!has(place, "{/*")) return place;
    const std::size_t close = comment_close_.at_or_after(place + 3);
    return close == npos ? place : close + 3;
}

/// Finds what is valid in JSX but not in HTML in the tag at `place`: <Tabs.Item items={["a"]}
/// {...rest}>. Returns where it ends.
std::size_t Mdx::tag_end(std::size_t place, std::size_t paragraph_end,
                         std::vector<std::size_t>& amiss) {
    std::size_t at = place + (has(place, "</") ? 2U : 1U);
    if (at >= body_.size() || std::isalpha(static_cast<unsigned char>(body_[at])) == 0)
        return place + 1;
    const std::size_t limit = std::min(paragraph_end, place + text::max_mdx_tag_bytes);
    if (place < tag_limit_) return place + 1;
    const auto is_name = [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '.' ||
               c == '_' || c == ':';
    };
    for (; at < limit && is_name(body_[at]); ++at)
        if (body_[at] == '.' || body_[at] == '_' || body_[at] == ':') amiss.push_back(at);
    if (at < limit && !is_space(body_[at]) && body_[at] != '>' && !has(at, "/>"))
        return place + 1;  // <https://x.org>
    std::size_t open = 0;
    char quote = 0;
    for (; at < limit; ++at) {
        const char c = body_[at];
        if (quote != 0) {
            if (c == quote) quote = 0;
        } else if (c == '"' || c == '\'') {
            quote = c;
        } else if (c == '{') {
            ++open;
        } else if (c == '}') {
            if (open == 0) return place + 1;
            --open;
            amiss.push_back(at);
            continue;
        } else if (open == 0 && (c == '>' || c == '<')) {
            break;
        }
        if (open > 0 && !is_space(c)) amiss.push_back(at);
        if (open > 0 && is_blank(c) && body_[at - 1] != '\n') amiss.push_back(at);
    }
    if (at >= limit || body_[at] != '>') {
        tag_limit_ = at;  // so that many unclosed ones are not all read to the limit
        return place + 1;
    }
    return at + 1;
}

}  // namespace assay::indexer
