#include <algorithm>
#include <ctime>
#include <iterator>
#include <ostream>

#include "cli/commands/commands.h"
#include "cli/commands/exit_code.h"
#include "cli/print/corpora_printer.h"
#include "cli/print/json_corpora.h"
#include "cli/session/corpus_choice.h"
#include "indexer/text/edit_distance.h"
#include "indexer/text/error.h"
#include "indexer/text/machine_error.h"
#include "indexer/text/shell_quoted.h"

namespace assay {
namespace fs = std::filesystem;
namespace {

/// For a command that is shown; a name that begins like an option is none.
std::string argument(const std::string& name) {
    return (name.starts_with('-') ? "-- " : "") + shell_quoted(name);
}

/// The index that a search here would take; empty when it would refuse.
fs::path chosen_index(const Options& options) {
    try {
        return choose_corpus(options).index;
    } catch (const Failure&) {
        return {};
    }
}

/// As somebody types the folder of a corpus, which may be gone: absolute, without . and .. and a
/// slash at its end.
fs::path typed_root(const std::string& typed) {
    std::error_code failed;
    fs::path root = fs::weakly_canonical(fs::absolute(typed, failed), failed);
    if (failed)
        throw Failure(
            machine_error("cannot look at " + typed, failed.value(), "check its permissions"));
    return root.has_filename() ? root : root.parent_path();
}

template <class Test>
std::vector<IndexFolder> those(const std::vector<IndexFolder>& folders, Test test) {
    std::vector<IndexFolder> found;
    std::copy_if(folders.begin(), folders.end(), std::back_inserter(found), test);
    return found;
}

/// `found`: at least two folders, of the same root; a copied index is one.
Error several_indexes(const std::vector<IndexFolder>& found) {
    std::string names;
    for (const IndexFolder& each : found)
        names.append(names.empty() ? "" : ", ").append(each.directory.filename().string());
    return usage_error(std::to_string(found.size()) + " indexes are of " +
                           found.front().root.string() + ": " + names,
                       "name the folder of one: assay forget " +
                           argument(found.front().directory.filename().string()));
}

/// The corpus that `typed` means: its folder, else the name of its index, else the last part of its
/// folder.
IndexFolder named_corpus(const std::string& typed) {
    const std::vector<IndexFolder> folders = index_folders();
    const fs::path root = typed_root(typed);
    std::vector<IndexFolder> found =
        those(folders, [&](const IndexFolder& each) { return each.root == root; });
    if (found.empty())
        found = those(folders, [&](const IndexFolder& each) {
            return each.directory.filename() == typed || each.directory == root;
        });
    if (found.empty())
        found =
            those(folders, [&](const IndexFolder& each) { return each.root.filename() == typed; });
    if (found.size() == 1) return found.front();
    if (found.size() > 1) {
        const bool of_one_root =
            std::all_of(found.begin(), found.end(),
                        [&](const IndexFolder& each) { return each.root == found.front().root; });
        if (of_one_root) throw Failure(several_indexes(found));
        std::string roots;
        for (const IndexFolder& each : found)
            roots.append(roots.empty() ? "" : ", ").append(each.root.string());
        throw Failure(usage_error(
            std::to_string(found.size()) + " corpora are called " + typed + ": " + roots,
            "name its folder: assay forget " + shell_quoted(found.front().root.string())));
    }
    std::vector<std::string> names;
    for (const IndexFolder& each : folders) names.push_back(each.root.filename().string());
    const std::string_view nearest =
        nearest_name(typed, std::vector<std::string_view>(names.begin(), names.end()));
    throw Failure(missing_error(
        "no corpus is called " + typed,
        nearest.empty() ? "see: assay corpora"
                        : "did you mean: assay forget " + argument(std::string(nearest))));
}

}  // namespace

int corpora_command(const Options& options, std::ostream& out, std::ostream& err) {
    std::vector<ListedCorpus> corpora;
    const fs::path chosen = chosen_index(options);
    for (const IndexFolder& folder : index_folders())
        corpora.push_back({look_at(folder), folder.directory == chosen});
    if (options.json) print_json_corpora(out, corpora);
    else print_corpora(out, corpora, detect_style(options.color), std::time(nullptr));
    if (!corpora.empty()) return exit_ok;
    if (!options.json)
        err << "assay: no folder of notes is indexed yet\n  hint: run: assay index DIR\n";
    return exit_nothing;
}

int forget_command(const Options& options, std::ostream& out) {
    const IndexFolder folder = named_corpus(options.forgotten);
    const IndexRemoval removal = remove_index(folder.directory, options.dry_run);
    if (options.json) print_json_removal(out, folder, removal, options.dry_run);
    else print_removal(out, folder, removal, options.dry_run);
    return exit_ok;
}

}  // namespace assay
