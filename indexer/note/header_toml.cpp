// TOML between +++ (Hugo, Zola). The only user of toml++.
#include <algorithm>
#include <sstream>
#include <stdexcept>

// Some invalid TOML violates assertions of toml++ 3.3. In every build, that must be an ordinary
// error.
#ifndef __clang__
#pragma GCC diagnostic ignored "-Wterminate"  // assertions in noexcept functions always hold
#endif
#undef NDEBUG
#define TOML_ASSERT(expression) \
    static_cast<void>((expression) || (throw std::logic_error("it cannot be read"), false))
#include <toml++/toml.h>

#include "indexer/note/header_formats.h"
#include "indexer/text/limits.h"

namespace assay::indexer {
namespace {

using Json = nlohmann::ordered_json;

Json to_json(const toml::node& node) {
    return node.visit([](const auto& value) -> Json {
        using Value = std::decay_t<decltype(value)>;
        if constexpr (std::is_same_v<Value, toml::table>) {
            Json map = Json::object();
            for (const auto& [key, item] : value) map[std::string(key.str())] = to_json(item);
            return map;
        } else if constexpr (std::is_same_v<Value, toml::array>) {
            Json list = Json::array();
            for (const toml::node& item : value) list.push_back(to_json(item));
            return list;
        } else if constexpr (std::is_same_v<Value, toml::value<toml::date>> ||
                             std::is_same_v<Value, toml::value<toml::time>> ||
                             std::is_same_v<Value, toml::value<toml::date_time>>) {
            std::ostringstream text;
            text << *value;
            return text.str();
        } else {
            return *value;
        }
    });
}

/// Stores the keys in the order of the file, because toml++ sorts them.
void put_table(const toml::table& table, std::uint32_t first_line, FrontMatter& into) {
    struct Entry {
        std::uint32_t line;
        std::string_view key;
        const toml::node* value;
    };
    std::vector<Entry> entries;
    for (const auto& [key, value] : table)
        entries.push_back({key.source().begin.line, key.str(), &value});
    std::stable_sort(entries.begin(), entries.end(),
                     [](const Entry& a, const Entry& b) { return a.line < b.line; });
    for (const Entry& entry : entries)
        put(into, std::string(entry.key), to_json(*entry.value), first_line + entry.line - 1);
}

/// True if a line begins with a key of more parts than levels are allowed. toml++ recurses for each
/// level.
bool is_too_deep(std::string_view text) {
    for (std::size_t begin = 0; begin < text.size();) {
        const std::string_view line = line_at(text, begin);
        const std::size_t equals = line.find('=');
        const bool is_table = without_blanks(line).starts_with('[');
        const std::string_view key = line.substr(0, equals);
        if ((is_table || equals != line.npos) &&
            std::count(key.begin(), key.end(), '.') > text::max_header_depth)
            return true;
        begin += line.size() + 1;
    }
    return false;
}

toml::table parse(std::string_view text) {
    if (is_too_deep(text))
        throw std::logic_error("a key has more than " + std::to_string(text::max_header_depth) +
                               " levels");
    return toml::parse(text);
}

/// Reads what it can of an invalid header: each key of the top level by itself, then each [table].
void read_by_keys(HeaderText header, FrontMatter& into) {
    const auto failed = [&](std::string_view key, std::string_view value, std::uint32_t line,
                            std::uint32_t at, std::string_view why) {
        const std::string what = key.empty()
                                     ? "front matter is not valid TOML here, left out: "
                                     : std::string(key) + " is not valid TOML, read as text: ";
        why = why.substr(0, why.find(';'));
        if (constexpr std::string_view opening = "Error while parsing "; why.starts_with(opening))
            why.remove_prefix(opening.size());
        add_problem(into, at, what + std::string(why),
                    "correct it there, or put the value in quotes");
        if (!key.empty()) put(into, std::string(key), value_as_text(value), line);
    };
    const auto read = [&](std::string_view text, std::string_view key, std::string_view value,
                          std::uint32_t line) {
        try {
            put_table(parse(text), line, into);
        } catch (const toml::parse_error& error) {
            failed(key, value, line, line + std::max(error.source().begin.line, 1U) - 1,
                   error.description());
        } catch (const std::logic_error& error) {
            failed(key, value, line, line, error.what());
        }
    };
    const auto table_from = [&](std::size_t from) {
        std::size_t at = header.text.find('[', from);
        while (at != header.text.npos && at > 0 && header.text[at - 1] != '\n')
            at = header.text.find('[', at + 1);
        return std::min(at, header.text.size());
    };
    const std::size_t tables = table_from(0);
    for (const HeaderChunk& chunk :
         split_at_keys({header.text.substr(0, tables), header.first_line}, '='))
        read(chunk.text, chunk.key, chunk.value, chunk.line);
    const auto lines_in = [](std::string_view text) {
        return static_cast<std::uint32_t>(std::count(text.begin(), text.end(), '\n'));
    };
    std::uint32_t line = header.first_line + lines_in(header.text.substr(0, tables));
    for (std::size_t begin = tables; begin < header.text.size();) {
        const std::string_view table = header.text.substr(begin, table_from(begin + 1) - begin);
        read(table, {}, {}, line);
        line += lines_in(table);
        begin += table.size();
    }
}

}  // namespace

bool read_toml(HeaderText header, FrontMatter& into) {
    try {
        put_table(parse(header.text), header.first_line, into);
    } catch (const std::exception&) {  // toml::parse_error, or an assertion
        read_by_keys(header, into);
    }
    return true;
}

}  // namespace assay::indexer
