#include "cli/serve/raw_html.h"

#include <algorithm>
#include <array>

namespace assay::cli {
namespace {

enum class Value : unsigned char { text, number, direction, address, nothing };

struct Attribute {
    std::string_view element;  // empty = any
    std::string_view name;
    Value value;
};

constexpr std::array<Attribute, 22> attributes{
    {{"", "title", Value::text},          {"", "lang", Value::text},
     {"", "dir", Value::direction},       {"a", "href", Value::address},
     {"img", "src", Value::address},      {"img", "alt", Value::text},
     {"img", "width", Value::number},     {"img", "height", Value::number},
     {"td", "colspan", Value::number},    {"td", "rowspan", Value::number},
     {"th", "colspan", Value::number},    {"th", "rowspan", Value::number},
     {"th", "scope", Value::text},        {"col", "span", Value::number},
     {"colgroup", "span", Value::number}, {"ol", "start", Value::number},
     {"ol", "reversed", Value::nothing},  {"li", "value", Value::number},
     {"details", "open", Value::nothing}, {"time", "datetime", Value::text},
     {"del", "datetime", Value::text},    {"ins", "datetime", Value::text}}};

enum class Shape : unsigned char { in_line, block, in_line_void, block_void };

struct Element {
    std::string_view name;
    Shape shape;
};

// No element that loads, runs, asks for input, or changes how the rest of the page is read.
constexpr std::array<Element, 63> elements{
    {{"a", Shape::in_line},       {"abbr", Shape::in_line},   {"b", Shape::in_line},
     {"bdi", Shape::in_line},     {"bdo", Shape::in_line},    {"blockquote", Shape::block},
     {"br", Shape::in_line_void}, {"caption", Shape::block},  {"cite", Shape::in_line},
     {"code", Shape::in_line},    {"col", Shape::block_void}, {"colgroup", Shape::block},
     {"dd", Shape::block},        {"del", Shape::in_line},    {"details", Shape::block},
     {"dfn", Shape::in_line},     {"div", Shape::block},      {"dl", Shape::block},
     {"dt", Shape::block},        {"em", Shape::in_line},     {"figcaption", Shape::block},
     {"figure", Shape::block},    {"h2", Shape::block},       {"h3", Shape::block},
     {"h4", Shape::block},        {"h5", Shape::block},       {"h6", Shape::block},
     {"hr", Shape::block_void},   {"i", Shape::in_line},      {"img", Shape::in_line_void},
     {"ins", Shape::in_line},     {"kbd", Shape::in_line},    {"li", Shape::block},
     {"mark", Shape::in_line},    {"ol", Shape::block},       {"p", Shape::block},
     {"pre", Shape::block},       {"q", Shape::in_line},      {"rp", Shape::in_line},
     {"rt", Shape::in_line},      {"ruby", Shape::in_line},   {"s", Shape::in_line},
     {"samp", Shape::in_line},    {"small", Shape::in_line},  {"span", Shape::in_line},
     {"strike", Shape::in_line},  {"strong", Shape::in_line}, {"sub", Shape::in_line},
     {"summary", Shape::block},   {"sup", Shape::in_line},    {"table", Shape::block},
     {"tbody", Shape::block},     {"td", Shape::block},       {"tfoot", Shape::block},
     {"th", Shape::block},        {"thead", Shape::block},    {"time", Shape::in_line},
     {"tr", Shape::block},        {"tt", Shape::in_line},     {"u", Shape::in_line},
     {"ul", Shape::block},        {"var", Shape::in_line},    {"wbr", Shape::in_line_void}}};

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n'; }
bool is_name(char c) {
    return is_letter(c) || is_digit(c) || c == '-' || c == '_' || c == ':' || c == '.';
}

std::string lower(std::string_view text) {
    std::string lowered(text);
    for (char& c : lowered)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
    return lowered;
}

bool is_allowed(std::string_view element, std::string_view name, std::string& value) {
    const auto found =
        std::find_if(attributes.begin(), attributes.end(), [&](const Attribute& each) {
            return each.name == name && (each.element.empty() || each.element == element);
        });
    if (found == attributes.end()) return false;
    constexpr std::size_t most_digits = 4;
    switch (found->value) {
        case Value::text:
        case Value::address: return true;
        case Value::number:
            return !value.empty() && value.size() <= most_digits &&
                   std::all_of(value.begin(), value.end(), is_digit);
        case Value::direction:
            value = lower(value);
            return value == "ltr" || value == "rtl" || value == "auto";
        case Value::nothing: break;
    }
    value.clear();
    return true;
}

class TagReader {
public:
    TagReader(std::string_view html, const std::function<std::string(std::string_view)>& undone)
        : html_(html), undone_(undone) {}

