// The web address of a note: site_url of the configuration and the permalink of the note.
#pragma once

#include <string>

#include "query/values/search_result.h"

namespace assay::cli {

/// Returns `permalink` below `site_url`, or `permalink` itself if it is an address. Empty if either
/// is missing.
inline std::string url_of(const std::string& permalink, const std::string& site_url) {
    if (permalink.starts_with("http://") || permalink.starts_with("https://")) return permalink;
    if (permalink.empty() || site_url.empty()) return {};
    std::string url = site_url.ends_with('/') ? site_url.substr(0, site_url.size() - 1) : site_url;
    return url.append(permalink.starts_with('/') ? "" : "/").append(permalink);
}

inline void set_url(query::Hit& hit, const std::string& site_url) {
    hit.url = url_of(hit.permalink, site_url);
}

}  // namespace assay::cli
