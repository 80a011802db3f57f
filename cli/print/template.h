// A piece of output as the user wrote it: text with names in braces, "{file}:{line}\t{title}\n".
// The caller says which names there are, and the value of each.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace assay::cli {

class Template {
public:
    /// In `given`, \n \t \0 and \\ are a line end, a tab, a zero byte and a backslash; {{ and }}
    /// are braces. A name is one of `names`, or one of them that ends with a dot, followed by any
    /// key. Throws Failure(usage) with the column of the mistake.
    Template(std::string_view given, std::span<const std::string_view> names);

    /// The text, with value_of(name) in place of each name.
    std::string filled(const std::function<std::string(std::string_view name)>& value_of) const;

    /// True if the text has line ends. If so, the values must not have any.
    bool has_line_end() const { return has_line_end_; }

private:
    struct Part {
        bool is_name;
        std::string text;  // of a name without its braces
    };

    std::vector<Part> parts_;
    bool has_line_end_ = false;
};

}  // namespace assay::cli
