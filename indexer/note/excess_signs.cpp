#include "indexer/note/excess_signs.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "indexer/note/next_of.h"
#include "indexer/text/limits.h"

namespace assay::indexer {
namespace {

constexpr char cover = ',';  // as in shield.cpp

using Signs = std::array<bool, 256>;
constexpr Signs signs_of(std::string_view signs) {
    Signs table{};
    for (const char sign : signs) table[static_cast<unsigned char>(sign)] = true;
    return table;
}
constexpr Signs in_runs = signs_of("[]()!&*_~`@");  // cmark searches for the other end of each
constexpr Signs counted = signs_of("[]()!&*_~`@:");

bool is_blank(char c) { return c == ' ' || c == '\t'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_sign(char c) { return std::ispunct(static_cast<unsigned char>(c)) != 0; }
bool has(const Signs& table, char c) { return table[static_cast<unsigned char>(c)]; }

class Cover {
public:
    Cover(std::string_view body, std::string& covered)
        : body_(body),
          text_(covered.empty() ? body : std::string_view(covered).substr(0, body.size())),
          covered_(covered) {}

    std::vector<Excess> run() {
        std::size_t begin = 0;
        for (line_ = 1; begin < body_.size(); ++line_) {
            const std::size_t end = std::min(body_.find('\n', begin), body_.size());
            line(begin, end);
            begin = end + 1;
        }
        return std::move(excess_);
    }

private:
    void cover_at(std::size_t place) {
        if (covered_.empty()) covered_ = body_;
        covered_[place] = cover;
        text_ = std::string_view(covered_).substr(0, body_.size());
    }

    void report(bool& reported, std::uint32_t line, std::string message, std::string hint) {
        if (!reported) excess_.push_back({line, std::move(message), std::move(hint)});
        reported = true;
    }

    void line(std::size_t begin, std::size_t end) {
        const std::size_t content = content_begin(begin, end);
        if (content == end) {
            signs_ = 0;
            delimiter_rows_.clear();
            columns_ = 0;
            return;
        }
        if (begins_block_) signs_ = 0;
        table_row(content, end);
        inline_signs(content, end);
    }

    /// Returns where the text begins after the markers of quotes and lists. Covers markers that are
    /// too deep, because cmark walks over all open blocks for every line.
    std::size_t content_begin(std::size_t begin, std::size_t end) {
        std::size_t column = 0, at = begin;
        begins_block_ = false;
        while (at < end) {
            if (is_blank(text_[at])) {
                column += text_[at++] == '\t' ? 4U : 1U;
                continue;
            }
            std::size_t marker = at;
            while (marker < end && is_digit(text_[marker])) ++marker;
            const bool quote = text_[at] == '>';
            const std::string_view closing = marker > at ? ".)" : "-+*";
            const bool item = !quote && marker + 1 < end &&
                              closing.find(text_[marker]) != closing.npos &&
                              is_blank(text_[marker + 1]);
            if (!quote && !item) break;
            if (column >= text::max_nesting_columns) {
                cover_at(item ? marker : at);
                report(deep_, line_,
                       "nested deeper than " + std::to_string(text::max_nesting_columns) +
                           " columns, the rest read as text",
                       "flatten it");
                break;
            }
            if (item && marker == at && column < 4 &&
                text_.find_first_not_of(" \t", marker + 1) < end)
                begins_block_ = true;
            column += marker + 1 - at;
            at = marker + 1;
        }
        if (column < 4 && at < end && text_[at] == '#') begins_block_ = true;
        return at;
    }

    bool is_delimiter_row(std::size_t content, std::size_t end) const {
        const std::string_view row = text_.substr(content, end - content);
        return std::string_view("|-:").find(row.front()) != row.npos &&
               row.find_first_not_of("|-: \t") == row.npos && row.find_first_of("|:") != row.npos;
    }

    /// Checks a table row. cmark adds the missing cells of short rows, and reads the paragraph
    /// again at each possible delimiter row.
    void table_row(std::size_t content, std::size_t end) {
        const std::string_view row = text_.substr(content, end - content);
        if (is_delimiter_row(content, end)) {
            if (delimiter_rows_.size() == text::max_delimiter_rows) {
                cover_row(content, end);
                return;
            }
            delimiter_rows_.push_back({content, end, line_});
        }
        if (delimiter_rows_.empty()) return;
        const auto cells = static_cast<std::size_t>(std::count(row.begin(), row.end(), '|')) + 1;
        if (cells > text::max_table_columns) {
            refuse_table("a table with more than " + std::to_string(text::max_table_columns) +
                             " columns, read as text",
                         "split it");
            return;
        }
        if (delimiter_rows_.back().begin == content) columns_ = std::max(columns_, cells);
        filled_ += columns_ - std::min(columns_, cells);
        if (filled_ <= text::max_filled_cells) return;
        refuse_table("tables that lack more than " + std::to_string(text::max_filled_cells) +
                         " cells together, the rest read as text",
                     "give each row as many cells as the header");
    }

    /// Covers the delimiter row, which turns the table into a paragraph.
    void refuse_table(std::string message, std::string hint) {
        for (const Row& each : delimiter_rows_) cover_row(each.begin, each.end);
        report(table_, delimiter_rows_.front().line, std::move(message), std::move(hint));
        delimiter_rows_.clear();
        columns_ = 0;
    }

    void cover_row(std::size_t begin, std::size_t end) {
        for (std::size_t at = begin; at < end; ++at)
            if (text_[at] == '-' || text_[at] == ':') cover_at(at);
    }

    /// True for "*****", "* * *" and "~~~~~": a rule or a fence.
    bool is_one_sign(std::size_t content, std::size_t end) const {
        const char sign = text_[content];
        const std::string_view line = text_.substr(content, end - content);
        return std::all_of(line.begin(), line.end(),
                           [sign](char c) { return c == sign || is_blank(c); });
    }

    void inline_signs(std::size_t content, std::size_t end) {
        std::size_t run = 0;
        bool looked = false, is_rule = false;
        for (std::size_t at = content; at < end; ++at) {
            const char c = text_[at];
            if (!is_sign(c)) {
                run = 0;
                continue;
            }
            ++run;
            signs_ += has(counted, c);
            if (c == '<') unclosed(at);
            const bool in_long_run = run > text::max_sign_run && has(in_runs, c);
            if (!in_long_run && (signs_ <= text::max_paragraph_signs || !has(counted, c))) continue;
            if (!looked) is_rule = is_one_sign(content, end);
            looked = true;
            if (is_rule) continue;
            cover_at(at);
            if (!in_long_run)
                report(signs_reported_, line_,
                       "a paragraph with more than " + std::to_string(text::max_paragraph_signs) +
                           " signs of Markdown, the rest read as text",
                       "split it with empty lines");
        }
    }

    /// Covers "<?", "<!A" and "<![CDATA[" that are never closed, because cmark searches for the end
    /// of each.
    void unclosed(std::size_t place) {
        const std::string_view rest = text_.substr(place, 9);
        NextOf* close = nullptr;
        if (rest.starts_with("<?")) close = &instruction_end_;
        else if (rest == "<![CDATA[") close = &cdata_end_;
        else if (rest.starts_with("<!") && rest.size() > 2 && rest[2] != '-') close = &tag_end_;
        if (close == nullptr || close->at_or_after(place) != std::string_view::npos) return;
        if (++unclosed_ > text::max_unclosed_tags) cover_at(place);
    }

    struct Row {
        std::size_t begin, end;
        std::uint32_t line;
    };
    std::string_view body_, text_;
    std::string& covered_;
    std::vector<Excess> excess_;
    std::uint32_t line_ = 1;
    bool begins_block_ =
        false;  // the line begins a list item or a heading, so it is not part of the paragraph
    std::size_t signs_ = 0;            // of the paragraph
    std::vector<Row> delimiter_rows_;  // of the paragraph
    std::size_t columns_ = 0;          // of the widest of them
    std::size_t filled_ = 0;           // cells, of all tables
    std::size_t unclosed_ = 0;
    NextOf instruction_end_{body_, "?>"}, cdata_end_{body_, "]]>"}, tag_end_{body_, ">"};
    bool deep_ = false, table_ = false, signs_reported_ = false;
};

}  // namespace

std::vector<Excess> cover_excess(std::string_view body, std::string& covered) {
    return Cover(body, covered).run();
}

}  // namespace assay::indexer
