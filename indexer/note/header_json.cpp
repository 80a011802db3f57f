// JSON between --- (what the Digital Garden plugin publishes, on one line) or below ---json. The
// object is split into its keys here, and each value is parsed by itself, so that a broken value
// does not affect the others, and every key has its line.
#include <algorithm>

#include "indexer/note/header_formats.h"
#include "indexer/text/limits.h"

namespace assay::indexer {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view json_space = " \t\n";

/// Repairs strings. JSON has eight escapes, and the plugin also writes \| inside strings: an
/// unknown escape is read as the character itself. Line ends and tabs inside strings are kept.
/// `repaired` receives whether anything was changed.
std::string repair_strings(std::string_view text, bool& repaired) {
    std::string valid;
    valid.reserve(text.size() + 8);
    bool in_string = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (c == '"') in_string = !in_string;
        if (in_string && c == '\\' && at + 1 < text.size()) {
            const char escaped = text[++at];
            if (std::string_view("\"\\/bfnrtu").find(escaped) != std::string_view::npos)
                valid.push_back('\\');
            else repaired = true;
            valid.push_back(escaped);
        } else if (in_string && static_cast<unsigned char>(c) < 0x20) {
            valid += c == '\n' ? "\\n" : c == '\t' ? "\\t" : " ";
            repaired = true;
        } else {
            valid.push_back(c);
        }
    }
    return valid;
}

/// Reads one object forward.
class Pairs {
public:
    explicit Pairs(HeaderText header) : text_(header.text), line_(header.first_line) {
        skip(json_space);
        at_ += at_ < text_.size();  // the '{'
    }

    struct Pair {
        std::string_view key, value;  // as written; the key with its quotes
        std::uint32_t line = 0;       // of the key, in the file
        bool too_deep = false;
    };

    enum class Next : std::uint8_t { pair, broken, end };

    /// broken: the text at line() is not a key with a value, and was skipped up to the next one.
    Next next(Pair& pair) {
        skip(" \t\n,");
        if (at_ >= text_.size() || text_[at_] == '}') return Next::end;
        broken_line_ = line_;
        const std::size_t begin = at_;
        const std::size_t key_end = string_end(begin);
        const std::size_t colon =
            std::min(text_.find_first_not_of(json_space, key_end), text_.size());
        if (text_[begin] != '"' || colon >= text_.size() || text_[colon] != ':') {
            move_to(next_pair(begin + 1));
            return Next::broken;
        }
        pair = {text_.substr(begin, key_end - begin), {}, line_, false};
        move_to(colon + 1);
        skip(json_space);
        const std::size_t value_begin = at_;
        move_to(value_end(value_begin, pair.too_deep));
        pair.value = without_blanks(text_.substr(value_begin, at_ - value_begin));
        return Next::pair;
    }

    std::uint32_t line() const { return broken_line_; }
    bool closed() const { return at_ < text_.size(); }

private:
    void move_to(std::size_t at) {
        line_ += static_cast<std::uint32_t>(
            std::count(text_.begin() + static_cast<std::ptrdiff_t>(at_),
                       text_.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
        at_ = at;
    }
    void skip(std::string_view characters) {
        move_to(std::min(text_.find_first_not_of(characters, at_), text_.size()));
    }

    /// Returns the offset after the string that begins at `at`.
    std::size_t string_end(std::size_t at) const {
        for (++at; at < text_.size() && text_[at] != '"'; ++at) at += text_[at] == '\\';
        return std::min(at + 1, text_.size());
    }

    /// Returns the offset of the comma or brace after the value. If a quote or bracket is never
    /// closed, returns the comma before the next text that looks like a key.
    std::size_t value_end(std::size_t begin, bool& too_deep) {
        int depth = 0;
        for (std::size_t at = begin; at < text_.size();) {
            const char c = text_[at];
            if (depth == 0 && (c == ',' || c == '}')) return at;
            if (c == '[' || c == '{') ++depth;
            if (c == ']' || c == '}') --depth;
            too_deep = too_deep || depth > text::max_header_depth;
            at = c == '"' ? string_end(at) : at + 1;
        }
        // Each of these needs a walk to the end. A header with more of them is not repaired.
        return ++unclosed_ > text::max_unclosed_json_values ? text_.size() : next_pair(begin);
    }

    /// Returns the offset of the next `, "key":` from `from` on, at its comma or line end;
    /// otherwise the end.
    std::size_t next_pair(std::size_t from) const {
        for (std::size_t at = text_.find_first_of(",\n", from); at != text_.npos;
             at = text_.find_first_of(",\n", at + 1)) {
            const std::size_t quote = text_.find_first_not_of(json_space, at + 1);
            if (quote == text_.npos || text_[quote] != '"') continue;
            const std::size_t end = text_.substr(quote, text::max_header_key_bytes).find('"', 1);
            if (end == text_.npos) continue;
            const std::size_t colon = text_.find_first_not_of(json_space, quote + end + 1);
            if (colon != text_.npos && text_[colon] == ':') return at;
        }
        return text_.size();
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::uint32_t line_ = 1, broken_line_ = 1;
    int unclosed_ = 0;  // values so far
};

/// Parses a JSON value, also with the faults that repair_strings repairs. The result is discarded
/// if it is invalid.
Json parse_value(std::string_view text, bool& repaired) {
    Json value = Json::parse(text, nullptr, false);
    if (!value.is_discarded()) return value;
    bool changed = false;
    value = Json::parse(repair_strings(text, changed), nullptr, false);
    repaired = repaired || (changed && !value.is_discarded());
    return value;
}

}  // namespace

bool read_json(HeaderText header, FrontMatter& into) {
    Pairs pairs(header);
    Pairs::Pair pair;
    std::uint32_t repaired_line = 0;
    bool first = true;
    constexpr const char* hint = "correct it there, or write YAML";
    for (Pairs::Next next = pairs.next(pair); next != Pairs::Next::end; next = pairs.next(pair)) {
        if (next == Pairs::Next::broken) {
            if (first) return false;  // a flow mapping of YAML
            add_problem(into, pairs.line(), "front matter is not valid JSON here, left out", hint);
            continue;
        }
        first = false;
        bool repaired = false;
        const Json name = parse_value(pair.key, repaired);
        const std::string key = name.is_string()
                                    ? name.get<std::string>()
                                    : std::string(pair.key.substr(1, pair.key.size() - 2));
        if (pair.too_deep) {
            add_problem(into, pair.line,
                        key + " is nested deeper than " + std::to_string(text::max_header_depth) +
                            " levels, left out",
                        "flatten it");
            continue;
        }
        Json value = parse_value(pair.value, repaired);
        if (repaired && repaired_line == 0) repaired_line = pair.line;
        if (!value.is_discarded()) {
            put(into, key, std::move(value), pair.line);
        } else if (pair.value.starts_with('"') || pair.value.starts_with('[')) {
            add_problem(into, pair.line, key + " is not valid JSON, read as text", hint);
            put(into, key, value_as_text(pair.value), pair.line);
        } else {
            add_problem(into, pair.line, key + " is not valid JSON, left out", hint);
        }
    }
    if (!pairs.closed())
        add_problem(into, header.first_line, "front matter is a JSON object that is never closed",
                    "close it with a }");
    if (repaired_line != 0)
        add_problem(into, repaired_line,
                    "front matter has an escape that JSON forbids, read as the character itself",
                    "write the character without a backslash");
    return true;
}

}  // namespace assay::indexer
