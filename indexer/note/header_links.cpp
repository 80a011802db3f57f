#include "indexer/note/header_links.h"

#include <algorithm>
#include <string>

#include "indexer/note/value_links.h"
#include "indexer/text/one_line.h"
#include "indexer/text/unicode.h"

namespace assay::indexer {
namespace {

using Json = nlohmann::ordered_json;

/// Finds each link in the header as written, from the last one on.
class Places {
public:
    explicit Places(std::string_view header) : header_(header) {}

    /// Sets the place of a link that is written as `signs`, on line `line` or below it.
    void find(std::string_view signs, std::uint32_t line, schema::Link& link) {
        while (line_ < line) {
            const std::size_t end = header_.find('\n', at_);
            if (end == header_.npos) break;
            next_line(end);
        }
        link.line = line;
        link.column = 1;
        if (is_lost_) return;
        const std::size_t found = header_.find(signs, at_);
        // Only the rest of the header is searched again, so that many such links take little time.
        is_lost_ = found == header_.npos;
        if (is_lost_) return;
        for (std::size_t end = header_.find('\n', at_); end < found; end = header_.find('\n', at_))
            next_line(end);
        link.line = line_;
        pass(found);
        link.column = column_;
        pass(found + signs.size());
    }

private:
    void next_line(std::size_t end) {
        at_ = end + 1;
        ++line_;
        column_ = 1;
    }
    void pass(std::size_t end) {
        column_ += static_cast<std::uint32_t>(unicode::length(header_.substr(at_, end - at_)));
        at_ = end;
    }

    std::string_view header_;
    std::size_t at_ = 0;                   // where to search on
    std::uint32_t line_ = 1, column_ = 1;  // its place
    bool is_lost_ = false;
};

/// Returns the link that is written as `signs`: [[target|label]], perhaps after '!'.
schema::Link link_of(std::string_view signs) {
    const std::size_t open = signs.find("[[") + 2;
    const std::string_view inside = signs.substr(open, signs.size() - 2 - open);
    const std::size_t bar = inside.find('|');
    std::string_view target = inside.substr(0, bar);
    if (bar != inside.npos && target.ends_with('\\')) target.remove_suffix(1);
    schema::Link link;
    link.kind = schema::LinkKind::property;
    link.target = text::one_line(target);
    link.label = text::one_line(with_links_shown(signs));
    return link;
}

void collect(const Json& value, std::uint32_t line, Places& places,
             std::vector<schema::Link>& links) {
    if (value.is_structured()) {
        for (const Json& item : value) collect(item, line, places, links);
        return;
    }
    if (!value.is_string()) return;
    const std::string_view text = value.get_ref<const std::string&>();
    for (std::size_t at = text.find("[["); at != text.npos; at = text.find("[[", at)) {
        const std::size_t end = value_link_end(text, at);
        if (end == text.npos) {
            ++at;
            continue;
        }
        const std::string_view signs = text.substr(at, end - at);
        schema::Link link = link_of(signs);
        places.find(signs, line, link);
        if (!link.target.empty()) links.push_back(std::move(link));
        at = end;
    }
}

}  // namespace

std::vector<schema::Link> header_links(std::string_view text, const FrontMatter& front_matter) {
    std::vector<schema::Link> links;
    const std::string_view header = text.substr(0, front_matter.body_offset);
    if (header.find("[[") == header.npos) return links;
    Places places(header);
    for (const auto& [key, value] : front_matter.values.items()) {
        if (key == "dg-note-properties") continue;  // repeats the other keys
        const auto line = front_matter.lines.find(key);
        collect(value, line == front_matter.lines.end() ? 1 : line->second, places, links);
    }
    return links;
}

}  // namespace assay::indexer
