#include <ostream>
#include <system_error>

#include "cli/commands.h"
#include "cli/corpus_choice.h"
#include "cli/exit_code.h"
#include "cli/json_printer.h"
#include "cli/refresh.h"
#include "cli/terminal.h"
#include "cli/text_printer.h"
#include "indexer/config.h"
#include "query/searcher.h"

namespace assay {
namespace {

/// A path in the corpus; also when it was typed as a path from the working directory.
std::string note_in(const CorpusChoice& corpus, const std::string& typed) {
    namespace fs = std::filesystem;
    std::error_code failed;
    if (fs::exists(corpus.root / typed, failed)) return fs::path(typed).lexically_normal().generic_string();
    const fs::path file = fs::weakly_canonical(typed, failed);
    const fs::path inside = file.lexically_relative(corpus.root);
    return inside.empty() || *inside.begin() == ".." ? typed : inside.generic_string();
}

}  // namespace

int related_command(const Options& options, std::ostream& out, std::ostream& err) {
    const CorpusChoice corpus = choose_corpus(options);
    SearchRequest request = options.request;
    request.weights = load_config(corpus.root).weights;
    if (!options.no_refresh) refresh(corpus, err);
    const std::string note = note_in(corpus, options.note);
    const Result<SearchResult> answer = Searcher(corpus.index).related(note, request);
    if (!answer) throw Failure(answer.error());
    if (options.json) print_json_related(out, *answer, note);
    else print_text(out, *answer, detect_style(options.color));
    if (answer->total == 0 && !options.json) err << "assay: no other note is like " << printable(note) << '\n';
    if (request.explain && !options.json) print_explanation(err, *answer);
    return answer->total > 0 ? exit_ok : exit_nothing;
}

}  // namespace assay
