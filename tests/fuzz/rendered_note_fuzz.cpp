// Any text as a note on the page, with raw HTML shown and with raw HTML passed on: every tag is
// written as this program writes tags, is in the list below, has its end, and runs or loads
// nothing.
#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "cli/serve/rendered_note.h"
#include "cli/serve/web_address.h"
#include "indexer/note/encoding.h"
#include "indexer/note/markdown.h"
#include "tests/fuzz/require.h"

using assay::fuzz::is_boundary;
using assay::fuzz::require;

namespace {

namespace cli = assay::cli;

constexpr std::array<std::string_view, 5> void_elements{"br", "col", "hr", "img", "wbr"};
constexpr std::array<std::string_view, 62> elements{
    "a",      "abbr",   "b",       "bdi",    "bdo",      "blockquote", "caption", "cite",  "code",
    "col",    "dd",     "del",     "dfn",    "colgroup", "figcaption", "details", "div",   "dl",
    "dt",     "em",     "h2",      "figure", "h3",       "h4",         "h5",      "h6",    "i",
    "ins",    "kbd",    "li",      "mark",   "ol",       "p",          "pre",     "q",     "rp",
    "rt",     "ruby",   "s",       "samp",   "section",  "small",      "span",    "sub",   "sup",
    "strike", "strong", "summary", "table",  "tbody",    "td",         "th",      "thead", "tfoot",
    "time",   "tr",     "tt",      "u",      "ul",       "var",        "img",     "br"};
constexpr std::array<std::string_view, 24> attributes{
    "alt",   "aria-label", "class",  "colspan", "data-language", "datetime", "dir",   "href",
    "id",    "lang",       "height", "open",    "rel",           "reversed", "role",  "rowspan",
    "scope", "span",       "src",    "start",   "tabindex",      "title",    "value", "width"};

template <typename List>
bool has(const List& list, std::string_view name) {
    return std::find(list.begin(), list.end(), name) != list.end();
}

/// Links lead to the web or to a note, pictures are files in img/.
cli::NoteLinks links() {
    return {[](assay::schema::LinkKind, std::string_view target) -> cli::ShownLink {
                if (cli::is_web_address(target)) return {std::string(target), "outside", {}, true};
                if (target.find(':') != target.npos) return {{}, "unresolved", {}, false};
                return {cli::escaped_path("/note/" + std::string(target)), {}, "a remark", false};
            },
            [](assay::schema::LinkKind, std::string_view target) {
                return target.starts_with("img/")
                           ? cli::escaped_path("/picture/" + std::string(target))
                           : std::string();
            }};
}

/// Reads tags as strictly as they are written.
class Page {
public:
    explicit Page(std::string_view html) : html_(html) {}

    void check() {
        for (at_ = html_.find('<'); at_ != html_.npos; at_ = html_.find('<', at_)) tag();
        require(open_.empty(), "every element has its end");
    }

private:
    bool take(char wanted) {
        if (at_ >= html_.size() || html_[at_] != wanted) return false;
        ++at_;
        return true;
    }

    std::string_view name() {
        const std::size_t begin = at_;
        while (at_ < html_.size() &&
               ((html_[at_] >= 'a' && html_[at_] <= 'z') ||
                (html_[at_] >= '0' && html_[at_] <= '9') || html_[at_] == '-'))
            ++at_;
        return html_.substr(begin, at_ - begin);
    }

    void tag() {
        ++at_;
        const bool closes = take('/');
        const std::string_view element = name();
        require(has(elements, element) || has(void_elements, element), "an element of the list");
        while (take(' ')) attribute(closes);
        require(take('>'), "a tag is whole");
        if (closes) {
            require(!open_.empty() && open_.back() == element, "the innermost element ends");
            open_.pop_back();
        } else if (!has(void_elements, element)) {
            open_.push_back(element);
        }
    }

    void attribute(bool closes) {
        const std::string_view attribute = name();
        require(!closes && has(attributes, attribute), "an attribute of the list");
        require(take('=') && take('"'), "a value is quoted");
        const std::size_t end = html_.find('"', at_);
        require(end != html_.npos, "a value ends");
        const std::string_view value = html_.substr(at_, end - at_);
        require(value.find_first_of("<>") == value.npos, "a value is no markup");
        if (attribute == "href")
            require(value.starts_with('/') || value.starts_with('#') || cli::is_web_address(value),
                    "a link leads to the web or to a page of ours");
        if (attribute == "src")
            require(value.starts_with("/picture/"), "a picture is a file of the corpus");
        at_ = end + 1;
    }

    std::string_view html_;
    std::size_t at_ = 0;
    std::vector<std::string_view> open_;
};

void check(const std::string& body, bool raw_html) {
    cli::NoteMarkdown note;
    note.body = body;
    note.raw_html = raw_html;
    note.headings = assay::indexer::read_markdown(body, note.first_line, false).headings;
    note.tags = {"rain", "city/rain"};
    if (!note.headings.empty()) note.title = note.headings.front().text;
    // Every fourth word is marked: marks begin and end in the middle of anything.
    std::size_t count = 0;
    for (std::size_t at = 0; at < body.size();) {
        const std::size_t end = std::min(body.find_first_of(" \n", at), body.size());
        if (++count % 4 == 0 && end > at && is_boundary(body, at) && is_boundary(body, end))
            note.marks.push_back({at, end});
        at = end + 1;
    }
    const cli::RenderedNote shown = cli::render_note(note, links());
    require(assay::unicode::is_valid(shown.html), "the page is UTF-8");
    Page(shown.html).check();
    Page(shown.heading).check();
    std::string whole;  // with something in the place of each embed
    std::size_t last = 0;
    for (const cli::EmbeddedNote& each : shown.embedded) {
        require(each.offset >= last && each.offset <= shown.html.size(), "embeds are in order");
        whole.append(shown.html, last, each.offset - last);
        whole += each.in_paragraph ? "</p><div></div><p>" : "<div></div>";
        last = each.offset;
    }
    Page(whole.append(shown.html, last)).check();
    require(cli::render_note(note, links()).html == shown.html, "a note looks the same twice");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string body =
        assay::indexer::decode_text(std::string_view(reinterpret_cast<const char*>(data), size))
            .text;
    check(body, false);
    check(body, true);
    return 0;
}
