// What a note's body holds besides prose: has:table, has:math.
#pragma once

#include <string_view>

struct cmark_node;

namespace assay {

struct Features {
    bool table = false, image = false, link = false, footnote = false, task = false, math = false;
    friend bool operator==(const Features&, const Features&) = default;
};

/// From cmark's tree of `body`, and from the body itself what cmark does not know: wikilinks, embeds and math outside of code.
/// Linear in the size of both.
Features find_features(cmark_node* document, std::string_view body);

}  // namespace assay
