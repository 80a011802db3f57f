#include "query/plan/plan.h"

#include <iterator>
#include <utility>

namespace assay::query {
namespace {

template <class Item>
void move_to_end(std::vector<Item>& items, std::vector<Item> more) {
    if (items.empty()) items = std::move(more);
    else std::move(more.begin(), more.end(), std::back_inserter(items));
}

}  // namespace

void Findings::append(Findings more) {
    move_to_end(marks, std::move(more.marks));
    move_to_end(missing, std::move(more.missing));
    move_to_end(words, std::move(more.words));
    move_to_end(parts, std::move(more.parts));
    move_to_end(dropped, std::move(more.dropped));
    move_to_end(file_names, std::move(more.file_names));
}

}  // namespace assay::query
