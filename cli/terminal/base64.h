// Bytes as text that survives any terminal and any header (RFC 4648).
#pragma once

#include <string>
#include <string_view>

namespace assay::cli {

/// Returns the bytes in the standard alphabet, with padding.
std::string base64(std::string_view bytes);

}  // namespace assay::cli
