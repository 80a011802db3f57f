#include "cli/note_name.h"

#include <charconv>
#include <optional>

#include "indexer/schema/error.h"
#include "query/note_lookup.h"

namespace assay {
namespace fs = std::filesystem;
namespace {

/// `typed` as a path in the corpus if it is a file there, seen from the working directory; else as it is.
std::string within_corpus(const fs::path& root, const std::string& typed) {
    std::error_code failed;
    if (!fs::is_regular_file(typed, failed)) return typed;
    const fs::path folder = fs::canonical(fs::absolute(typed, failed).parent_path(), failed);
    const fs::path relative = (folder / fs::path(typed).filename()).lexically_relative(root);
    return failed || relative.empty() || *relative.begin() == ".." ? typed : relative.generic_string();
}

/// A number behind the last ':' is taken off; nullopt when there is none.
std::optional<std::uint32_t> take_number(std::string& text) {
    const std::size_t colon = text.rfind(':');
    std::uint32_t number = 0;
    if (colon == text.npos || colon == 0) return std::nullopt;
    const char* const end = text.data() + text.size();
    const auto [stop, failed] = std::from_chars(text.data() + colon + 1, end, number);
    if (failed != std::errc() || stop != end || number == 0) return std::nullopt;
    text.resize(colon);
    return number;
}

}  // namespace

NoteName resolve_note(const CorpusChoice& corpus, const std::string& typed) {
    const auto find = [&](const std::string& name) { return find_note(corpus.index, within_corpus(corpus.root, name)); };
    const Result<std::string> whole = find(typed);
    if (whole) return {*whole, {}};
    if (whole.error().kind != ErrorKind::missing) throw Failure(whole.error());

    NoteName name;
    std::string rest = typed;
    if (const std::optional<std::uint32_t> last = take_number(rest)) {
        const std::optional<std::uint32_t> first = take_number(rest);
        name.line = first ? *first : *last;
        name.column = first ? *last : 0;
    } else if (const std::size_t sign = rest.rfind('#'); sign != rest.npos && sign > 0) {
        name.anchor = rest.substr(sign + 1);
        rest.resize(sign);
    } else {
        throw Failure(whole.error());
    }
    Result<std::string> path = find(rest);
    if (!path) throw Failure(path.error());
    name.path = *std::move(path);
    return name;
}

}  // namespace assay
