// A saved query with what it finds.
#pragma once

#include <cstddef>
#include <string>

namespace assay {

struct SavedCount {
    std::string name, query;
    std::string parsed;  // with the saved queries in it
    std::size_t total = 0;
};

}  // namespace assay
