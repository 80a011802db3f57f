// Any text as raw HTML, whole and cut in two -> text without what a browser hides.
#include <algorithm>
#include <cstdint>
#include <string>

#include "indexer/note/encoding.h"
#include "indexer/note/html_entity.h"
#include "indexer/note/html_text.h"
#include "indexer/note/shield.h"
#include "tests/fuzz/require.h"

using assay::fuzz::is_boundary;
using assay::fuzz::require;
using assay::fuzz::require_shown;

namespace {

void check(std::string_view body, std::size_t cut) {
    assay::indexer::ShieldedBody source;
    source.body = body;
    assay::indexer::PlainText out(source, 1);
    assay::indexer::HtmlText html(body, out,
                                  [](std::string_view entity) { return std::string(entity); });
    const auto line = static_cast<std::uint32_t>(
        1 + std::count(body.begin(), body.begin() + static_cast<std::ptrdiff_t>(cut), '\n'));
    html.read(body.substr(0, cut), {1, 0});
    html.read(body.substr(cut), {line, 0});
    html.write_titles();
    const std::string text = out.take_text();
    require_shown(text, "the text is UTF-8 that a terminal may see");
    require(text.size() <= 8 * body.size() + 8, "the text is not much longer than the HTML");
    const auto lines = static_cast<std::uint32_t>(1 + std::count(body.begin(), body.end(), '\n'));
    std::size_t last = 0;
    for (const assay::schema::Segment& segment : out.take_segments()) {
        // Of blanks that ended the text and are gone; read_markdown drops these.
        if (segment.offset >= text.size()) continue;
        require(segment.offset >= last && is_boundary(text, segment.offset),
                "segments are in order");
        require(segment.line >= 1 && segment.line <= lines && segment.column >= 1, "in the file");
        last = segment.offset;
    }
    for (const assay::schema::Stretch& table : out.take_tables())
        require(table.begin <= table.end && table.end <= text.size(), "tables lie in the text");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string body =
        assay::indexer::decode_text(std::string_view(reinterpret_cast<const char*>(data), size))
            .text;
    check(body, body.size());
    const std::size_t line_end = body.find('\n', body.size() / 2);
    if (line_end != body.npos) check(body, line_end + 1);
    for (std::size_t at = body.find('&'); at != body.npos; at = body.find('&', at + 1)) {
        const std::string_view entity = assay::indexer::html_entity_at(body, at);
        require(entity.empty() || (entity.front() == '&' && entity.back() == ';'),
                "an entity is from & to ;");
    }
    return 0;
}
