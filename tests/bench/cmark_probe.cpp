// cmark_probe: the facts about cmark-gfm that doc/engine-notes.md states, looked up in the
// installed library. Prints the nodes of small texts with the places that cmark reports, and how
// times grow.
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>

#include <chrono>
#include <cstdio>
#include <memory>
#include <string>

namespace {

struct CmarkFree {
    void operator()(cmark_node* node) const noexcept { cmark_node_free(node); }
    void operator()(cmark_iter* iterator) const noexcept { cmark_iter_free(iterator); }
};

std::unique_ptr<cmark_node, CmarkFree> parse(const std::string& text) {
    cmark_parser* const parser =
        cmark_parser_new(CMARK_OPT_FOOTNOTES | CMARK_OPT_UNSAFE | CMARK_OPT_SOURCEPOS);
    for (const char* name : {"table", "strikethrough", "autolink", "tasklist"})
        cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(name));
    cmark_parser_feed(parser, text.data(), text.size());
    std::unique_ptr<cmark_node, CmarkFree> document(cmark_parser_finish(parser));
    cmark_parser_free(parser);
    return document;
}

/// The text with line ends and bytes beyond ASCII as escapes.
std::string visible(const std::string& text) {
    std::string shown;
    for (const char c : text) {
        char escaped[8];
        if (c == '\n') shown += "\\n";
        else if (c < 0x20 || c > 0x7E) {
            std::snprintf(escaped, sizeof escaped, "\\x%02x", static_cast<unsigned char>(c));
            shown += escaped;
        } else shown += c;
    }
    return shown;
}

/// Prints each node as "type line:column-line:column literal".
void show(const char* what, const std::string& text) {
    std::printf("\n%s\n  %s\n", what, visible(text).c_str());
    const auto document = parse(text);
    const std::unique_ptr<cmark_iter, CmarkFree> nodes(cmark_iter_new(document.get()));
    for (cmark_event_type event; (event = cmark_iter_next(nodes.get())) != CMARK_EVENT_DONE;) {
        cmark_node* const node = cmark_iter_get_node(nodes.get());
        if (event != CMARK_EVENT_ENTER || cmark_node_get_type(node) == CMARK_NODE_DOCUMENT)
            continue;
        const char* const literal = cmark_node_get_literal(node);
        std::printf("    %-20s %d:%d-%d:%d  %s\n", cmark_node_get_type_string(node),
                    cmark_node_get_start_line(node), cmark_node_get_start_column(node),
                    cmark_node_get_end_line(node), cmark_node_get_end_column(node),
                    literal == nullptr ? "" : visible(literal).c_str());
    }
}

std::string repeated(const std::string& text, std::size_t times) {
    std::string all;
    for (std::size_t i = 0; i < times; ++i) all += text;
    return all;
}

/// Prints how long a text takes, and one of double the size: a ratio of 2 is linear, 4 quadratic.
template <class Make>
void time(const char* what, std::size_t size, Make make) {
    const auto milliseconds = [](const std::string& text) {
        const auto begin = std::chrono::steady_clock::now();
        parse(text);
        const std::chrono::duration<double, std::milli> taken =
            std::chrono::steady_clock::now() - begin;
        return taken.count();
    };
    const double once = milliseconds(make(size)), twice = milliseconds(make(2 * size));
    std::printf("  %s, %zu and %zu: %.1f ms, %.1f ms, ratio %.1f\n", what, size, 2 * size, once,
                twice, twice / once);
}

}  // namespace

int main() {
    cmark_gfm_core_extensions_ensure_registered();
    std::printf("cmark-gfm %s\n", cmark_version_string());
    show("an address without brackets", "see https://example.org now");
    show("a line that goes on, with an indent of its own", "> one\n>    two *three*");
    show("a lazy line", "> one\n  two *three*");
    show("a line end after a backslash", "one\\\ntwo *three*");
    show("a line end between a link and its title", "[a](b\n\"c\") *three*");
    show("link definitions before the text", "[a]: b\n[c]: d\none *two*");
    show("an escaped bar in a table cell", "| a |\n|---|\n| b \\| *c* |");
    show("a paragraph that a table follows at once", "one *two*\n| a |\n|---|\n| b |");
    show("an entity and an escape before text", "a &amp; b \\* c *d*");
    show("code after a line end", "one\n``two`` *three*");
    show("footnotes, in another order than their references",
         "one[^b] two[^a]\n\n[^a]: first\n\nmiddle\n\n[^b]: second");
    show("a footnote defined twice, and one without a reference",
         "one[^a]\n\n[^a]: first\n\n[^a]: again\n\n[^c]: unused");
    show("a zero byte", std::string("a\0b", 3));
    show("a bracket before a line end and a character of two bytes", "[^\n\u00aeno]");

    std::printf("\ntime and memory\n");
    time("quote marks in every line, lines", 500,
         [](std::size_t n) { return repeated(repeated(">", n) + "a\n", n); });
    time("columns of a table with one row", 4000, [](std::size_t n) {
        return repeated("|a", n) + "|\n" + repeated("|-", n) + "|\n" + repeated("|b", n) + "|\n";
    });
    time("delimiter rows in a paragraph", 1000,
         [](std::size_t n) { return "a\n" + repeated("|-|-|\n", n); });
    time("rows of one cell below as many columns", 300, [](std::size_t n) {
        return repeated("|a", n) + "|\n" + repeated("|-", n) + "|\n" + repeated("|b|\n", n);
    });
    time("openings of <?", 4000, [](std::size_t n) { return repeated("a <?", n); });
    time("signs of emphasis in a paragraph", 20'000,
         [](std::size_t n) { return repeated("*a_ ", n); });
}
