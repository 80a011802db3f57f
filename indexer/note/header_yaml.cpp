// YAML between ---. The only user of yaml-cpp, with config.cpp.
#include <yaml-cpp/depthguard.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <map>

#include "indexer/note/header_formats.h"
#include "indexer/text/limits.h"
#include "indexer/text/unicode.h"

namespace assay::indexer {
namespace {

using Json = nlohmann::ordered_json;

/// Returns the text of a scalar. yaml-cpp turns the escapes \\_ (no-break space) and \\N (next
/// line) of a quoted scalar into bytes of Latin-1, which are invalid UTF-8.
std::string scalar(const YAML::Node& node) {
    const std::string& text = node.Scalar();
    if (unicode::is_valid(text)) return text;
    std::string valid;
    for (std::size_t at = 0; at < text.size();) {
        const unicode::CodePoint point = unicode::decode(text, at);
        const bool lone_byte = point.size == 1 && point.value == 0xFFFD;
        unicode::append(valid, lone_byte ? static_cast<unsigned char>(text[at]) : point.value);
        at += point.size;
    }
    return valid;
}

/// Returns [[Target]] without quotes, which YAML reads as a list in a list; empty for any other
/// list.
std::string obsidian_link(const YAML::Node& list) {
    if (list.size() != 1 || list.Style() != YAML::EmitterStyle::Flow) return {};
    const YAML::Node inner = list[0];
    if (!inner.IsSequence() || inner.size() != 1 || inner.Style() != YAML::EmitterStyle::Flow)
        return {};
    const YAML::Node target = inner[0];
    if (target.IsScalar())
        return target.Tag() == "!" || target.Scalar().empty() ? std::string()
                                                              : "[[" + scalar(target) + "]]";
    if (!target.IsMap() || target.size() != 1) return {};
    const auto entry = *target.begin();  // [[Rust: a tour]]
    return entry.first.IsScalar() && entry.second.IsScalar()
               ? "[[" + scalar(entry.first) + ": " + scalar(entry.second) + "]]"
               : std::string();
}

/// What the values of a header may still take, because anchors can multiply them.
struct Budget {
    std::size_t values = text::max_header_values, bytes = text::max_header_value_bytes;
};

/// Converts one value, and takes it from the budget.
class Converter {
public:
    explicit Converter(Budget& budget) : budget_(budget) {}
    bool cut() const { return cut_; }

    Json convert(const YAML::Node& node, int level) {
        if (budget_.values == 0 || level > text::max_header_depth) {
            cut_ = true;
            return nullptr;
        }
        --budget_.values;
        switch (node.Type()) {
            case YAML::NodeType::Scalar:
                if (!has_bytes(node.Scalar().size())) return nullptr;
                if (node.Tag().size() > 1 && node.Tag().front() == '!')
                    return node.Tag() + " " + scalar(node);  // - !important note
                return node.Tag() == "!" ? Json(scalar(node))
                                         : plain_scalar(scalar(node));  // "!": the scalar is quoted
            case YAML::NodeType::Sequence: {
                if (std::string link = obsidian_link(node); !link.empty()) return link;
                Json list = Json::array();
                for (const YAML::Node& item : node) {
                    if (cut_) break;
                    list.push_back(convert(item, level + 1));
                }
                return list;
            }
            case YAML::NodeType::Map: {
                Json map = Json::object();
                for (const auto& entry : node) {
                    if (cut_) break;
                    const std::string key = key_of(entry.first, level);
                    if (cut_ || !has_bytes(key.size())) break;
                    map[key] = convert(entry.second, level + 1);
                }
                return map;
            }
            case YAML::NodeType::Undefined:
            case YAML::NodeType::Null: break;
        }
        return nullptr;
    }

private:
    bool has_bytes(std::size_t bytes) {
        if (bytes > budget_.bytes) cut_ = true;
        else budget_.bytes -= bytes;
        return !cut_;
    }

