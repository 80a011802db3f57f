#include "indexer/schema/link_target.h"

#include <algorithm>
#include <array>
#include <vector>

#include "indexer/schema/fields.h"
#include "indexer/text/hash.h"
#include "indexer/text/unicode.h"

namespace assay::schema {
namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Returns the size of the scheme with its colon (RFC 3986, 3.1); 0 if there is none.
std::size_t scheme_size(std::string_view text) {
    if (text.empty() || !is_letter(text.front())) return 0;
    std::size_t at = 1;
    while (at < text.size() && (is_letter(text[at]) || is_digit(text[at]) || text[at] == '+' ||
                                text[at] == '-' || text[at] == '.'))
        ++at;
    return at < text.size() && text[at] == ':' ? at + 1 : 0;
}

/// True for an address. A title may contain a colon, and a space follows it.
bool is_outside(LinkKind kind, std::string_view target) {
    const std::size_t scheme = scheme_size(target);
    if (is_wiki(kind))
        return scheme > 0 &&
               (target.substr(scheme).starts_with("//") || target.starts_with("mailto:"));
    return target.starts_with("//") ||
           (scheme > 0 && scheme < target.size() && target[scheme] != ' ');
}

int hex_digit(char c) {
    if (is_digit(c)) return c - '0';
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/// Returns the text with its %XX decoded; unchanged if that would not be UTF-8.
std::string decoded(std::string_view text) {
    if (text.find('%') == text.npos) return std::string(text);
    std::string result;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const int high = text[at] == '%' && at + 2 < text.size() ? hex_digit(text[at + 1]) : -1,
                  low = high >= 0 ? hex_digit(text[at + 2]) : -1;
        if (low >= 0) at += 2;
        result.push_back(low >= 0 ? static_cast<char>(high * 16 + low) : text[at]);
    }
    return unicode::is_valid(result) && result.find('\0') == result.npos ? result
                                                                         : std::string(text);
}

std::string without_ending(std::string path) {
    for (const std::string_view ending : {".md", ".markdown", ".mdx"})
        if (path.ends_with(ending) && path.size() > ending.size() &&
            path[path.size() - ending.size() - 1] != '/') {
            path.resize(path.size() - ending.size());
            break;
        }
    return path;
}

/// Returns six bits for each of eight characters, of which none needs an escape in Xapian.
std::string fingerprint(std::string_view name) {
    constexpr std::string_view digits =
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz~";
    std::uint64_t hash = text::fnv1a_64(name);
    std::string print(8, '0');
    for (char& c : print) {
        c = digits[hash & 63U];
        hash >>= 6U;
    }
    return print;
}

}  // namespace

bool is_wiki(LinkKind kind) {
    return kind == LinkKind::wikilink || kind == LinkKind::embed || kind == LinkKind::property;
}

std::string link_path(std::string_view path) {
    std::string plain = fold_path(decoded(path)), resolved;
    if (plain.find("./") == plain.npos && !plain.ends_with('.'))
        return without_ending(std::move(plain));
    std::vector<std::string_view> names;
    for (std::size_t begin = 0; begin < plain.size();) {
        const std::size_t end = std::min(plain.find('/', begin), plain.size());
        const std::string_view name = std::string_view(plain).substr(begin, end - begin);
        if (name == ".." && !names.empty() && names.back() != "..") names.pop_back();
        else if (name != ".") names.push_back(name);
        begin = end + 1;
    }
    for (const std::string_view name : names)
        resolved.append(resolved.empty() ? "" : "/").append(name);
    return without_ending(std::move(resolved));
}

LinkTarget link_target(LinkKind kind, std::string_view written) {
    if (is_outside(kind, written)) return {LinkBase::outside, {}, {}};
    LinkTarget target;
    const std::size_t hash = written.find('#');
    if (hash != written.npos) target.anchor = decoded(written.substr(hash + 1));
    std::string_view path = written.substr(0, hash);
    if (!is_wiki(kind)) path = path.substr(0, path.find('?'));
    target.path = link_path(path);
    if (!is_wiki(kind) && path.starts_with('{')) {  // {filename}a.md and {static}/b.png of Pelican
        if (const std::size_t close = path.find('}'); close != path.npos) {
            target.base = LinkBase::root;
            target.path = link_path(path.substr(close + 1));
            return target;
        }
    }
    if (path.starts_with('/')) target.base = LinkBase::root;
    else if (path.starts_with("./") || path.starts_with("../") || path == "." || path == "..")
        target.base = LinkBase::dots;
    else target.base = target.path.empty() ? LinkBase::self : LinkBase::plain;
    return target;
}

std::string_view folder_of(std::string_view path) {
    const std::size_t slash = path.rfind('/');
    return slash == path.npos ? std::string_view() : path.substr(0, slash);
}

std::optional<std::string> joined_path(std::string_view folder, std::string_view path) {
    while (path == ".." || path.starts_with("../")) {
        if (folder.empty()) return std::nullopt;
        folder = folder_of(folder);
        path.remove_prefix(std::min<std::size_t>(3, path.size()));
    }
    std::string joined(folder);
    return joined.append(folder.empty() || path.empty() ? "" : "/").append(path);
}

std::string_view last_name(std::string_view path) { return path.substr(path.rfind('/') + 1); }

std::string host_of(std::string_view address) {
    std::string lower(address.substr(0, address.find_first_of("/?#", address.find("//") + 2)));
    for (char& c : lower)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
    for (const std::string_view scheme : {"https://", "http://"})
        if (lower.starts_with(scheme)) return lower.substr(scheme.size());
    return {};
}

std::string_view without_scheme(std::string_view address) {
    const std::size_t scheme = address.find("://");
    return scheme == address.npos ? address : address.substr(scheme + 3);
}

std::string link_term(LinkTerm what, std::string_view name) {
    std::string term(*spec(Field::link).prefix);
    term.push_back(static_cast<char>(what));
    return what == LinkTerm::anchored ? term : term.append(fingerprint(name));
}

std::string link_name_term(std::string_view name) {
    return std::string(*spec(Field::link_name).prefix).append(fingerprint(name));
}

std::vector<std::string> other_link_names(std::string_view permalink,
                                          const std::vector<std::string>& aliases) {
    std::vector<std::string> names;
    const auto add = [&](std::string_view name) {
        const std::string folded = link_path(name);
        if (!folded.empty()) names.emplace_back(last_name(folded));
    };
    for (const std::string& alias : aliases) add(alias);
    add(without_scheme(permalink));
    return names;
}

std::string other_link_name_term(std::string_view name) {
    return std::string(*spec(Field::other_link_name).prefix).append(fingerprint(name));
}

}  // namespace assay::schema
