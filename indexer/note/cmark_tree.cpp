#include "indexer/note/cmark_tree.h"

#include <cmark-gfm-core-extensions.h>

#include <algorithm>
#include <array>
#include <memory>
#include <mutex>
#include <new>

#include "indexer/note/arena.h"
#include "indexer/text/limits.h"

namespace assay::indexer {
namespace {

/// Holds the tree of one note at a time.
thread_local Arena arena;
cmark_mem arena_memory{
    [](std::size_t count, std::size_t size) { return arena.allocate(count * size); },
    [](void* memory, std::size_t size) { return arena.resize(memory, size); },
    [](void*) {},
};

std::array<cmark_syntax_extension*, 4> find_extensions() {
    cmark_gfm_core_extensions_ensure_registered();
    return {cmark_find_syntax_extension("table"), cmark_find_syntax_extension("strikethrough"),
            cmark_find_syntax_extension("autolink"), cmark_find_syntax_extension("tasklist")};
}

struct NodeFree {
    void operator()(cmark_node* node) const noexcept { cmark_node_free(node); }
};

}  // namespace

cmark_node* parse_markdown(std::string_view markdown) {
    static const std::array extensions = find_extensions();
    static std::mutex one_at_a_time;
    arena.clear();
    arena.bound(std::max(text::least_tree_bytes, text::max_tree_bytes_per_byte * markdown.size()));
    cmark_node* document = nullptr;
    try {
        cmark_parser* const parser = cmark_parser_new_with_mem(
            CMARK_OPT_FOOTNOTES | CMARK_OPT_UNSAFE | CMARK_OPT_SOURCEPOS, &arena_memory);
        for (cmark_syntax_extension* extension : extensions)
            if (extension != nullptr) cmark_parser_attach_syntax_extension(parser, extension);
        cmark_parser_feed(parser, markdown.data(), markdown.size());
        // cmark switches the special characters of its extensions on and off here, for the whole
        // process (github/cmark-gfm pull request 176). Without the lock, a thread that finishes
        // would switch them off for the others.
        const std::lock_guard lock(one_at_a_time);
        document = cmark_parser_finish(parser);
    } catch (const std::bad_alloc&) {
        arena.clear();
    }
    arena.bound(Arena::unbounded);  // later allocations are copies of literals, each made once
    return document;
}

void forget_tree() noexcept { arena.clear(); }

std::string decode_entity(std::string_view entity) {
    const std::unique_ptr<cmark_node, NodeFree> document(
        cmark_parse_document(entity.data(), entity.size(), CMARK_OPT_DEFAULT));
    cmark_node* paragraph = cmark_node_first_child(document.get());
    cmark_node* text = paragraph == nullptr ? nullptr : cmark_node_first_child(paragraph);
    return std::string(text == nullptr ? entity : view(cmark_node_get_literal(text)));
}

bool is_done_task(cmark_node* item) { return cmark_gfm_extensions_get_tasklist_item_checked(item); }

std::string alignments_of(cmark_node* table) {
    const std::uint16_t columns = cmark_gfm_extensions_get_table_columns(table);
    const std::uint8_t* const known = cmark_gfm_extensions_get_table_alignments(table);
    std::string alignments;
    for (std::uint16_t i = 0; i < columns && known != nullptr; ++i)
        alignments.push_back(static_cast<char>(known[i]));
    return alignments;
}

std::uint32_t line_of(cmark_node* node) {
    const int line = cmark_node_get_start_line(node);
    const bool ends_before =
        line == cmark_node_get_end_line(node) &&
        cmark_node_get_start_column(node) > cmark_node_get_end_column(node) + 1;
    return line < 0 || ends_before ? 0 : static_cast<std::uint32_t>(line);
}

std::vector<cmark_node*> top_blocks(cmark_node* document) {
    std::vector<cmark_node*> blocks, footnotes, merged;
    for (cmark_node* block = cmark_node_first_child(document); block != nullptr;
         block = cmark_node_next(block))
        (cmark_node_get_type(block) == CMARK_NODE_FOOTNOTE_DEFINITION ? footnotes : blocks)
            .push_back(block);
    if (footnotes.empty()) return blocks;
    std::stable_sort(footnotes.begin(), footnotes.end(),
                     [](cmark_node* a, cmark_node* b) { return line_of(a) < line_of(b); });
    auto footnote = footnotes.begin();
    for (cmark_node* block : blocks) {
        while (footnote != footnotes.end() && line_of(*footnote) < line_of(block))
            merged.push_back(*footnote++);
        merged.push_back(block);
    }
    merged.insert(merged.end(), footnote, footnotes.end());
    return merged;
}

}  // namespace assay::indexer
