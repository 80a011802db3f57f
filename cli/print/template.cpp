#include "cli/print/template.h"

#include <algorithm>

#include "indexer/text/edit_distance.h"
#include "indexer/text/error.h"
#include "indexer/text/unicode.h"

namespace assay::cli {
namespace {

constexpr std::string_view hint_of_signs = "write \\n \\t \\0 \\\\, {name}, and {{ }} for braces";

/// What is wrong at byte `at` of the template.
Failure wrong(std::string_view given, std::size_t at, const std::string& what, std::string hint) {
    const std::string column = std::to_string(unicode::length(given.substr(0, at)) + 1);
    return Failure(usage_error("--template, column " + column + ": " + what, std::move(hint)));
}

bool is_known(std::string_view name, std::span<const std::string_view> names) {
    return std::any_of(names.begin(), names.end(), [&](std::string_view known) {
        return name == known ? !known.ends_with('.')
                             : known.ends_with('.') && name.starts_with(known);
    });
}

std::string nearest_or_all(std::string_view name, std::span<const std::string_view> names) {
    const std::string_view nearest = text::nearest_name(name, names);
    if (!nearest.empty())
        return "did you mean {" + std::string(nearest) + (nearest.ends_with('.') ? "KEY" : "") +
               "}?";
    std::string all;
    for (const std::string_view known : names)
        all.append(all.empty() ? "" : ", ").append(known).append(known.ends_with('.') ? "KEY" : "");
    return "the names are " + all;
}

}  // namespace

Template::Template(std::string_view given, std::span<const std::string_view> names) {
    std::string text;
    const auto end_text = [&] {
        if (!text.empty()) parts_.push_back({false, std::move(text)});
        text.clear();
    };
    for (std::size_t at = 0; at < given.size();) {
        const std::string_view pair = given.substr(at, 2);
        if (pair == "{{" || pair == "}}") {
            text.push_back(pair.front());
            at += 2;
        } else if (pair.front() == '\\') {
            constexpr std::string_view letters = "nt0\\", meant{"\n\t\0\\", 4};
            const std::size_t which = pair.size() == 2 ? letters.find(pair.back()) : letters.npos;
            if (which == letters.npos)
                throw wrong(
                    given, at,
                    "unknown escape " +
                        std::string(given.substr(
                            at, pair.size() == 2 ? 1 + unicode::decode(given, at + 1).size : 1)),
                    std::string(hint_of_signs));
            text.push_back(meant[which]);
            at += 2;
        } else if (pair.front() == '{') {
            const std::size_t end = given.find('}', at);
            if (end == given.npos)
                throw wrong(given, at, "a brace is never closed", "write {{ for a brace");
            const std::string_view name = given.substr(at + 1, end - at - 1);
            if (!is_known(name, names))
                throw wrong(given, at, "unknown name {" + std::string(name) + "}",
                            nearest_or_all(name, names));
            end_text();
            parts_.push_back({true, std::string(name)});
            at = end + 1;
        } else if (pair.front() == '}') {
            throw wrong(given, at, "a brace was never opened", "write }} for a brace");
        } else {
            text.push_back(pair.front());
            ++at;
        }
    }
    end_text();
    has_line_end_ = std::any_of(parts_.begin(), parts_.end(), [](const Part& part) {
        return !part.is_name && part.text.find('\n') != std::string::npos;
    });
}

std::string Template::filled(
    const std::function<std::string(std::string_view name)>& value_of) const {
    std::string text;
    for (const Part& part : parts_) text += part.is_name ? value_of(part.text) : part.text;
    return text;
}

}  // namespace assay::cli
