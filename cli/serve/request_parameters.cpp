#include "cli/serve/request_parameters.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <span>

#include "indexer/text/edit_distance.h"
#include "indexer/text/limits.h"

namespace assay::cli {
namespace {

template <class Value, std::size_t size>
using Names = std::array<std::pair<std::string_view, Value>, size>;

constexpr Names<query::SortBy, 7> sorts{{{"relevance", query::SortBy::relevance},
                                         {"created", query::SortBy::created},
                                         {"updated", query::SortBy::updated},
                                         {"modified", query::SortBy::modified},
                                         {"title", query::SortBy::title},
                                         {"words", query::SortBy::words},
                                         {"path", query::SortBy::path}}};
constexpr Names<OffsetUnit, 3> units{{{"codepoints", OffsetUnit::codepoints},
                                      {"utf16", OffsetUnit::utf16},
                                      {"bytes", OffsetUnit::bytes}}};

template <class Value, std::size_t size>
Value choice_in(const WebAddress& address, std::string_view name,
                const Names<Value, size>& choices) {
    if (!address.has(name)) return choices.front().second;
    const std::string_view given = address.value(name);
    std::string all;
    for (const auto& [each, value] : choices) {
        if (each == given) return value;
        all.append(all.empty() ? "" : ", ").append(each);
    }
    throw Failure(usage_error("unknown value for " + std::string(name) + ": " + std::string(given),
                              "use one of " + all));
}

}  // namespace

void refuse_unknown(const WebAddress& address, std::initializer_list<std::string_view> known) {
    for (const auto& [name, value] : address.parameters) {
        if (std::find(known.begin(), known.end(), name) != known.end()) continue;
        const std::string_view nearest = text::nearest_name(name, {known.begin(), known.size()});
        throw Failure(usage_error(
            "there is no parameter " + name,
            nearest.empty() ? std::string() : "did you mean " + std::string(nearest) + "?"));
    }
}

std::size_t number_in(const WebAddress& address, std::string_view name, std::size_t otherwise,
                      std::size_t most) {
    if (!address.has(name)) return otherwise;
    const std::string_view given = address.value(name);
    std::size_t number = 0;
    const auto [end, failed] = std::from_chars(given.data(), given.data() + given.size(), number);
    if (failed != std::errc() || end != given.data() + given.size() || number > most)
        throw Failure(usage_error(std::string(name) + " takes a number, not " + std::string(given),
                                  "at most " + std::to_string(most)));
    return number;
}

bool flag_in(const WebAddress& address, std::string_view name) {
    return address.has(name) && address.value(name) != "0";
}

OffsetUnit offset_unit_in(const WebAddress& address) {
    return choice_in(address, "offsets", units);
}

std::string_view sort_name(query::SortBy sort) {
    const auto named = std::find_if(sorts.begin(), sorts.end(),
                                    [&](const auto& each) { return each.second == sort; });
    return sort == query::SortBy::relevance ? std::string_view() : named->first;
}

query::SearchRequest search_request(const WebAddress& address, std::size_t limit) {
    query::SearchRequest request;
    request.text = address.value("q");
    for (const auto& [name, value] : address.parameters) {
        if (value.empty()) continue;
        if (name == "tag") request.tags.push_back(value);
        else if (name == "not_tag") request.not_tags.push_back(value);
        else if (name == "in") request.paths.push_back(value);
        else if (name == "after") request.after = value;
        else if (name == "before") request.before = value;
    }
    request.limit = number_in(address, "limit", limit, text::max_served_hits);
    request.offset = number_in(address, "offset", 0, text::max_option_value);
    request.passages = address.value("passages") == "all"
                           ? query::all_passages
                           : number_in(address, "passages", 1, text::max_option_value);
    request.sort = choice_in(address, "sort", sorts);
    request.reverse = flag_in(address, "reverse");
    request.blocks = flag_in(address, "blocks");
    request.whole_text = flag_in(address, "text");
    request.explain = flag_in(address, "explain");
    request.plain = flag_in(address, "plain");
    request.unfinished = flag_in(address, "as_you_type");
    request.correct = !flag_in(address, "no_correct");
    const bool all_words = flag_in(address, "all_words"), relax = flag_in(address, "relax");
    if (all_words && relax)
        throw Failure(
            usage_error("relax and all_words cannot be used together", "leave one of them out"));
    request.partial = relax       ? query::Partial::always
                      : all_words ? query::Partial::never
                                  : query::Partial::fill_page;
    return request;
}

}  // namespace assay::cli
