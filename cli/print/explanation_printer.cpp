#include <algorithm>
#include <iomanip>
#include <ostream>

#include "cli/print/text_printer.h"
#include "cli/terminal/terminal.h"
#include "cli/terminal/text_layout.h"

namespace assay::cli {
namespace {

void print_corrections(std::ostream& err, const std::vector<query::CorrectedWord>& corrections) {
    for (const query::CorrectedWord& word : corrections)
        err << "assay: No note contains “" << printable(word.written) << "”; showing “"
            << printable(word.shown) << "”.\n";
}

void print_warnings(std::ostream& err, const std::vector<std::string>& warnings) {
    for (const std::string& warning : warnings) err << "assay: " << printable(warning) << '\n';
}

}  // namespace

void print_remarks(std::ostream& err, const query::SearchResult& result) {
    print_corrections(err, result.corrections);
    if (result.relaxed)
        err << "assay: No note has all of: " << printable(joined(result.words, ", "))
            << "; showing notes with some.\n";
    print_warnings(err, result.warnings);
}

void print_remarks(std::ostream& err, const query::Concordance& concordance) {
    print_corrections(err, concordance.corrections);
    print_warnings(err, concordance.warnings);
}

void print_explanation(std::ostream& out, const query::SearchResult& result,
                       const ShownPaths& paths) {
    if (!result.explanation) return;
    const query::Explanation& explanation = *result.explanation;
    if (!result.parsed.empty()) out << "parsed    " << printable(result.parsed) << '\n';
    out << "answered  " << printable(explanation.answered) << '\n';
    if (!result.dropped.empty())
        out << "dropped   " << printable(joined(result.dropped, ", ")) << '\n';
    for (const query::Explanation::Word& word : explanation.words) {
        out << "word      " << printable(word.written) << '\n';
        // Terms of one reason share a line.
        for (auto first = word.terms.begin(); first != word.terms.end();) {
            const auto end = std::find_if(
                first, word.terms.end(),
                [&](const query::Explanation::Term& term) { return term.reason != first->reason; });
            out << "          " << first->reason << ": ";
            for (auto term = first; term != end; ++term)
                out << (term == first ? "" : ", ") << printable(term->text);
            out << '\n';
            first = end;
        }
    }
    out << "query     " << printable(explanation.query) << '\n';
    for (const query::Hit& hit : result.hits) {
        out << std::fixed << std::setprecision(3) << "hit       " << std::setw(8) << hit.score
            << "  " << printable(paths.shown(hit.path)) << '\n';
        for (const query::Share& share : hit.shares)
            out << "          " << std::setw(8) << share.score << "  " << printable(share.what)
                << '\n';
    }
}

}  // namespace assay::cli
