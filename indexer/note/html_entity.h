// The entities of HTML as they stand in a source: "&eacute;", "&#233;", "&#xE9;".
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace assay {

/// The entity at byte `at`, from '&' to ';'; empty when none stands there. Whether its name is
/// known is not looked at.
std::string_view html_entity_at(std::string_view source, std::size_t at);

/// "&amp;", "&AMP;", "&#38;" and the like.
bool stands_for_ampersand(std::string_view entity);

}  // namespace assay
