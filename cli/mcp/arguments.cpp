#include "cli/mcp/arguments.h"

#include <cmath>
#include <cstdint>

#include "cli/terminal/terminal.h"
#include "indexer/text/edit_distance.h"

namespace assay::cli {
namespace {

/// "query, tags, limit"
std::string names_of(const Json& schema) {
    std::string names;
    for (const auto& [name, property] : schema["properties"].items())
        names.append(names.empty() ? "" : ", ").append(name);
    return names;
}

Error unknown_argument(const std::string& given, const Json& schema) {
    std::vector<std::string> names;
    for (const auto& [name, property] : schema["properties"].items()) names.push_back(name);
    const std::string_view nearest =
        given.size() > max_argument_bytes
            ? ""
            : text::nearest_name(given, std::vector<std::string_view>(names.begin(), names.end()));
    return usage_error("there is no argument " + printable(given.substr(0, 64)),
                       nearest.empty() ? "the arguments are " + names_of(schema)
                                       : "did you mean " + std::string(nearest) + "?");
}

bool is_whole(const Received& value) {
    return value.is_number_integer() ||
           (value.is_number_float() && std::trunc(value.get<double>()) == value.get<double>());
}

std::optional<Error> wrong_number(const std::string& name, const Received& value,
                                  const Json& property) {
    if (!is_whole(value)) return usage_error(name + " takes a whole number");
    const auto least = property["minimum"].get<std::int64_t>(),
               most = property["maximum"].get<std::int64_t>();
    const double given = value.get<double>();
    if (given >= static_cast<double>(least) && given <= static_cast<double>(most))
        return std::nullopt;
    return usage_error(name + " is from " + std::to_string(least) + " to " + std::to_string(most));
}

std::optional<Error> wrong_text(const std::string& name, const Received& value,
                                const Json& property) {
    if (!value.is_string()) return usage_error(name + " takes a string");
    if (value.get_ref<const std::string&>().size() > max_argument_bytes)
        return usage_error(name + " is longer than " + std::to_string(max_argument_bytes) +
                           " bytes");
    const auto choices = property.find("enum");
    if (choices == property.end()) return std::nullopt;
    std::string names;
    for (const Json& choice : *choices) {
        if (choice == value.get_ref<const std::string&>()) return std::nullopt;
        names.append(names.empty() ? "" : ", ").append(choice.get<std::string>());
    }
    return usage_error(name + " is one of " + names);
}

std::optional<Error> wrong_list(const std::string& name, const Received& value) {
    if (!value.is_array()) return usage_error(name + " takes a list of strings");
    if (value.size() > max_argument_items)
        return usage_error(name + " has more than " + std::to_string(max_argument_items) +
                           " items");
    for (const Received& item : value)
        if (std::optional<Error> wrong = wrong_text("an item of " + name, item, Json::object()))
            return wrong;
    return std::nullopt;
}

std::optional<Error> wrong_value(const std::string& name, const Received& value,
                                 const Json& property) {
    const std::string& type = property["type"].get_ref<const std::string&>();
    if (type == "integer") return wrong_number(name, value, property);
    if (type == "string") return wrong_text(name, value, property);
    if (type == "array") return wrong_list(name, value);
    return value.is_boolean() ? std::nullopt
                              : std::optional(usage_error(name + " takes true or false"));
}

}  // namespace

std::optional<Error> wrong_argument(const Received& arguments, const Json& schema) {
    const Json& properties = schema["properties"];
    for (const auto& [name, value] : arguments.items()) {
        const auto property = properties.find(name);
        if (property == properties.end()) return unknown_argument(name, schema);
        if (std::optional<Error> wrong = wrong_value(name, value, *property)) return wrong;
    }
    for (const Json& name : schema.value("required", Json::array()))
        if (!arguments.contains(name.get_ref<const std::string&>()))
            return usage_error("the argument " + name.get<std::string>() + " is missing",
                               "the arguments are " + names_of(schema));
    return std::nullopt;
}

std::string text_argument(const Received& arguments, const char* name, std::string otherwise) {
    const auto found = arguments.find(name);
    return found == arguments.end() ? std::move(otherwise) : found->get<std::string>();
}

std::size_t count_argument(const Received& arguments, const char* name, std::size_t otherwise) {
    const auto found = arguments.find(name);
    return found == arguments.end() ? otherwise : found->get<std::size_t>();
}

bool flag_argument(const Received& arguments, const char* name) {
    const auto found = arguments.find(name);
    return found != arguments.end() && found->get<bool>();
}

std::vector<std::string> list_argument(const Received& arguments, const char* name) {
    const auto found = arguments.find(name);
    return found == arguments.end() ? std::vector<std::string>()
                                    : found->get<std::vector<std::string>>();
}

}  // namespace assay::cli
