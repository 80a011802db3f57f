// Obsidian links in values of front matter: [[Target|Shown]] stands for Shown, [[Target]] for
// Target.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assay::indexer {

/// Returns the offset after the link that begins at `at`; npos if none does.
std::size_t value_link_end(std::string_view text, std::size_t at);

/// Returns the links of a text that holds only links, with blanks and commas between them; none for
/// any other text.
std::vector<std::string_view> only_links(std::string_view text);

/// Returns the text with each link replaced by what it shows: the words after its '|', the name of
/// a heading, else the target.
std::string with_links_shown(std::string_view text);

/// Returns the target of a text that is one link, without the part from '#' or '|' on; nullopt for
/// any other text.
std::optional<std::string_view> link_target(std::string_view text);

}  // namespace assay::indexer
