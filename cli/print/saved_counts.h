// A saved query and the number of notes that it finds.
#pragma once

#include <cstddef>
#include <string>

namespace assay::cli {

struct SavedCount {
    std::string name, query;
    std::string parsed;  // with the saved queries that it names filled in
    std::size_t total = 0;
};

}  // namespace assay::cli
