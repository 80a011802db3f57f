#include "indexer/markdown_features.h"

#include <algorithm>
#include <array>
#include <memory>

#include "indexer/cmark_tree.h"

namespace assay {
namespace {

struct IterFree {
    void operator()(cmark_iter* iter) const noexcept { cmark_iter_free(iter); }
};

bool is_picture(std::string_view target) {
    constexpr std::array<std::string_view, 8> endings{".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".bmp"};
    target = target.substr(0, target.find_first_of("|#"));
    return std::any_of(endings.begin(), endings.end(), [&](std::string_view ending) {
        return target.size() > ending.size() && std::equal(ending.rbegin(), ending.rend(), target.rbegin(), [](char a, char b) { return a == (b >= 'A' && b <= 'Z' ? b + 32 : b); });
    });
}

/// [[target]], ![[picture.png]] and $math$ of one line, whose code spans are skipped.
void read_line(std::string_view line, Features& features) {
    const auto is_blank = [](char c) { return c == ' ' || c == '\t'; };
    for (std::size_t at = 0; at < line.size(); ++at) {
        if (line[at] == '\\') {
            ++at;
        } else if (line[at] == '`') {
            const std::size_t ticks = std::min(line.find_first_not_of('`', at), line.size()) - at;
            const std::size_t close = line.find(line.substr(at, ticks), at + ticks);
            at = (close == line.npos ? at : close) + ticks - 1;
        } else if (line.substr(at, 2) == "[[") {
            const std::size_t close = line.find("]]", at);
            if (close == line.npos || close == at + 2) continue;
            const bool embed = at > 0 && line[at - 1] == '!';
            (embed && is_picture(line.substr(at + 2, close - at - 2)) ? features.image : features.link) = true;
            at = close + 1;
        } else if (line.substr(at, 2) == "$$") {
            features.math = true;
            return;
        } else if (line[at] == '$' && at + 1 < line.size() && !is_blank(line[at + 1])) {
            // Pandoc's rule tells prices from formulas: no blank inside of the signs, no digit behind them.
            const std::size_t close = line.find('$', at + 1);
            if (close == line.npos) continue;
            const bool digit_behind = close + 1 < line.size() && line[close + 1] >= '0' && line[close + 1] <= '9';
            features.math = features.math || (!is_blank(line[close - 1]) && !digit_behind);
        }
    }
}

void read_source(std::string_view body, Features& features) {
    std::string_view fence;  // that opened the code block the line is in
    for (std::size_t begin = 0; begin < body.size();) {
        const std::size_t end = std::min(body.find('\n', begin), body.size());
        const std::string_view line = body.substr(begin, end - begin);
        begin = end + 1;
        const std::size_t indent = line.find_first_not_of(" >");
        const std::string_view text = line.substr(std::min(indent, line.size()));
        const bool is_fence = text.starts_with("```") || text.starts_with("~~~");
        if (!fence.empty()) {
            if (text.starts_with(fence)) fence = {};
        } else if (is_fence) {
            fence = text.substr(0, std::min(text.find_first_not_of(text.front()), text.size()));
        } else {
            read_line(line, features);
        }
    }
}

}  // namespace

Features find_features(cmark_node* document, std::string_view body) {
    Features features;
    const std::unique_ptr<cmark_iter, IterFree> iter(cmark_iter_new(document));
    for (cmark_event_type event = cmark_iter_next(iter.get()); event != CMARK_EVENT_DONE; event = cmark_iter_next(iter.get())) {
        if (event != CMARK_EVENT_ENTER) continue;
        cmark_node* node = cmark_iter_get_node(iter.get());
        const cmark_node_type type = cmark_node_get_type(node);
        if (type == CMARK_NODE_LINK) features.link = true;
        else if (type == CMARK_NODE_IMAGE) features.image = true;
        else if (type == CMARK_NODE_FOOTNOTE_REFERENCE || type == CMARK_NODE_FOOTNOTE_DEFINITION) features.footnote = true;
        else if (type == CMARK_NODE_HTML_BLOCK || type == CMARK_NODE_HTML_INLINE) {
            const std::string_view html = view(cmark_node_get_literal(node));
            features.image = features.image || html.find("<img") != html.npos;
            features.link = features.link || html.find("<a href") != html.npos;
            features.table = features.table || html.find("<table") != html.npos;
        } else if (const std::string_view name = view(cmark_node_get_type_string(node)); name == "table") features.table = true;
        else if (name == "tasklist") features.task = true;
    }
    read_source(body, features);
    return features;
}

}  // namespace assay
