// HTML entities in a source text: "&eacute;", "&#233;", "&#xE9;".
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace assay::indexer {

/// Returns the entity at byte `at`, from '&' to ';'; empty if there is none. Does not check whether
/// its name is known.
std::string_view html_entity_at(std::string_view source, std::size_t at);

/// True for "&amp;", "&AMP;", "&#38;" and so on.
bool stands_for_ampersand(std::string_view entity);

}  // namespace assay::indexer
