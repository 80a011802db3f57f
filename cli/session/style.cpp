#include "cli/session/style.h"

#include <utility>

namespace assay::cli {

TextStyle detect_style(const SharedOptions& options, const std::string& configured,
                       const std::filesystem::path& root) {
    TextStyle style = detect_style(options.color);
    style.paths = ShownPaths(root);
    style.columns = options.offsets;
    const std::string wanted = !options.hyperlink.empty() ? options.hyperlink
                               : !configured.empty()      ? configured
                                                          : "file";
    Hyperlinks links(wanted, root);  // a wrong one is an error wherever the answer goes
    if (style.terminal && !is_dumb()) style.links = std::move(links);
    return style;
}

}  // namespace assay::cli
