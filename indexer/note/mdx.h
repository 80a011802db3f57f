// What MDX adds to Markdown: statements, comments and tags that HTML does not have.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "indexer/note/next_of.h"

namespace assay::indexer {

/// Finds them in one body. The places of the calls must only grow. `paragraph_end` is the end of
/// the paragraph around the place.
class Mdx {
public:
    /// `body` must outlive it.
    explicit Mdx(std::string_view body) : body_(body) {}

    /// Returns the end of the statement that begins the line at `begin`; `begin` if there is none.
    std::size_t statement_end(std::size_t begin, std::size_t paragraph_end);

    /// Returns the offset after the comment at `place`; `place` if there is none.
    std::size_t comment_end(std::size_t place);

    /// Returns the offset after the tag at `place`, or after its '<' if it is not a tag. `amiss`
    /// receives the bytes that are valid in JSX but not in HTML.
    std::size_t tag_end(std::size_t place, std::size_t paragraph_end,
                        std::vector<std::size_t>& amiss);

private:
    static constexpr std::size_t npos = std::string_view::npos;

    bool has(std::size_t place, std::string_view wanted) const {
        return place < body_.size() && body_.substr(place, wanted.size()) == wanted;
    }
    bool is_statement(std::size_t begin, std::size_t paragraph_end);
    bool blank_line_at(std::size_t begin) const;
    bool blank_line_before(std::size_t begin) const;
    bool continues_statement(std::size_t begin) const;

    std::string_view body_;
    NextOf comment_close_{body_, "*/}"}, single_quote_{body_, "'"}, double_quote_{body_, "\""};
    std::size_t statement_end_ = npos - 1;  // of the last one
    std::size_t lookahead_ =
        1U << 20U;  // bytes that may still be searched for the end of unclosed statements
    std::size_t tag_limit_ = 0;  // unclosed tags before it are not searched again
};

}  // namespace assay::indexer
