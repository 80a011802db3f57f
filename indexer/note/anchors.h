// The anchors of headings, as GitHub makes them.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

namespace assay::indexer {

/// Makes anchors in lower case. Keeps letters, marks, digits, '_' and '-', turns spaces into '-',
/// and drops everything else. If the name is taken, appends the first of "-1", "-2", ... that is
/// free.
class Anchors {
public:
    std::string make(std::string_view heading);
    /// Reserves a name that a heading was given explicitly: {#name}.
    void take(const std::string& name) { taken_.try_emplace(name, 0); }

private:
    std::unordered_map<std::string, unsigned> taken_;  // name -> the last number tried
};

}  // namespace assay::indexer
