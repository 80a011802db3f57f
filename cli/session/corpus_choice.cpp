#include "cli/session/corpus_choice.h"

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <system_error>
#include <utility>
#include <vector>

#include "cli/session/vault.h"
#include "indexer/config.h"
#include "indexer/schema/index_list.h"
#include "indexer/schema/index_location.h"
#include "indexer/schema/index_store.h"
#include "indexer/text/error.h"
#include "indexer/text/machine_error.h"
#include "indexer/text/shell_quoted.h"

namespace assay::cli {
namespace fs = std::filesystem;
namespace {

std::string given_or_environment(const std::string& given, const char* variable) {
    if (!given.empty()) return given;
    const char* value = std::getenv(variable);
    return value != nullptr ? value : "";
}

fs::path canonical_folder(const fs::path& folder) {
    std::error_code failed;
    fs::path canonical = fs::canonical(folder, failed);
    const bool is_folder = !failed && fs::is_directory(canonical, failed);
    if (failed && failed != std::errc::no_such_file_or_directory &&
        failed != std::errc::not_a_directory)
        throw Failure(text::machine_error("cannot look at " + folder.string(), failed.value(),
                                          "check its permissions"));
    if (!is_folder)
        throw Failure(usage_error("there is no folder " + folder.string(),
                                  "name the folder that holds your notes"));
    return canonical;
}

/// The nearest indexed folder at or above `from`; empty if there is none.
fs::path nearest_indexed_folder(const fs::path& from) {
    for (fs::path folder = from; !folder.empty(); folder = folder.parent_path()) {
        if (schema::IndexStore(schema::default_index_directory(folder)).exists()) return folder;
        if (folder == folder.root_path()) break;
    }
    return {};
}

/// Chooses the working directory, or the vault or project around it: git, too, takes the whole
/// repository from anywhere in it.
void take_working_directory(CorpusChoice& choice, const std::string& command) {
    choice.root = canonical_folder(".");
    const std::optional<Vault> vault = vault_around(choice.root);
    if (!vault || vault->root == choice.root) return;
    choice.root = vault->root;
    choice.remark =
        "taking " + vault->root.string() + ", which has " + vault->mark +
        "; for this folder alone: assay " + command + " ." +
        (choice.index.empty() ? "" : " --index " + text::shell_quoted(choice.index.string()));
}

/// For indexed `roots` that are not exactly one.
Error nothing_to_choose(const std::vector<fs::path>& roots) {
    constexpr std::size_t most_named = 5;
    std::error_code failed;
    const std::optional<Vault> vault = vault_around(fs::current_path(failed));
    const std::string index_here =
        vault ? "run: assay index " + text::shell_quoted(vault->root.string()) : "";
    if (roots.empty() && vault)
        return index_error(vault->root.string() + " is not indexed yet", index_here);
    if (roots.empty())
        return index_error("no folder of notes is indexed yet", "run: assay index DIR");
    std::string message =
        std::to_string(roots.size()) + " folders are indexed, and none is at or above this one: ";
    for (std::size_t i = 0; i < std::min(roots.size(), most_named); ++i)
        message.append(i > 0 ? ", " : "").append(roots[i].string());
    if (roots.size() > most_named) message += ", … see: assay corpora";
    return index_error(message,
                       vault ? index_here + ", or name one of them: --corpus DIR"
                             : "name one: --corpus " + text::shell_quoted(roots.front().string()));
}

/// What `given` and the environment name, else what is indexed around the working directory, else
/// the user's default. The root stays empty when none of these chooses one.
CorpusChoice named_or_nearest(const CorpusOptions& given) {
    CorpusChoice choice;
    std::error_code failed;
    if (const std::string index = given_or_environment(given.index, "ASSAY_INDEX"); !index.empty())
        choice.index = fs::absolute(index, failed);
    if (const std::string corpus = given_or_environment(given.corpus, "ASSAY_CORPUS");
        !corpus.empty())
        choice.root = canonical_folder(corpus);
    else if (!choice.index.empty()) choice.root = schema::IndexStore(choice.index).root();
    else choice.root = nearest_indexed_folder(fs::current_path(failed));
    if (!choice.root.is_absolute()) choice.root.clear();  // a file named root that no index has
    if (choice.root.empty() && choice.index.empty())
        if (const fs::path chosen = indexer::load_config({}).default_corpus; !chosen.empty())
            choice.root = canonical_folder(chosen);
    return choice;
}

}  // namespace

CorpusChoice choose_corpus_of(const CorpusOptions& given, const fs::path& file) {
    if (is_corpus_named(given)) return choose_corpus(given);
    CorpusChoice choice{nearest_indexed_folder(file.parent_path()), {}};
    if (choice.root.empty())
        throw Failure(index_error("no folder around " + file.string() + " is indexed yet",
                                  "run: assay index DIR, with the folder of your notes"));
    choice.index = schema::default_index_directory(choice.root);
    return choice;
}

bool is_corpus_named(const CorpusOptions& given) {
    return !given_or_environment(given.corpus, "ASSAY_CORPUS").empty() ||
           !given_or_environment(given.index, "ASSAY_INDEX").empty();
}

CorpusChoice choose_corpus(const CorpusOptions& given) {
    CorpusChoice choice = named_or_nearest(given);
    if (choice.root.empty() && choice.index.empty()) {
        std::vector<fs::path> roots = schema::indexed_roots();
        if (roots.size() != 1) throw Failure(nothing_to_choose(roots));
        choice.root = std::move(roots.front());
    }
    if (choice.root.empty()) {
        const std::string state = schema::IndexStore(choice.index).exists()
                                      ? "there is no file root, which names the notes, in "
                                      : "there is no index in ";
        throw Failure(index_error(state + choice.index.string(),
                                  "run: " + schema::index_command({}, choice.index)));
    }
    if (choice.index.empty()) choice.index = schema::default_index_directory(choice.root);
    if (!schema::IndexStore(choice.index).exists())
        throw Failure(index_error(choice.root.string() + " is not indexed yet",
                                  "run: " + schema::index_command(choice.root, choice.index)));
    return choice;
}

CorpusChoice choose_folder(const CorpusOptions& given, const std::string& command) {
    CorpusChoice choice = named_or_nearest(given);
    if (choice.root.empty()) take_working_directory(choice, command);
    if (choice.index.empty()) choice.index = schema::default_index_directory(choice.root);
    return choice;
}

}  // namespace assay::cli
