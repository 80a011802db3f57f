// Writes HTML. Text from notes, queries and requests goes through text() or attribute values, which
// escape; raw() takes only literals of this program and results of this class.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "indexer/text/unicode.h"

namespace assay::cli {

class Html {
public:
    Html& raw(std::string_view markup) {
        html_ += markup;
        return *this;
    }

    /// Escapes. Bytes that are not UTF-8 become U+FFFD. Controls, and bidi marks that embed or
    /// override, are left out: with them a name could look like another. White space is kept.
    Html& text(std::string_view text) {
        for (std::size_t at = 0; at < text.size();) {
            const unicode::CodePoint point = unicode::decode(text, at);
            switch (point.value) {
                case '<': html_ += "&lt;"; break;
                case '>': html_ += "&gt;"; break;
                case '&': html_ += "&amp;"; break;
                case '"': html_ += "&quot;"; break;
                case '\'': html_ += "&#39;"; break;
                case '\n':
                case '\t': html_.push_back(static_cast<char>(point.value)); break;
                default:
                    if (point.value == 0xFFFD) html_ += "\uFFFD";
                    else if (!unicode::is_invisible(point.value) || is_direction_mark(point.value))
                        html_.append(text, at, point.size);
            }
            at += point.size;
        }
        return *this;
    }

    Html& number(std::size_t value) { return raw(std::to_string(value)); }

    /// Writes ` name="value"`.
    Html& attribute(std::string_view name, std::string_view value) {
        return raw(" ").raw(name).raw("=\"").text(value).raw("\"");
    }

    std::string take() { return std::move(html_); }
    const std::string& written() const { return html_; }

private:
    /// Left-to-right and right-to-left marks, which writers of both need.
    static bool is_direction_mark(char32_t value) { return value == 0x200E || value == 0x200F; }

    std::string html_;
};

}  // namespace assay::cli
