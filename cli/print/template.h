// A piece of output as the user wrote it: text with names in braces, "{file}:{line}\t{title}\n".
// Knows no hits: who prints says which names there are, and what stands for each.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace assay {

class Template {
public:
    /// In `typed`, \n \t \0 and \\ are a line end, a tab, a zero byte and a backslash; {{ and }}
    /// are braces. A name is one of `names`, or begins like one of them that ends with a dot, with
    /// any key after it. Throws Failure(usage) with the column of what is wrong.
    Template(std::string_view typed, std::span<const std::string_view> names);

    /// The text with what `value_of` says for each name.
    std::string filled(const std::function<std::string(std::string_view name)>& value_of) const;

    /// Does it end lines? If so, nothing that is filled in may.
    bool has_line_end() const { return has_line_end_; }

private:
    struct Part {
        bool is_name;
        std::string text;  // of a name without its braces
    };

    std::vector<Part> parts_;
    bool has_line_end_ = false;
};

}  // namespace assay
