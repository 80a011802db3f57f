#include <algorithm>
#include <ostream>
#include <sstream>

#include "cli/commands/commands.h"
#include "cli/commands/exit_code.h"
#include "cli/options/typed_path.h"
#include "cli/print/hit_template.h"
#include "cli/print/json_notes.h"
#include "cli/print/kwic_printer.h"
#include "cli/print/text_printer.h"
#include "cli/session/configured.h"
#include "cli/session/corpus_choice.h"
#include "cli/session/refresh.h"
#include "cli/session/style.h"
#include "cli/terminal/pager.h"
#include "cli/terminal/terminal.h"
#include "indexer/config.h"
#include "query/concordance.h"

namespace assay {

int kwic_command(const Options& options, std::ostream& out, std::ostream& err) {
    const std::optional<Template> form = line_template(options);
    const CorpusChoice corpus = choose_corpus(options);
    if (!options.no_refresh) refresh(corpus, err);
    const Config config = load_config(corpus.root);
    const TextStyle style = detect_style(options, config.hyperlink, corpus.root);
    // A terminal shows what fits; whoever reads from a pipe wants the same wherever it was run.
    constexpr std::size_t usual_context = 40;
    const bool screen = style.terminal && !options.json && !form;
    const std::size_t context = options.context > 0 ? options.context
                                : screen            ? style.width
                                                    : usual_context;
    SearchRequest request = configured(options.request, config);
    request.paths = places_in_corpus(corpus.root, request.paths);
    // Where all that is shown is all there is, the rest is counted.
    const ConcordanceRequest wanted{options.kwic_order, context, options.most_lines,
                                    options.json || !options.limit_given};
    const Result<Concordance> concordance = make_concordance(corpus.index, request, wanted);
    if (!concordance) throw Failure(concordance.error());
    if (options.json) {
        print_json(out, *concordance, options.request, style.paths);
    } else {
        std::ostringstream text, remarks;
        if (form) print_template(text, *concordance, *form, options.offsets, style);
        else print_concordance(text, *concordance, style, context);
        print_remarks(remarks, *concordance);
        if (!options.limit_given && concordance->lines.size() < concordance->total)
            remarks << "assay: " << concordance->lines.size() << " of " << concordance->total
                    << " occurrences, -n all for all\n";
        show_paged(out, err, text.str(), remarks.str(), style, {config.pager, options.no_pager});
    }
    if (concordance->total == 0 && !options.json)
        err << "assay: nothing in the text of any note matches: " << printable(options.request.text)
            << '\n';
    return concordance->total > 0 ? exit_ok : exit_nothing;
}

}  // namespace assay
