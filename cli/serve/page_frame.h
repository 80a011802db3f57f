// What all pages have around them: head, search box, links.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/serve/html.h"
#include "cli/serve/http.h"
#include "cli/serve/web_address.h"
#include "query/values/search_result.h"

namespace assay::cli {

struct PageFrame {
    std::string title;      // of the window, before "assay"
    std::string query;      // in the box
    Parameters kept{};      // what a new query keeps: filters and order
    std::string remark{};   // one line above the page: the index is not up to date
    std::string_view kind;  // of the page, for the script: "search", "note", "stats"
};

/// Writes a whole page around `main`.
HttpResponse framed(const PageFrame& frame, const std::string& main);

/// Writes `text` with <mark> around the ranges.
void write_marked(Html& html, std::string_view text, const std::vector<query::TextRange>& marks);

/// Writes a passage: its headings as a link to that place of the note at `address`, its text with
/// its marks.
void write_passage(Html& html, const query::Passage& passage, const std::string& address);

/// Writes a link.
void write_link(Html& html, const std::string& address, std::string_view text,
                std::string_view class_name = {});

/// "12,345".
std::string grouped(std::size_t count);

/// "1 note", "12,345 notes".
std::string counted(std::size_t count, std::string_view one, std::string_view several);

}  // namespace assay::cli
