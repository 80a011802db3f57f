#include "cli/print/json_text.h"

#include <algorithm>
#include <ostream>
#include <string>
#include <string_view>

#include "indexer/text/unicode.h"

namespace assay::cli {
namespace {

void append_escaped(std::string& text, char32_t value) {
    constexpr std::string_view digits = "0123456789abcdef";
    text += "\\u";
    for (int shift = 12; shift >= 0; shift -= 4)
        text.push_back(digits[(value >> static_cast<unsigned>(shift)) & 15U]);
}

/// True if a string of JSON holds the byte as it is, whatever is beside it.
bool is_plain(char c) { return c >= ' ' && c < 0x7f && c != '"' && c != '\\' && c != '<'; }

/// Writes as Json::dump does, in about a fifth of its time: most strings are plain, and need only
/// be copied.
class Writer {
public:
    explicit Writer(int indent) : indent_(indent) {}

    void add(const Json& json, std::size_t level) {
        if (json.is_string()) add(json.get_ref<const std::string&>());
        else if (!json.is_structured()) text_ += json.dump();
        else if (json.empty()) text_ += json.is_object() ? "{}" : "[]";
        else add_members(json, level);
    }

    std::string take() { return std::move(text_); }

private:
    void add_members(const Json& json, std::size_t level) {
        const bool is_object = json.is_object();
        char before = is_object ? '{' : '[';
        for (auto member = json.begin(); member != json.end(); ++member) {
            text_.push_back(before);
            before = ',';
            begin_line(level + 1);
            if (is_object) {
                add(member.key());
                text_ += indent_ < 0 ? ":" : ": ";
            }
            add(*member, level + 1);
        }
        begin_line(level);
        text_.push_back(is_object ? '}' : ']');
    }

    void begin_line(std::size_t level) {
        if (indent_ < 0) return;
        text_.push_back('\n');
        text_.append(level * static_cast<std::size_t>(indent_), ' ');
    }

    void add(const std::string& value) {
        if (!std::all_of(value.begin(), value.end(), is_plain)) return add_unusual(value);
        text_.push_back('"');
        text_ += value;
        text_.push_back('"');
    }

    void add_unusual(const std::string& value) {
        const std::string dumped = Json(value).dump(-1, ' ', false, Json::error_handler_t::replace);
        for (std::size_t at = 0; at < dumped.size();) {
            const unicode::CodePoint point = unicode::decode(dumped, at);
            const bool is_line_end = point.value == 0x2028 || point.value == 0x2029;
            if (is_line_end || unicode::is_invisible(point.value))
                append_escaped(text_, point.value);
            else if (point.value == '/' && dumped[at - 1] == '<') text_ += "\\/";
            else text_.append(dumped, at, point.size);
            at += point.size;
        }
    }

    int indent_;
    std::string text_;
};

}  // namespace

void print_json_value(std::ostream& out, const Json& json, int indent) {
    Writer writer(indent);
    writer.add(json, 0);
    out << writer.take() << '\n';
}

}  // namespace assay::cli
