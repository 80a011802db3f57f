// Where a note stands on the web: site_url of the configuration and the note's permalink.
#pragma once

#include <string>

#include "query/values/search_result.h"

namespace assay {

/// The permalink below `site_url`, or the permalink itself where it is an address already; empty
/// when either is missing.
inline std::string url_of(const std::string& permalink, const std::string& site_url) {
    if (permalink.starts_with("http://") || permalink.starts_with("https://")) return permalink;
    if (permalink.empty() || site_url.empty()) return {};
    std::string url = site_url.ends_with('/') ? site_url.substr(0, site_url.size() - 1) : site_url;
    return url.append(permalink.starts_with('/') ? "" : "/").append(permalink);
}

inline void set_url(Hit& hit, const std::string& site_url) {
    hit.url = url_of(hit.permalink, site_url);
}

}  // namespace assay
