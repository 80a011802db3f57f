// JSON as text: the same as the library writes, but for characters that somebody might act on.
#include <random>
#include <sstream>

#include "cli/print/json_text.h"
#include "tests/support/catch.h"

namespace assay::test {
namespace {

using cli::Json;

std::string written(const Json& json, int indent = -1) {
    std::ostringstream out;
    cli::print_json_value(out, json, indent);
    return out.str();
}

/// A value of every kind, up to `depth` levels of lists and objects deep.
Json random_value(std::mt19937& chance, int depth) {
    constexpr std::array<std::string_view, 8> texts{
        "", "plain", "a \"quote\"", "back\\slash", "tab\there", "Größe", "開源", "a < b > c"};
    const auto number = [&](unsigned below) { return static_cast<unsigned>(chance() % below); };
    switch (number(depth > 0 ? 9 : 7)) {
        case 0: return nullptr;
        case 1: return number(2) == 0;
        case 2: return static_cast<std::int64_t>(number(1'000)) - 500;
        case 3: return std::uint64_t{1} << number(64);
        case 4: return static_cast<double>(number(100'000)) / 64;
        case 5: return -1e300;
        case 6: return std::string(texts[number(texts.size())]);
        case 7: {
            Json list = Json::array();
            for (unsigned i = number(4); i > 0; --i)
                list.push_back(random_value(chance, depth - 1));
            return list;
        }
        default: {
            Json object = Json::object();
            for (unsigned i = number(4); i > 0; --i)
                object[std::string(texts[number(texts.size())])] = random_value(chance, depth - 1);
            return object;
        }
    }
}

}  // namespace

TEST_CASE("JSON is laid out as the library does it", "[json]") {
    std::mt19937 chance(1);
    for (int i = 0; i < 2'000; ++i) {
        const Json value = random_value(chance, 4);
        for (const int indent : {-1, 0, 2})
            CHECK(written(value, indent) == value.dump(indent) + "\n");
    }
}

TEST_CASE("a string of JSON holds nothing that somebody would act on", "[json]") {
    struct Row {
        const char* reason;
        std::string text;
        const char* json;
    };
    const Row rows[] = {
        {"nothing to escape", "rain & tea, 'x' [y]", R"("rain & tea, 'x' [y]")"},
        {"quotes and backslashes", "\"\\", R"("\"\\")"},
        {"control characters", "\x1b[31m\x7f\n", R"("\u001b[31m\u007f\n")"},
        {"the end of a script", "</script>", R"("<\/script>")"},
        {"a slash elsewhere", "a/b", R"("a/b")"},
        {"line ends of JavaScript", "\u2028\u2029", R"("\u2028\u2029")"},
        {"what turns the direction of a text", "a\u202eb", R"("a\u202eb")"},
        {"not UTF-8",
         "a\xff"
         "b",
         "\"a\uFFFDb\""},
        {"a key, too", "", R"({"<\/":1})"},
    };
    for (const Row& row : rows) {
        INFO(row.reason);
        const Json value = row.text.empty() ? Json{{"</", 1}} : Json(row.text);
        CHECK(written(value) == std::string(row.json) + "\n");
    }
}

}  // namespace assay::test
