// What a file *.mdx has beside Markdown: programs, comments and tags that HTML does not have.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "indexer/note/next_of.h"

namespace assay {

/// Finds them in one body. The places asked for only grow; `paragraph_end` is where the paragraph
/// around ends.
class Mdx {
public:
    /// `body` must outlive it.
    explicit Mdx(std::string_view body) : body_(body) {}

    /// Where the statement ends that begins the line at `begin`; `begin` when none does.
    std::size_t statement_end(std::size_t begin, std::size_t paragraph_end);

    /// Behind the comment at `place`; `place` when none begins there.
    std::size_t comment_end(std::size_t place);

    /// Behind the tag at `place`, or behind its '<' when it is none. `amiss` receives the bytes
    /// that are right in JSX and not in HTML.
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
        1U << 20U;  // bytes that statements which are never closed may yet be looked for in
    std::size_t tag_limit_ = 0;  // before it no tag that is never closed is looked at again
};

}  // namespace assay