    std::optional<HtmlTag> read(bool within_line) {
        if (!take('<')) return std::nullopt;
        HtmlTag tag;
        tag.closes = take('/');
        const std::size_t begin = at_;
        while (at_ < html_.size() &&
               (is_letter(html_[at_]) || (at_ > begin && is_digit(html_[at_]))))
            ++at_;
        tag.name = lower(html_.substr(begin, at_ - begin));
        const auto found = std::find_if(elements.begin(), elements.end(),
                                        [&](const Element& each) { return each.name == tag.name; });
        if (found == elements.end()) return std::nullopt;
        tag.is_void = found->shape == Shape::in_line_void || found->shape == Shape::block_void;
        const bool is_block = found->shape == Shape::block || found->shape == Shape::block_void;
        if ((within_line && is_block) || (tag.closes && tag.is_void)) return std::nullopt;
        while (true) {
            const bool apart = skip_spaces();
            if (!tag.closes && take('/')) return end(std::move(tag));
            if (at_ < html_.size() && html_[at_] == '>') return end(std::move(tag));
            if (!apart || tag.closes || !attribute(tag)) return std::nullopt;
        }
    }

private:
    bool take(char wanted) {
        if (at_ >= html_.size() || html_[at_] != wanted) return false;
        ++at_;
        return true;
    }

    bool skip_spaces() {
        const std::size_t begin = at_;
        while (at_ < html_.size() && is_space(html_[at_])) ++at_;
        return at_ > begin;
    }

    std::optional<HtmlTag> end(HtmlTag tag) {
        if (!take('>')) return std::nullopt;
        tag.size = at_;
        return tag;
    }

    bool attribute(HtmlTag& tag) {
        const std::size_t begin = at_;
        while (at_ < html_.size() && is_name(html_[at_])) ++at_;
        if (at_ == begin || is_digit(html_[begin]) || html_[begin] == '-' || html_[begin] == '.')
            return false;
        const std::string name = lower(html_.substr(begin, at_ - begin));
        std::string value;
        const std::size_t after_name = at_;
        skip_spaces();
        if (take('=')) {
            skip_spaces();
            const std::optional<std::string_view> written = attribute_value();
            if (!written) return false;
            value = undone_(*written);
        } else {
            at_ = after_name;
        }
        const bool is_new = std::none_of(tag.attributes.begin(), tag.attributes.end(),
                                         [&](const auto& each) { return each.first == name; });
        if (is_new && is_allowed(tag.name, name, value))
            tag.attributes.emplace_back(name, std::move(value));
        return true;
    }

    std::optional<std::string_view> attribute_value() {
        if (at_ >= html_.size()) return std::nullopt;
        const char quote = html_[at_];
        if (quote == '"' || quote == '\'') {
            const std::size_t begin = at_ + 1, end = html_.find(quote, begin);
            if (end == html_.npos) return std::nullopt;
            at_ = end + 1;
            return html_.substr(begin, end - begin);
        }
        const std::size_t begin = at_;
        while (at_ < html_.size() && !is_space(html_[at_]) &&
               std::string_view("\"'=<>`").find(html_[at_]) == std::string_view::npos)
            ++at_;
        if (at_ == begin) return std::nullopt;
        return html_.substr(begin, at_ - begin);
    }

    std::string_view html_;
    const std::function<std::string(std::string_view)>& undone_;
    std::size_t at_ = 0;
};

}  // namespace

std::string_view HtmlTag::value(std::string_view wanted) const {
    for (const auto& [each, given] : attributes)
        if (each == wanted) return given;
    return {};
}

std::optional<HtmlTag> read_tag(std::string_view html, bool within_line,
                                const std::function<std::string(std::string_view)>& undone) {
    return TagReader(html, undone).read(within_line);
}

void write_tag(Html& html, const HtmlTag& tag) {
    html.raw(tag.closes ? "</" : "<").raw(tag.name);
    for (const auto& [name, value] : tag.attributes)
        if (name != "href" && name != "src") html.attribute(name, value);
    html.raw(">");
}

bool OpenElements::open(std::string name, std::string end) {
    constexpr std::size_t most = 100;
    if (elements_.size() == most) return false;
    elements_.push_back({std::move(name), std::move(end)});
    return true;
}

bool OpenElements::close(std::string_view name, Html& html) {
    const auto found = std::find_if(elements_.rbegin(), elements_.rend(),
                                    [&](const Element& each) { return each.name == name; });
    if (found == elements_.rend()) return false;
    const auto left = static_cast<std::size_t>(elements_.rend() - found) - 1;
    while (elements_.size() > left) {
        html.raw(elements_.back().end);
        elements_.pop_back();
    }
    return true;
}

void OpenElements::close_all(Html& html) {
    for (; !elements_.empty(); elements_.pop_back()) html.raw(elements_.back().end);
}

}  // namespace assay::cli
