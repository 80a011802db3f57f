// Any bytes as the configuration of a corpus, and of the user -> an error with a place and a hint,
// or values within their bounds.
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <string>

#include "indexer/config.h"
#include "indexer/text/glob.h"
#include "indexer/text/unicode.h"
#include "tests/fuzz/require.h"
#include "tests/support/temp_dir.h"

using assay::fuzz::require;

namespace {

/// Files that no disk waits for.
const assay::test::TempDir& folder() {
    static const assay::test::TempDir made(assay::test::memory_directory());
    static const bool set = setenv("XDG_CONFIG_HOME", (made / "home").c_str(), 1) == 0;
    (void)set;
    return made;
}

void check(const std::filesystem::path& root, bool of_user) {
    try {
        const assay::indexer::Config config = assay::indexer::load_config(root);
        for (const auto& [glob, weight] : config.weights)
            require(weight > 0 && weight <= 100, "a weight is in its range");
        require(config.max_note_bytes > 0 && config.refresh_budget_ms >= 0,
                "numbers are in their range");
        const bool names_program =
            !config.editor.empty() || !config.pager.empty() || !config.hyperlink.empty();
        const bool leads_out = config.follow_links || !config.default_corpus.empty();
        require(of_user || (!names_program && !leads_out),
                "a corpus names no program and no place outside");
        for (const assay::indexer::SavedQuery& query : config.queries)
            require(!query.name.empty() && query.where.line >= 1, "a query has a name and a place");
        (void)assay::indexer::languages_for(config, "a/note.md");
        for (const std::string& glob : config.exclude)
            (void)assay::text::glob_matches(glob, "a/note.md");
    } catch (const assay::Failure& failure) {
        const assay::Error& error = failure.error();
        require(error.kind == assay::ErrorKind::usage, "a mistake of the user");
        require(!error.message.empty() && !error.hint.empty() && error.where,
                "has a place and a hint");
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const assay::test::TempDir& here = folder();
    here.write("corpus/.assay.yaml", bytes);
    check(here / "corpus", false);
    here.write("home/assay/config.yaml", bytes);
    check({}, true);
    std::filesystem::remove(here / "home/assay/config.yaml");
    return 0;
}
