#include "cli/serve/page_frame.h"

#include "cli/serve/assets.h"

namespace assay::cli {

HttpResponse framed(const PageFrame& frame, const std::string& main) {
    Html page;
    page.raw(
            "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
            "<meta name=\"color-scheme\" content=\"light dark\"><title>")
        .text(frame.title.empty() ? "assay" : frame.title + " – assay")
        .raw("</title><link rel=\"stylesheet\"")
        .attribute("href", style_address())
        .raw("><script defer")
        .attribute("src", script_address())
        .raw("></script></head><body")
        .attribute("data-page", frame.kind)
        .raw(
            "><a class=\"skip\" href=\"#main\">To the notes</a><header><a class=\"home\" "
            "href=\"/\">assay</a><form id=\"search\" role=\"search\" action=\"/\">"
            "<label class=\"hidden\" for=\"q\">Search the notes</label><input id=\"q\" name=\"q\" "
            "type=\"search\" placeholder=\"Search the notes\" autocomplete=\"off\" "
            "autocapitalize=\"off\" spellcheck=\"false\" dir=\"auto\" maxlength=\"4096\"")
        .attribute("value", frame.query)
        .raw(">");
    for (const auto& [name, value] : frame.kept)
        page.raw("<input type=\"hidden\"")
            .attribute("name", name)
            .attribute("value", value)
            .raw(">");
    page.raw(
        "<button>Search</button></form><nav aria-label=\"Pages of assay\">"
        "<a href=\"/stats\">Statistics</a></nav></header>"
        "<p id=\"status\" class=\"hidden\" role=\"status\"></p>");
    if (!frame.remark.empty()) page.raw("<p class=\"remark\">").text(frame.remark).raw("</p>");
    page.raw("<main id=\"main\" tabindex=\"-1\">").raw(main).raw("</main></body></html>\n");
    return {200, "text/html; charset=utf-8", page.take()};
}

void write_marked(Html& html, std::string_view text, const std::vector<query::TextRange>& marks) {
    std::size_t done = 0;
    for (const query::TextRange& mark : marks) {
        html.text(text.substr(done, mark.begin - done))
            .raw("<mark>")
            .text(text.substr(mark.begin, mark.end - mark.begin))
            .raw("</mark>");
        done = mark.end;
    }
    html.text(text.substr(done));
}

void write_passage(Html& html, const query::Passage& passage, const std::string& address) {
    html.raw("<p class=\"passage\" dir=\"auto\">");
    if (!passage.headings.empty()) {
        html.raw("<a class=\"trail\"")
            .attribute("href", passage.anchor.empty()
                                   ? address
                                   : address + "#" + escaped_value(passage.anchor))
            .raw(">");
        for (const std::string& heading : passage.headings)
            html.raw(&heading == &passage.headings.front() ? "" : " › ").text(heading);
        html.raw("</a> ");
    }
    if (passage.cut_before) html.raw("… ");
    write_marked(html, passage.text, passage.marks);
    if (passage.cut_after) html.raw(" …");
    html.raw("</p>");
}

void write_link(Html& html, const std::string& address, std::string_view text,
                std::string_view class_name) {
    html.raw("<a").attribute("href", address);
    if (!class_name.empty()) html.attribute("class", class_name);
    html.raw(">").text(text).raw("</a>");
}

std::string grouped(std::size_t count) {
    std::string digits = std::to_string(count);
    for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
    return digits;
}

std::string counted(std::size_t count, std::string_view one, std::string_view several) {
    return grouped(count).append(" ").append(count == 1 ? one : several);
}

}  // namespace assay::cli
