// Where a note stands on the web: site_url of the configuration and the note's permalink.
#pragma once

#include <string>

#include "query/search_result.h"

namespace assay {

/// Sets hit.url: the permalink below `site_url`, or the permalink itself where it is an address already; empty when either is missing.
inline void set_url(Hit& hit, const std::string& site_url) {
    const bool address = hit.permalink.starts_with("http://") || hit.permalink.starts_with("https://");
    if (address) hit.url = hit.permalink;
    if (address || hit.permalink.empty() || site_url.empty()) return;
    hit.url = site_url.ends_with('/') ? site_url.substr(0, site_url.size() - 1) : site_url;
    hit.url.append(hit.permalink.starts_with('/') ? "" : "/").append(hit.permalink);
}

}  // namespace assay
