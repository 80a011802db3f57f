#include "indexer/meta_values.h"

#include <nlohmann/json.hpp>

namespace assay {
namespace {

using Json = nlohmann::ordered_json;
using Pairs = std::vector<std::pair<std::string, std::string>>;

void collect(const Json& value, const std::string& key, Pairs& pairs) {
    if (value.is_object()) {
        for (const auto& [name, child] : value.items()) collect(child, key.empty() ? name : key + "." + name, pairs);
    } else if (value.is_array()) {
        for (const Json& item : value) collect(item, key, pairs);
    } else if (value.is_string()) {
        pairs.emplace_back(key, value.get<std::string>());
    } else if (!value.is_null()) {
        pairs.emplace_back(key, value.dump());
    }
}

}  // namespace

Pairs meta_values(std::string_view meta) {
    Pairs pairs;
    constexpr bool may_throw = false;
    const Json values = Json::parse(meta, nullptr, may_throw);
    if (values.is_object()) collect(values, {}, pairs);
    return pairs;
}

}  // namespace assay
