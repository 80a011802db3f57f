// Runs a fuzz target without a fuzzer: every file below the given paths, and of each some mutations
// that are the same each time.
//   note_fuzz [--mutations N] [--seed N] [--save FILE] PATH...
// --save writes each input to FILE before it is tried, so that the one that crashes is there.
// Built with -DASSAY_FUZZ=ON by clang, libFuzzer takes the place of this file.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

namespace fs = std::filesystem;

constexpr std::size_t largest_input = 256 * 1024;

/// Marsaglia's xorshift: the same numbers on every machine.
class Random {
public:
    explicit Random(std::uint64_t seed)
        : state_(0x9E3779B97F4A7C15U ^ (seed * 0xD1B54A32D192ED03U + 1)) {}
    std::size_t below(std::size_t limit) {
        state_ ^= state_ << 13U;
        state_ ^= state_ >> 7U;
        state_ ^= state_ << 17U;
        return limit == 0 ? 0 : static_cast<std::size_t>(state_ % limit);
    }

private:
    std::uint64_t state_;
};

/// What is hard to read: mark-up, operators, scripts, broken UTF-8.
constexpr std::string_view pieces[] = {
    "[",
    "]",
    "[[",
    "]]",
    "(",
    ")",
    "\"",
    "*",
    "**",
    "_",
    "`",
    "```\n",
    "#",
    "# ",
    "\n",
    "\n\n",
    "\r\n",
    "\t",
    " ",
    ">",
    "> ",
    "- ",
    "|",
    "|---|\n",
    "==",
    "%%",
    "^id",
    "!",
    "&amp;",
    "&",
    "\\",
    "<",
    "<!--",
    "-->",
    "<script>",
    "~~",
    "$$",
    "---\n",
    "+++\n",
    "{",
    "}",
    ":",
    "tag:",
    "title:",
    "=",
    " OR ",
    " AND ",
    "NOT ",
    "-",
    "|",
    "''",
    "\u2019",
    "\u201c",
    "\u201d",
    "\u00e9",
    "e\u0301",
    "\u958b\u6e90",
    "\u304b\u3099",
    "\u0e44\u0e17\u0e22",
    "\uac01",
    "\U0001F389",
    "\U0001F468\u200d\U0001F469",
    "\u200b",
    "\u00ad",
    "\u202e",
    "\ufeff",
    "\u3000",
    "\ufdfa",
    "\u0130",
    "\xff",
    "\xc3",
    "\xe2\x80",
    "\xed\xa0\x80",
    "\x1b[31m",
    ".",
    "...",
    "1.2",
    "C++",
    "don't",
    "http://",
    "[^1]",
    "[^1]: ",
    "[!note]",
};

std::string mutated(const std::string& from, const std::vector<std::string>& pool, Random& random) {
    std::string text = from;
    const std::size_t times = 1 + random.below(4);
    for (std::size_t i = 0; i < times; ++i) {
        const std::size_t at = random.below(text.size() + 1);
        const std::size_t length = std::min(random.below(64), text.size() - at);
        switch (random.below(7)) {
            case 0:  // flip a bit
                if (at < text.size())
                    text[at] =
                        static_cast<char>(text[at] ^ static_cast<char>(1U << random.below(8)));
                break;
            case 1: text.insert(at, pieces[random.below(std::size(pieces))]); break;
            case 2: text.insert(at, 1, static_cast<char>(random.below(256))); break;
            case 3: text.erase(at, length); break;
            case 4: {  // splice
                const std::string& other = pool[random.below(pool.size())];
                const std::size_t other_at = random.below(other.size() + 1);
                text.replace(at, length, other, other_at, random.below(200));
                break;
            }
            case 5: {  // repeat
                const std::string piece = text.substr(at, length);
                for (std::size_t n = random.below(40); n > 0; --n) text.insert(at, piece);
                break;
            }
            default: {  // a row of one sign
                const std::string_view piece = pieces[random.below(std::size(pieces))];
                for (std::size_t n = random.below(200); n > 0; --n) text.insert(at, piece);
                break;
            }
        }
        if (text.size() > largest_input) text.resize(largest_input);
    }
    return text;
}

void add(const fs::path& path, std::vector<fs::path>& files) {
    if (!fs::is_directory(path)) {
        files.push_back(path);
        return;
    }
    for (const auto& entry : fs::recursive_directory_iterator(path))
        if (entry.is_regular_file()) files.push_back(entry.path());
}

}  // namespace

int main(int argc, char** argv) {
    std::size_t mutations = 0, seed = 0, inputs = 0;
    const char* save = nullptr;
    std::vector<fs::path> files;
    for (int i = 1; i < argc; ++i) {
        const std::string_view argument = argv[i];
        if (argument == "--mutations" && i + 1 < argc) mutations = std::stoul(argv[++i]);
        else if (argument == "--seed" && i + 1 < argc) seed = std::stoul(argv[++i]);
        else if (argument == "--save" && i + 1 < argc) save = argv[++i];
        else add(argument, files);
    }
    std::sort(files.begin(), files.end());
    if (files.empty()) {
        std::fprintf(stderr, "usage: %s [--mutations N] [--seed N] [--save FILE] PATH...\n",
                     argv[0]);
        return 2;
    }
    std::vector<std::string> pool;
    for (const fs::path& file : files) {
        std::ifstream in(file, std::ios::binary);
        pool.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
    }
    const auto run = [&](const std::string& input) {
        if (save != nullptr) std::ofstream(save, std::ios::binary) << input;
        LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(input.data()), input.size());
        ++inputs;
    };
    for (std::size_t i = 0; i < pool.size(); ++i) {
        run(pool[i]);
        Random random(seed * 1'000'003 + i);
        std::string chain = pool[i];
        for (std::size_t n = 0; n < mutations; ++n) {
            // Small changes of the file, and, every other time, of what became of it.
            if (n % 16 == 0) chain = pool[i];
            chain = mutated(n % 2 == 0 ? pool[i] : chain, pool, random);
            run(chain);
        }
    }
    std::printf("%zu inputs\n", inputs);
    return 0;
}