    /// A list or a map that is a key becomes text. Such a key in such a key doubles the backslashes
    /// of the inner one, so a long one is not taken.
    std::string key_of(const YAML::Node& key, int level) {
        if (key.IsScalar()) return scalar(key);
        const Json value = convert(key, level + 1);
        std::string written = cut_ ? std::string() : value.dump();
        if (written.size() > text::max_header_key_bytes) cut_ = true;
        return written;
    }

    Budget& budget_;
    bool cut_ = false;
};

/// Values that YAML reads only in part, by the line of their key.
using Beyond = std::map<std::uint32_t, Json>;

/// Puts the keys of a document that yaml-cpp could read.
void put_map(const YAML::Node& map, std::uint32_t first_line, Budget& budget, FrontMatter& into,
             Beyond beyond = {}) {
    for (const auto& entry : map) {
        const std::uint32_t line = first_line + static_cast<std::uint32_t>(entry.first.Mark().line);
        if (!entry.first.IsScalar()) {
            add_problem(into, line, "front matter has a key that is not text, left out",
                        "write the key in quotes");
            continue;
        }
        const std::string key = scalar(entry.first);
        if (const auto meant = beyond.find(line); meant != beyond.end()) {
            put(into, key, std::move(meant->second), line);
            beyond.erase(meant);
            continue;
        }
        const Budget before = budget;
        Converter converter(budget);
        Json value = converter.convert(entry.second, 0);
        if (converter.cut()) {
            // The next keys get half, so that many such keys stay cheap.
            budget = {before.values / 2, before.bytes / 2};
            add_problem(into, line, key + " is larger than front matter may be, left out",
                        "shorten it");
            continue;
        }
        put(into, key, std::move(value), line);
    }
}

/// The message of yaml-cpp, shortened, and its line within `text`.
struct Complaint {
    std::string message;
    std::uint32_t line = 0;
    bool too_deep = false;
};

/// Returns a map, or nullopt with the reason in `complaint`.
std::optional<YAML::Node> load_map(std::string_view text, Complaint& complaint) {
    try {
        const YAML::Node root = YAML::Load(std::string(text));
        if (root.IsMap()) return root;
        complaint.message = root.IsNull() ? "" : "no blank after the colon";
    } catch (const YAML::DeepRecursion&) {
        complaint = {"nested too deep", 0, true};
    } catch (const YAML::Exception& error) {
        complaint = {error.msg, error.mark.is_null()
                                    ? 0
                                    : static_cast<std::uint32_t>(std::max(error.mark.line, 0))};
    }
    return std::nullopt;
}

/// Returns the lines without their common indent; empty if they have none.
std::string dedented(std::string_view text) {
    std::size_t indent = std::string_view::npos;
    for (std::size_t at = 0; at < text.size(); at += line_at(text, at).size() + 1)
        if (const std::size_t blanks = line_at(text, at).find_first_not_of(" \t");
            blanks != std::string_view::npos)
            indent = std::min(indent, blanks);
    std::string lines;
    if (indent == 0 || indent == std::string_view::npos) return lines;
    for (std::size_t at = 0; at < text.size(); at += line_at(text, at).size() + 1) {
        const std::string_view line = line_at(text, at);
        lines.append(line.substr(std::min(indent, line.size()))).append("\n");
    }
    return lines;
}

/// Reads what it can of an invalid header: each key with its value; otherwise the first line of it;
/// otherwise that line as text.
bool read_by_keys(HeaderText header, FrontMatter& into) {
    const std::string without_indent = dedented(header.text);
    if (!without_indent.empty()) return read_by_keys({without_indent, header.first_line}, into);
    const std::vector<HeaderChunk> chunks = split_at_keys(header, ':');
    if (std::none_of(chunks.begin(), chunks.end(),
                     [](const HeaderChunk& chunk) { return !chunk.key.empty(); }))
        return false;
    constexpr const char* hint = "correct it there, or put the value in quotes";
    const AliasNames aliases = alias_names(header.text);
    Budget budget;
    for (const HeaderChunk& chunk : chunks) {
        Complaint complaint, ignored;
        if (std::optional<Json> meant =
                chunk.key.empty() ? std::nullopt : value_beyond_yaml(chunk.value, aliases)) {
            put(into, std::string(chunk.key), *std::move(meant), chunk.line);
            continue;
        }
        if (const auto map = load_map(chunk.text, complaint)) {
            if (map->size() == 1) {
                put_map(*map, chunk.line, budget, into);
                continue;
            }
            complaint = {"a line without a key", 1};  // which yaml-cpp accepts as a key
        }
        if (chunk.key.empty()) {
            if (!complaint.message.empty())
                add_problem(into, chunk.line,
                            "front matter is not valid YAML here, left out: " +
                                std::string(without_blanks(line_at(chunk.text, 0)).substr(0, 40)),
                            "remove it, or write key: value");
            continue;
        }
        const std::string key(chunk.key);
        if (complaint.too_deep) {
            add_problem(into, chunk.line, key + " is nested too deep, left out", "flatten it");
            continue;
        }
        const std::string_view first_line = line_at(chunk.text, 0);
        if (const auto map = without_blanks(line_at(chunk.value, 0)).empty()
                                 ? std::nullopt
                                 : load_map(first_line, ignored)) {
            add_problem(
                into, chunk.line + complaint.line,
                "front matter is not valid YAML below " + key + ", left out: " + complaint.message,
                hint);
            put_map(*map, chunk.line, budget, into);
            continue;
        }
        add_problem(into, chunk.line + complaint.line,
                    key + " is not valid YAML, read as text: " + complaint.message, hint);
        put(into, key, value_as_text(chunk.value), chunk.line);
    }
    return true;
}

/// Returns the line of the key whose quote is never closed; 0 if there is none. yaml-cpp lets such
/// a quote run to the end, over the following keys.
std::uint32_t line_of_open_quote(const YAML::Node& map, HeaderText header) {
    std::vector<std::uint32_t> key_lines;
    for (const auto& entry : map)
        key_lines.push_back(header.first_line +
                            static_cast<std::uint32_t>(entry.first.Mark().line));
    std::sort(key_lines.begin(), key_lines.end());
    std::uint32_t before = header.first_line;
    for (const HeaderChunk& chunk : split_at_keys(header, ':')) {
        if (!chunk.key.empty() &&
            !std::binary_search(key_lines.begin(), key_lines.end(), chunk.line))
            return before;
        before = chunk.line;
    }
    return 0;
}

}  // namespace

bool read_yaml(HeaderText header, FrontMatter& into) {
    if (read_yaml_lines(header, into)) return true;
    Complaint complaint;
    if (const auto map = load_map(header.text, complaint)) {
        if (const std::uint32_t line = line_of_open_quote(*map, header)) {
            const std::size_t before = into.problems.size();
            read_by_keys(header, into);
            if (into.problems.size() == before)
                add_problem(into, line, "front matter has a quote or bracket that is never closed",
                            "close it in the same line");
            return true;
        }
        const AliasNames aliases = alias_names(header.text);
        Beyond beyond;
        for (const HeaderChunk& chunk : split_at_keys(header, ':')) {
            if (chunk.key.empty()) continue;
            if (std::optional<Json> meant = value_beyond_yaml(chunk.value, aliases))
                beyond.emplace(chunk.line, *std::move(meant));
            else if (const std::optional<std::uint32_t> line = line_of_nested_tag(chunk.value))
                add_problem(
                    into, chunk.line + *line,
                    std::string(chunk.key) + " has a # that begins a comment in YAML, left out",
                    "put the value in quotes");
        }
        Budget budget;
        put_map(*map, header.first_line, budget, into, std::move(beyond));
        return true;
    }
    if (complaint.message.empty()) return true;  // nothing there, or comments only
    return read_by_keys(header, into);
}

}  // namespace assay::indexer
