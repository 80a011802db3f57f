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

namespace assay::cli {
namespace fs = std::filesystem;
namespace {

/// `name` for a command line that is shown, not taken for an option.
std::string argument(const std::string& name) {
    return (name.starts_with('-') ? "-- " : "") + text::shell_quoted(name);
}

/// The index that a search here would use; empty when it would fail.
fs::path chosen_index(const CorpusOptions& options) {
    try {
        return choose_corpus(options).index;
    } catch (const Failure&) {
        return {};
    }
}

/// The folder of a corpus as given, which may be gone: absolute, without . and .. and without a
/// slash at its end.
fs::path given_root(const std::string& given) {
    std::error_code failed;
    fs::path root = fs::weakly_canonical(fs::absolute(given, failed), failed);
    if (failed)
        throw Failure(text::machine_error("cannot look at " + given, failed.value(),
                                          "check its permissions"));
    return root.has_filename() ? root : root.parent_path();
}

template <class Test>
std::vector<schema::IndexFolder> matching(const std::vector<schema::IndexFolder>& folders,
                                          Test test) {
    std::vector<schema::IndexFolder> found;
    std::copy_if(folders.begin(), folders.end(), std::back_inserter(found), test);
    return found;
}

/// `found`: at least two indexes of the same root, as when one was copied.
Error several_indexes(const std::vector<schema::IndexFolder>& found) {
    std::string names;
    for (const schema::IndexFolder& each : found)
        names.append(names.empty() ? "" : ", ").append(each.directory.filename().string());
    return usage_error(
        found.front().root.string() + " has " + std::to_string(found.size()) + " indexes: " + names,
        "name the folder of one: assay forget " +
            argument(found.front().directory.filename().string()));
}

/// The corpus that `given` names: by its folder, else by the name of its index, else by the last
/// part of its folder.
schema::IndexFolder named_corpus(const std::string& given) {
    const std::vector<schema::IndexFolder> folders = schema::index_folders();
    const fs::path root = given_root(given);
    std::vector<schema::IndexFolder> found =
        matching(folders, [&](const schema::IndexFolder& each) { return each.root == root; });
    if (found.empty())
        found = matching(folders, [&](const schema::IndexFolder& each) {
            return each.directory.filename() == given || each.directory == root;
        });
    if (found.empty())
        found = matching(folders, [&](const schema::IndexFolder& each) {
            return each.root.filename() == given;
        });
    if (found.size() == 1) return found.front();
    if (found.size() > 1) {
        const bool of_one_root = std::all_of(
            found.begin(), found.end(),
            [&](const schema::IndexFolder& each) { return each.root == found.front().root; });
        if (of_one_root) throw Failure(several_indexes(found));
        std::string roots;
        for (const schema::IndexFolder& each : found)
            roots.append(roots.empty() ? "" : ", ").append(each.root.string());
        throw Failure(usage_error(
            std::to_string(found.size()) + " corpora are called " + given + ": " + roots,
            "name its folder: assay forget " + text::shell_quoted(found.front().root.string())));
    }
    std::vector<std::string> names;
    for (const schema::IndexFolder& each : folders) names.push_back(each.root.filename().string());
    const std::string_view nearest =
        text::nearest_name(given, std::vector<std::string_view>(names.begin(), names.end()));
    throw Failure(missing_error(
        "no corpus is called " + given,
        nearest.empty() ? "see: assay corpora"
                        : "did you mean: assay forget " + argument(std::string(nearest))));
}

}  // namespace

int run_command(const CorporaOptions& options, std::ostream& out, std::ostream& err) {
    std::vector<ListedCorpus> corpora;
    const fs::path chosen = chosen_index(options);
    for (const schema::IndexFolder& folder : schema::index_folders())
        corpora.push_back({schema::look_at(folder), folder.directory == chosen});
    if (options.json) print_json_corpora(out, corpora);
    else print_corpora(out, corpora, detect_style(options.color), std::time(nullptr));
    if (!corpora.empty()) return exit_ok;
    if (!options.json)
        err << "assay: no folder of notes is indexed yet\n  hint: run: assay index DIR\n";
    return exit_nothing;
}

int run_command(const ForgetOptions& options, std::ostream& out, std::ostream&) {
    const schema::IndexFolder folder = named_corpus(options.forgotten);
    const schema::IndexRemoval removal = schema::remove_index(folder.directory, options.dry_run);
    if (options.json) print_json_removal(out, folder, removal, options.dry_run);
    else print_removal(out, folder, removal, options.dry_run);
    return exit_ok;
}

}  // namespace assay::cli
