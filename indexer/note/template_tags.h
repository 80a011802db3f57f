// What Liquid and Hugo replace before they read Markdown.
#pragma once

#include <cstddef>
#include <string_view>

#include "indexer/note/next_of.h"

namespace assay::indexer {

/// Finds the tags of one body. Ask for places in rising order.
class TemplateTags {
public:
    /// `body` must outlive it.
    explicit TemplateTags(std::string_view body) : body_(body) {}

    /// What begins at a brace: where it ends, and whether it is a tag and so not text.
    struct Found {
        std::size_t end;
        bool is_gone;
    };
    Found at(std::size_t place);

private:
    static constexpr std::size_t npos = std::string_view::npos;

    bool has(std::size_t place, std::string_view wanted) const {
        return place < body_.size() && body_.substr(place, wanted.size()) == wanted;
    }
    bool is_tex(std::size_t place) const;
    std::size_t raw_end(std::size_t begin);

    std::string_view body_;
    NextOf liquid_close_{body_, "%}"}, value_close_{body_, "}}"}, angle_close_{body_, ">}}"},
        percent_close_{body_, "%}}"}, raw_close_{body_, "endraw"};
    NextOf empty_line_{body_, "\n\n"}, ticks_{body_, "```"}, tildes_{body_, "~~~"};
    std::size_t raw_end_ = 0;     // where {% endraw %} begins
    std::size_t tex_end_ = npos;  // of the last braces that are TeX's
};

}  // namespace assay::indexer
