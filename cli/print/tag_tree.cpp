#include "cli/print/tag_tree.h"

#include <algorithm>
#include <iomanip>
#include <map>
#include <ostream>
#include <string>
#include <string_view>
#include <tuple>

#include "cli/terminal/terminal.h"
#include "indexer/text/unicode.h"

namespace assay::cli {
namespace {

std::size_t parts_of(std::string_view tag) {
    return 1 + static_cast<std::size_t>(std::count(tag.begin(), tag.end(), '/'));
}

/// Folded name and number of notes of the tags around this one, the outermost first, and of itself.
using Key = std::vector<std::pair<std::size_t, std::string>>;

}  // namespace

void collapse_tags(std::vector<query::FacetCount>& tags, std::size_t depth) {
    std::erase_if(tags, [&](const query::FacetCount& tag) { return parts_of(tag.value) > depth; });
}

void sort_tags(std::vector<query::FacetCount>& tags, TagOrder order, bool tree) {
    std::map<std::string, std::size_t> counts;
    for (const query::FacetCount& tag : tags) counts[unicode::fold(tag.value)] = tag.count;
    const auto level = [&](const std::string& folded) {
        // Keys are sorted in ascending order: most notes first.
        const auto found = counts.find(folded);
        const std::size_t notes = found == counts.end() ? 0 : found->second;
        return std::pair(order == TagOrder::count ? std::string::npos - notes : 0, folded);
    };
    std::vector<std::pair<Key, query::FacetCount>> keyed;
    for (query::FacetCount& tag : tags) {
        const std::string folded = unicode::fold(tag.value);
        Key key;
        for (std::size_t end = folded.find('/'); tree && end != std::string::npos;
             end = folded.find('/', end + 1))
            key.push_back(level(folded.substr(0, end)));
        key.push_back(level(folded));
        keyed.emplace_back(std::move(key), std::move(tag));
    }
    std::sort(keyed.begin(), keyed.end(), [](const auto& a, const auto& b) {
        return std::tie(a.first, a.second.value) < std::tie(b.first, b.second.value);
    });
    std::transform(keyed.begin(), keyed.end(), tags.begin(),
                   [](auto& each) { return std::move(each.second); });
}

void print_tags(std::ostream& out, const std::vector<query::FacetCount>& tags, bool as_tree) {
    std::size_t widest = 0;
    for (const query::FacetCount& tag : tags)
        widest = std::max(widest, std::to_string(tag.count).size());
    for (const query::FacetCount& tag : tags) {
        if (!as_tree) {
            out << tag.count << '\t' << printable(tag.value) << '\n';
            continue;
        }
        const std::string name = printable(tag.value.substr(tag.value.rfind('/') + 1));
        out << std::setw(static_cast<int>(widest)) << tag.count << "  "
            << std::string(2 * (parts_of(tag.value) - 1), ' ') << name << '\n';
    }
}

}  // namespace assay::cli
