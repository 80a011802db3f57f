#include "indexer/front_matter.h"

#include <yaml-cpp/yaml.h>

#include <charconv>
#include <optional>

namespace assay {
namespace {

using Json = nlohmann::ordered_json;

/// A YAML document may repeat a part by name a million times; nobody's front matter holds more values or levels than this.
constexpr std::size_t most_values = 10'000;
constexpr int deepest_level = 64;

struct Line {
    std::string_view text;  // without its end
    std::size_t next;       // offset of the following line
};

Line line_at(std::string_view text, std::size_t at) {
    const std::size_t end = text.find('\n', at);
    if (end == text.npos) return {text.substr(at), text.size()};
    return {text.substr(at, end - at), end + 1};
}

std::string_view without_trailing_space(std::string_view text) {
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

Error problem(std::uint32_t line, std::string message, std::string hint) {
    return {ErrorKind::note, std::move(message), SourcePos{"", line}, std::move(hint)};
}

/// A header between its fences, as it stands in the file.
struct Block {
    std::string_view text;
    std::uint32_t first_line = 2;  // of `text`, in the file
    std::size_t body_offset = 0;
    std::uint32_t body_line = 1;
    bool is_json = false;
};

std::optional<Block> find_block(std::string_view text, std::vector<Error>& problems) {
    const Line fence = line_at(text, 0);
    const std::string_view opening = without_trailing_space(fence.text);
    if (opening != "---" && opening != "---json") return std::nullopt;
    Block block;
    std::uint32_t number = 2;
    for (std::size_t at = fence.next; at < text.size(); ++number) {
        const Line line = line_at(text, at);
        const std::string_view content = without_trailing_space(line.text);
        if (content == "---" || content == "...") {
            block.text = text.substr(fence.next, at - fence.next);
            block.body_offset = line.next;
            block.body_line = number + 1;
            const std::size_t first = block.text.find_first_not_of(" \t\n");
            block.is_json = opening == "---json" || (first != block.text.npos && block.text[first] == '{');
            return block;
        }
        at = line.next;
    }
    problems.push_back(problem(1, "front matter is opened by --- and never closed, read as text", "close it with a line of ---"));
    return std::nullopt;
}

/// JSON knows eight escapes; the Digital Garden plugin also writes \| inside strings. An unknown escape is read as the
/// character itself. `line` receives the 1-based line of the first one, within `text`.
std::string repair_escapes(std::string_view text, std::uint32_t& line) {
    std::string repaired;
    repaired.reserve(text.size());
    bool in_string = false;
    std::uint32_t current = 1;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (c == '\n') ++current;
        if (c == '"') in_string = !in_string;
        if (c == '\\' && in_string && at + 1 < text.size()) {
            const char escaped = text[++at];
            if (std::string_view("\"\\/bfnrtu").find(escaped) != std::string_view::npos) repaired.push_back('\\');
            else if (line == 0) line = current;
            repaired.push_back(escaped);
            continue;
        }
        repaired.push_back(c);
    }
    return repaired;
}

Json read_json(const Block& block, std::vector<Error>& problems) {
    Json values = Json::parse(block.text, nullptr, false);
    if (values.is_discarded()) {
        std::uint32_t line = 0;
        const std::string repaired = repair_escapes(block.text, line);
        try {
            values = Json::parse(repaired);
            problems.push_back(problem(block.first_line + line - 1, "unknown escape in JSON, read as the character itself",
                                       "write the character without a backslash"));
        } catch (const Json::parse_error& error) {
            const auto byte = std::min(error.byte, repaired.size());
            const auto lines_before = std::count(repaired.begin(), repaired.begin() + static_cast<std::ptrdiff_t>(byte), '\n');
            problems.push_back(problem(block.first_line + static_cast<std::uint32_t>(lines_before),
                                       "front matter is not valid JSON, left out", "correct it there, or write YAML"));
            return Json::object();
        }
    }
    if (!values.is_object()) {
        problems.push_back(problem(block.first_line, "front matter is JSON but no object, left out", "write {\"title\": \"…\"}"));
        return Json::object();
    }
    return values;
}

/// A plain (unquoted) YAML scalar as the JSON it stands for; what reads back differently stays a string (1.10, 007, dates).
Json plain_scalar(const std::string& text) {
    if (text.empty() || text == "~" || text == "null" || text == "Null" || text == "NULL") return nullptr;
    if (text == "true" || text == "True" || text == "TRUE") return true;
    if (text == "false" || text == "False" || text == "FALSE") return false;
    std::int64_t integer = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), integer);
    if (error == std::errc() && end == text.data() + text.size() && std::to_string(integer) == text) return integer;
    return text;
}

Json to_json(const YAML::Node& node, std::size_t& budget, int level) {
    if (budget == 0 || level > deepest_level) return nullptr;
    --budget;
    switch (node.Type()) {
        case YAML::NodeType::Scalar:
            return node.Tag() == "!" ? Json(node.Scalar()) : plain_scalar(node.Scalar());
        case YAML::NodeType::Sequence: {
            Json list = Json::array();
            for (const YAML::Node& item : node) list.push_back(to_json(item, budget, level + 1));
            return list;
        }
        case YAML::NodeType::Map: {
            Json map = Json::object();
            for (const auto& entry : node)
                if (entry.first.IsScalar()) map[entry.first.Scalar()] = to_json(entry.second, budget, level + 1);
            return map;
        }
        case YAML::NodeType::Undefined:
        case YAML::NodeType::Null:
            break;
    }
    return nullptr;
}

/// nullopt: what stands between the fences is text, not a header (two rules with prose between them).
std::optional<Json> read_yaml(const Block& block, std::vector<Error>& problems) {
    try {
        const YAML::Node root = YAML::Load(std::string(block.text));
        if (root.IsNull()) return Json::object();
        if (!root.IsMap()) return std::nullopt;
        std::size_t budget = most_values;
        Json values = to_json(root, budget, 0);
        if (budget == 0)
            problems.push_back(problem(block.first_line, "front matter holds more than 10000 values, the rest left out", "shorten it"));
        return values;
    } catch (const YAML::Exception& error) {
        const std::uint32_t line = error.mark.is_null() ? 0 : static_cast<std::uint32_t>(error.mark.line);
        problems.push_back(problem(block.first_line + line, "front matter is not valid YAML: " + error.msg, "correct it there, or write JSON"));
        return Json::object();
    }
}

}  // namespace

FrontMatter read_front_matter(std::string_view text) {
    FrontMatter front_matter;
    const std::optional<Block> block = find_block(text, front_matter.problems);
    if (!block) return front_matter;
    std::optional<Json> values =
        block->is_json ? read_json(*block, front_matter.problems) : read_yaml(*block, front_matter.problems);
    if (!values) return front_matter;
    front_matter.values = std::move(*values);
    front_matter.body_offset = block->body_offset;
    front_matter.body_line = block->body_line;
    return front_matter;
}

}  // namespace assay
