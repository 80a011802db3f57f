// The anchors of headings, as GitHub makes them.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

namespace assay {

/// Lower case; letters, marks, digits, '_' and '-' stay, blanks become '-', everything else goes. A
/// name that is taken gets "-1",
/// "-2" and so on, the first that is free.
class Anchors {
public:
    std::string make(std::string_view heading);
    /// A name that a heading has been given: {#name}.
    void take(const std::string& name) { taken_.try_emplace(name, 0); }

private:
    std::unordered_map<std::string, unsigned> taken_;  // -> the last number tried behind it
};

}  // namespace assay
