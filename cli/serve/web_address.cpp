#include "cli/serve/web_address.h"

#include <algorithm>

#include "indexer/text/limits.h"
#include "indexer/text/unicode.h"

namespace assay::cli {
namespace {

int digit_of(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

/// Decodes %XX, and '+' in a parameter. nullopt for a broken escape, and for what is not UTF-8 or
/// has a control character.
std::optional<std::string> decoded(std::string_view text, bool plus_is_blank) {
    std::string plain;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '%') {
            const int high = at + 2 < text.size() ? digit_of(text[at + 1]) : -1,
                      low = at + 2 < text.size() ? digit_of(text[at + 2]) : -1;
            if (high < 0 || low < 0) return std::nullopt;
            plain.push_back(static_cast<char>(high * 16 + low));
            at += 2;
        } else {
            plain.push_back(plus_is_blank && text[at] == '+' ? ' ' : text[at]);
        }
    }
    const auto is_control = [&](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte == 0x7F ||
               (byte < 0x20 && !(plus_is_blank && (c == '\t' || c == '\n' || c == '\r')));
    };
    if (std::any_of(plain.begin(), plain.end(), is_control) || !unicode::is_valid(plain))
        return std::nullopt;
    return plain;
}

Error not_an_address() { return usage_error("this is not an address of the page", "begin at /"); }

std::string escaped(std::string_view text, std::string_view kept) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string result;
    for (const char c : text) {
        const unsigned byte = static_cast<unsigned char>(c);
        const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                              (c >= '0' && c <= '9') || kept.find(c) != kept.npos;
        if (is_plain) result.push_back(c);
        else result.append("%").append(1, digits[byte >> 4U]).append(1, digits[byte & 15U]);
    }
    return result;
}

}  // namespace

std::string_view WebAddress::value(std::string_view name) const {
    for (const auto& [each, value] : parameters)
        if (each == name) return value;
    return {};
}

bool WebAddress::has(std::string_view name) const {
    return std::any_of(parameters.begin(), parameters.end(),
                       [&](const auto& each) { return each.first == name; });
}

Result<WebAddress> read_address(std::string_view target) {
    const std::size_t mark = std::min(target.find('?'), target.size());
    WebAddress address;
    const std::optional<std::string> path = decoded(target.substr(0, mark), false);
    if (!path || !path->starts_with('/') || path->find_first_of("\\#") != path->npos)
        return not_an_address();
    for (std::size_t begin = 1; begin < path->size();) {
        const std::size_t end = std::min(path->find('/', begin), path->size());
        const std::string_view name = std::string_view(*path).substr(begin, end - begin);
        if (name.empty() || name == "." || name == "..") return not_an_address();
        begin = end + 1;
    }
    address.path = *path;
    if (mark < target.size()) {
        Result<Parameters> parameters = read_parameters(target.substr(mark + 1));
        if (!parameters) return parameters.error();
        address.parameters = *std::move(parameters);
    }
    return address;
}

Result<Parameters> read_parameters(std::string_view text) {
    Parameters parameters;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('&', begin), text.size());
        const std::string_view part = text.substr(begin, end - begin);
        begin = end + 1;
        if (part.empty()) continue;
        const std::size_t sign = std::min(part.find('='), part.size());
        std::optional<std::string> name = decoded(part.substr(0, sign), true),
                                   value =
                                       decoded(part.substr(std::min(sign + 1, part.size())), true);
        if (!name || !value) return not_an_address();
        if (parameters.size() == text::max_request_parameters)
            return usage_error("the address has too many parameters",
                               "there may be " + std::to_string(text::max_request_parameters));
        parameters.emplace_back(*std::move(name), *std::move(value));
    }
    return parameters;
}

bool is_web_address(std::string_view target) {
    std::string scheme(target.substr(0, std::min(target.find(':'), target.size())));
    std::transform(scheme.begin(), scheme.end(), scheme.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return target.size() > scheme.size() &&
           (scheme == "http" || scheme == "https" || scheme == "mailto");
}

std::string escaped_value(std::string_view text) { return escaped(text, "-._~"); }
std::string escaped_path(std::string_view text) { return escaped(text, "-._~/"); }

std::string written_address(std::string_view path, const Parameters& parameters) {
    std::string address = escaped_path(path);
    for (const auto& [name, value] : parameters)
        address.append(address.find('?') == address.npos ? "?" : "&")
            .append(escaped_value(name))
            .append("=")
            .append(escaped_value(value));
    return address;
}

}  // namespace assay::cli
