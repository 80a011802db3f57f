// The limits that bound the work for a note, a query and an index, whatever they contain.
// doc/limits.md has one row for each limit; a test keeps the two equal. Numbers that only affect
// how a text looks or ranks are in the files that use them.
#pragma once

#include <cstddef>
#include <cstdint>

namespace assay::text {

// ---- Notes ----

/// Bytes of a note. A larger one is skipped. `max_note_bytes` of the configuration takes its place.
inline constexpr std::uint64_t default_max_note_bytes = 16U << 20U;
/// Bytes that `max_note_bytes` may be raised to.
inline constexpr std::uint64_t highest_max_note_bytes = 1U << 30U;
/// Bytes of all notes that are being read at once, by all threads; a larger note is read alone.
inline constexpr std::size_t max_bytes_parsed_at_once = 8U << 20U;

// ---- Front matter ----

/// Bytes of a header: some of its parsers take two hundred bytes for each.
inline constexpr std::size_t max_header_bytes = 256U << 10U;
/// Keys of a header; a YAML document may repeat a part by name a million times.
inline constexpr std::size_t max_header_keys = 1'000;
/// Values of a header, nested ones counted too.
inline constexpr std::size_t max_header_values = 10'000;
/// Bytes of all values of a header; a YAML document may repeat a long text by name.
inline constexpr std::size_t max_header_value_bytes = 2 * max_header_bytes;
/// Levels of lists and maps: whoever walks over them needs stack.
inline constexpr int max_header_depth = 64;
/// Bytes of a key that begins a line, its quotes included; of a list or a map that is a key.
inline constexpr std::size_t max_header_key_bytes = 100;
/// Problems of a header that are listed.
inline constexpr std::size_t max_header_problems = 100;
/// Values of broken JSON that are never closed: each needs a walk to the end.
inline constexpr int max_unclosed_json_values = 16;

// ---- Markdown and Obsidian ----

/// Bytes between {% and %}, or {{ and }}.
inline constexpr std::size_t max_template_tag_bytes = 2'000;
/// Bytes of {.class #id}.
inline constexpr std::size_t max_attribute_list_bytes = 500;
/// Bytes of the key of `key:: value`.
inline constexpr std::size_t max_inline_field_key_bytes = 80;
/// Bytes of the value in `[key:: value]`.
inline constexpr std::size_t max_inline_field_value_bytes = 1'000;
/// Inline fields of a note that go to its meta values.
inline constexpr std::size_t max_inline_fields = 1'000;
/// Bytes of an import or export statement of MDX.
inline constexpr std::size_t max_mdx_statement_bytes = 20'000;
/// Bytes of a tag of JSX.
inline constexpr std::size_t max_mdx_tag_bytes = 5'000;
/// Bytes from a bracket to the one that closes it, in a title that is looked for before the body is
/// parsed.
inline constexpr std::size_t max_title_bracket_bytes = 5'000;
/// Bytes in which a sign of Obsidian, as in ==mark== or [[link]], looks for its other end; all on
/// its line.
inline constexpr std::size_t max_obsidian_sign_bytes = 1'000;

/// Columns of a line in which the markers of quotes and lists nest: cmark walks over every open
/// block for every line.
inline constexpr std::size_t max_nesting_columns = 200;
/// Signs in a row, without a letter or blank between; rules and fences may be longer.
inline constexpr std::size_t max_sign_run = 80;
/// Signs of Markdown in a paragraph: cmark looks for the other end of each.
inline constexpr std::size_t max_paragraph_signs = 20'000;
/// Columns of a table: cmark-gfm takes quadratic time for those of a row.
inline constexpr std::size_t max_table_columns = 1'000;
/// Rows like |---|---| in a paragraph: cmark reads the paragraph again at each.
inline constexpr std::size_t max_delimiter_rows = 100;
/// Cells that the short rows of a note's tables lack: cmark-gfm adds them.
inline constexpr std::size_t max_filled_cells = 100'000;
/// "<?", "<!A" and "<![CDATA[" of a note that are never closed.
inline constexpr std::size_t max_unclosed_tags = 100;
/// Bytes of the syntax tree for each byte of the note.
inline constexpr std::size_t max_tree_bytes_per_byte = 40;
/// Bytes of the syntax tree that a note of any size may take.
inline constexpr std::size_t least_tree_bytes = 16U << 20U;
/// Bytes of an inline tag or of a tag of the front matter.
inline constexpr std::size_t max_tag_bytes = 1'000;
/// Levels of a tag.
inline constexpr std::size_t max_tag_levels = 32;
/// Distinct tags of a note.
inline constexpr std::size_t max_tags = 10'000;
/// Aliases of a note.
inline constexpr std::size_t max_aliases = 1'000;
/// Bytes of a title or an alias.
inline constexpr std::size_t max_title_bytes = 4'096;
/// Links of a note.
inline constexpr std::size_t max_links = 20'000;
/// Bytes of the target of a link.
inline constexpr std::size_t max_link_target_bytes = 2'000;
/// Anchors of a note besides those of its headings.
inline constexpr std::size_t max_anchors = 10'000;

// ---- Words and terms ----

/// Different terms of a note: Xapian takes some 500 bytes of memory for each. A whole corpus of 218
/// MB has 301,000.
inline constexpr std::size_t max_note_terms = 250'000;
/// Combining marks on one letter (the Stream-Safe Text Format of Unicode, UAX #15); the rest is
/// left out of the word.
inline constexpr std::size_t max_marks = 30;

/// Bytes of a word. A longer one is indexed, and asked for, by its first bytes up to here (code
/// points are not cut).
inline constexpr std::size_t max_word_bytes = 64;
/// Parts of a word like state-of-the-art-ness that are also indexed as one; longer chains are paths
/// and rules.
inline constexpr std::size_t max_joined_parts = 5;
/// Bytes of a value in a term; a longer one is its beginning and a hash, as Xapian takes
/// `max_term_bytes`.
inline constexpr std::size_t max_plain_value_bytes = 200;
/// Bytes of a term: Xapian refuses longer ones (backends/glass, measured); a zero byte counts
/// double.
inline constexpr std::size_t max_term_bytes = 245;

// ---- Configuration ----

/// Bytes of a configuration file.
inline constexpr std::uintmax_t max_config_bytes = 1U << 20U;
/// Items of any list in it.
inline constexpr std::size_t max_config_items = 1'000;
/// Globs of `exclude`, `weights` and `languages` each: every one is tried on the path of every
/// note.
inline constexpr std::size_t max_config_globs = 100;
/// Bytes of the name of a saved query.
inline constexpr std::size_t max_query_name_bytes = 64;
/// Milliseconds that `refresh_budget_ms` may be raised to.
inline constexpr std::int64_t highest_refresh_budget_ms = 60'000;

// ---- Queries: each is answered or refused within a second ----

/// Bytes of a query.
inline constexpr std::size_t max_query_bytes = 4'096;
/// Bytes of all saved queries that stand for an @name, one inside another too.
inline constexpr std::size_t max_saved_query_bytes = 4 * max_query_bytes;
/// Words of a query.
inline constexpr std::size_t max_query_words = 64;
/// Words of a quoted phrase.
inline constexpr std::size_t max_phrase_words = 32;
/// Levels of parentheses.
inline constexpr std::size_t max_query_depth = 32;
/// Operands of one chain of NEAR.
inline constexpr std::size_t max_near_operands = 8;
/// Words of NEAR/n and "…"~n.
inline constexpr std::size_t max_distance = 1'000;
/// Words of a text searched with --plain.
inline constexpr std::size_t max_plain_words = 1'000;
/// Position lists that all phrases with ~ of a query may read: a microsecond each, several where
/// reads are slow.
inline constexpr std::size_t max_phrase_position_lists = 500'000;
/// Position lists that a NEAR between compounds may read.
inline constexpr std::size_t max_near_position_lists = 200'000;

// ---- Answers ----

/// Lines of kwic where nobody says how many: some 500 bytes of memory each.
inline constexpr std::size_t default_kwic_lines = 100'000;

/// Bytes of a value in a facet. Notes have no longer ones; the index of somebody else may, and each
/// level of it would be counted.
inline constexpr std::size_t max_counted_value_bytes = 5'000;

/// Lines beside a passage (-A, -B, -C).
inline constexpr std::size_t max_context_lines = 10'000;
/// Code points of such a line.
inline constexpr std::size_t max_context_line_code_points = 1'000;
/// What --limit, --offset and other counts may be.
inline constexpr std::size_t max_option_value = 100'000'000;
/// Candidates of one note that its passages are chosen from: some 10 µs each.
inline constexpr std::size_t max_passage_candidates = 20'000;
/// Files below the root that links may lead to.
inline constexpr std::size_t max_listed_files = 1'000'000;
/// Bytes of the file that keeps the ranks of the last answer.
inline constexpr std::size_t max_last_search_bytes = 64U << 20U;

// ---- The page of assay serve ----

/// Bytes of the header of a request.
inline constexpr std::size_t max_request_header_bytes = 16U << 10U;
/// Bytes of its body, which is a small form.
inline constexpr std::size_t max_request_body_bytes = 64U << 10U;
/// Seconds in which a request must be whole, and in which its answer must be taken.
inline constexpr int request_seconds = 10;
/// Connections at a time; a browser opens six.
inline constexpr std::size_t max_connections = 256;
/// Parameters of an address.
inline constexpr std::size_t max_request_parameters = 100;
/// Hits of one answer: what a page shows, and what /api/search gives.
inline constexpr std::size_t max_served_hits = 1'000;
/// Bytes of a picture that a note shows.
inline constexpr std::uint64_t max_picture_bytes = 32U << 20U;
/// Bytes of a note that is shown as a page; a longer one is shown as it was written.
inline constexpr std::size_t max_rendered_bytes = 2U << 20U;
/// Notes that are embedded in a page, one in another too.
inline constexpr std::size_t max_embedded_notes = 20;

}  // namespace assay::text
