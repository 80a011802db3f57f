// Which tags of raw HTML the page passes on: those of a list, with attributes of a list. Everything
// else in a note is text.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/serve/html.h"

namespace assay::cli {

/// A tag whose name is in the list. Attributes that are not in the list are left out; the values of
/// `href` and `src` are as written, and may not be written into a page unchecked.
struct HtmlTag {
    std::string name;  // in lower case
    bool closes = false;
    bool is_void = false;                                         // has no end: <br>
    std::vector<std::pair<std::string, std::string>> attributes;  // names in lower case, decoded
    std::size_t size = 0;                                         // bytes, up to and with '>'

    /// Returns the value of an attribute; empty if it is not there.
    std::string_view value(std::string_view name) const;
};

/// Reads the tag that `html` begins with. Returns nullopt if it is not whole, not written as HTML
/// says, or not in the list. `within_line`: only elements that may be in a line of text. `undone`
/// returns an attribute's value as the note has it.
std::optional<HtmlTag> read_tag(std::string_view html, bool within_line,
                                const std::function<std::string(std::string_view)>& undone);

/// Writes the tag with its attributes, but without href and src.
void write_tag(Html& html, const HtmlTag& tag);

/// The elements that are open within a part of a note. A tag that ends none of them has no effect,
/// so that nothing around the part can be ended from within.
class OpenElements {
public:
    /// Returns false if too many are open.
    bool open(std::string name, std::string end);
    /// Writes the ends of the innermost element `name` and of those in it. Returns false if it is
    /// not open.
    bool close(std::string_view name, Html& html);
    void close_all(Html& html);

private:
    struct Element {
        std::string name, end;
    };
    std::vector<Element> elements_;
};

}  // namespace assay::cli
