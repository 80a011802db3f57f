#include "indexer/note/front_matter.h"

#include <algorithm>
#include <array>
#include <optional>

#include "indexer/note/header_formats.h"
#include "indexer/text/limits.h"

namespace assay::indexer {
namespace {

using Format = bool (*)(HeaderText header, FrontMatter& into);

struct Fence {
    std::string_view opening, closing;
    Format format;
};
constexpr std::array fences{Fence{"---", "---", read_yaml}, Fence{"---yaml", "---", read_yaml},
                            Fence{"---json", "---", read_json}, Fence{"---toml", "---", read_toml},
                            Fence{"+++", "+++", read_toml}};

std::string_view without_trailing_space(std::string_view line) {
    while (!line.empty() && (line.back() == ' ' || line.back() == '\t')) line.remove_suffix(1);
    return line;
}

std::size_t after_line(std::string_view text, std::size_t at, std::string_view line) {
    return std::min(at + line.size() + 1, text.size());
}

/// A header between its fences, as written in the file.
struct Block {
    HeaderText header;
    std::size_t body_offset = 0;
    std::uint32_t body_line = 1;
};

/// Returns the lines between the fences; nullopt if there is no closing fence.
std::optional<Block> closed_block(std::string_view text, std::size_t begin,
                                  std::string_view closing) {
    std::uint32_t number = 2;
    for (std::size_t at = begin; at < text.size(); ++number) {
        const std::string_view line = line_at(text, at);
        const std::string_view content = without_trailing_space(line);
        if (content == closing || (closing == "---" && content == "..."))  // YAML's own end
            return Block{
                {text.substr(begin, at - begin), 2}, after_line(text, at, line), number + 1};
        at = after_line(text, at, line);
    }
    return std::nullopt;
}

/// Returns a header that is never closed: the keys below the fence with their values, up to the
/// first line of text.
std::optional<Block> open_block(std::string_view text, std::size_t begin, char sign) {
    const bool object = line_at(text, begin).starts_with('{');
    std::uint32_t number = 2;
    std::size_t at = begin;
    for (bool more = true; more && at < text.size();) {
        const std::string_view line = line_at(text, at);
        const bool belongs =
            line.starts_with(' ') || line.starts_with('\t') || line.starts_with("- ");
        if (object) more = !line.empty() && !without_trailing_space(line).ends_with('}');
        else if (!begins_with_key(line, sign) && (!belongs || at == begin)) break;
        at = after_line(text, at, line);
        ++number;
    }
    const HeaderText header{text.substr(begin, at - begin), 2};
    const std::vector<HeaderChunk> keys = split_at_keys(header, sign);
    // "---" above prose is a rule, even if the prose has a colon.
    if (!object && std::none_of(keys.begin(), keys.end(),
                                [](const HeaderChunk& chunk) { return is_known_key(chunk.key); }))
        return std::nullopt;
    return Block{header, at, number};
}

void read_fenced(std::string_view text, const Fence& fence, FrontMatter& front_matter) {
    const std::size_t begin = after_line(text, 0, line_at(text, 0));
    std::optional<Block> block = closed_block(text, begin, fence.closing);
    if (!block) {
        block = open_block(text, begin, fence.format == read_toml ? '=' : ':');
        if (!block) return;  // a rule above prose
        add_problem(front_matter, 1,
                    "front matter is opened and never closed, read up to where text begins",
                    "close it with a line of " + std::string(fence.closing));
    }
    HeaderText header = block->header;
    if (header.text.size() >
        text::max_header_bytes) {  // its parsers take many bytes of memory for each
        header.text =
            header.text.substr(0, header.text.rfind('\n', text::max_header_bytes - 1) + 1);
        add_problem(front_matter, 1,
                    "front matter is larger than " + std::to_string(text::max_header_bytes) +
                        " bytes, the rest left out",
                    "shorten it");
    }
    const std::size_t first = header.text.find_first_not_of(" \t\n");
    const bool object = first != header.text.npos && header.text[first] == '{';
    const bool is_header =
        (object && fence.format != read_toml && read_json(header, front_matter)) ||
        fence.format(header, front_matter);
    if (!is_header) return;  // two rules with prose between them
    front_matter.body_offset = block->body_offset;
    front_matter.body_line = block->body_line;
}

/// True for a fence that does not open a header, because it follows empty lines or is indented.
bool has_misplaced_fence(std::string_view text, std::uint32_t& line) {
    const std::size_t first = text.find_first_not_of(" \t\n");
    if (first == 0 || first == text.npos || without_blanks(line_at(text, first)) != "---")
        return false;
    const std::string_view below =
        without_blanks(line_at(text, after_line(text, first, line_at(text, first))));
    line = 1 + static_cast<std::uint32_t>(std::count(
                   text.begin(), text.begin() + static_cast<std::ptrdiff_t>(first), '\n'));
    return below.starts_with('{') || begins_with_key(below, ':');
}

std::uint32_t line_of(const Error& problem) { return problem.where ? problem.where->line : 0; }

}  // namespace

FrontMatter read_front_matter(std::string_view text) {
    FrontMatter front_matter;
    const std::string_view opening = without_trailing_space(line_at(text, 0));
    const auto fence = std::find_if(fences.begin(), fences.end(),
                                    [&](const Fence& known) { return known.opening == opening; });
    std::uint32_t line = 0;
    if (fence != fences.end()) {
        read_fenced(text, *fence, front_matter);
    } else if (const auto end = read_plain_header(text, front_matter)) {
        front_matter.body_offset = *end;
        front_matter.body_line =
            1 + static_cast<std::uint32_t>(std::count(
                    text.begin(), text.begin() + static_cast<std::ptrdiff_t>(*end), '\n'));
    } else if (has_misplaced_fence(text, line)) {
        add_problem(front_matter, line, "front matter opens on the first line only, read as text",
                    "move --- to the beginning of the first line");
    }
    std::stable_sort(front_matter.problems.begin(), front_matter.problems.end(),
                     [](const Error& a, const Error& b) { return line_of(a) < line_of(b); });
    return front_matter;
}

}  // namespace assay::indexer
