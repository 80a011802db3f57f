// Obsidian links in values of front matter: [[Target|Shown]] stands for Shown, [[Target]] for
// Target.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assay::indexer {

/// The offset behind the link that begins at `at`; npos where none does.
std::size_t value_link_end(std::string_view text, std::size_t at);

/// The links of a text that holds nothing else but blanks and commas between them; none for any
/// other text.
std::vector<std::string_view> only_links(std::string_view text);

/// The text with each link replaced by what it shows: the words behind its '|', a heading's own
/// name, else the target.
std::string with_links_shown(std::string_view text);

/// What a text that is one link points to, without the part behind '#' and '|'; nullopt for any
/// other text.
std::optional<std::string_view> link_target(std::string_view text);

}  // namespace assay::indexer
