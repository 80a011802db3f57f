// Where a link leads, among the notes and files of a corpus. Works on plain values, so that it also
// serves where there is no index.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "indexer/schema/link_target.h"
#include "indexer/schema/note_record.h"
#include "query/values/link_result.h"

namespace assay::query {

/// What links may call a note.
struct NamedNote {
    std::string path, title;
    std::vector<std::string> aliases;
    std::string permalink;  // empty = none
};

/// Finds paths by their names. For one thread at a time. All comparisons ignore case and accents
/// (schema::link_path).
class PathTable {
public:
    void add(std::string_view path);

    struct Found {
        std::size_t index;  // in the order of add()
        FoundBy by;
        bool ambiguous;
    };
    /// Finds `target` from a note in `folder` (a link_path). `written`: its last name as written,
    /// which decides between names that differ in case only. `near_first`: the folder of the note
    /// goes before the root.
    std::optional<Found> find(std::string_view folder, const schema::LinkTarget& target,
                              std::string_view written, bool near_first) const;

    /// The entries with this last name; nullptr if there is none.
    const std::vector<std::uint32_t>* named(std::string_view name) const;

    /// The folder of an entry, as a link_path.
    std::string_view folder(std::size_t index) const;

    /// The nearest of several entries to `folder`; of equals the first by path.
    std::size_t nearest(std::string_view folder, const std::vector<std::uint32_t>& entries) const;

    const std::string& path(std::size_t index) const { return entries_[index].path; }
    /// The path as links are compared.
    const std::string& folded(std::size_t index) const { return entries_[index].folded; }
    std::size_t size() const { return entries_.size(); }

private:
    struct Entry {
        std::string path, folded;
    };
    std::optional<Found> one_of(const std::vector<std::uint32_t>& entries, std::string_view folder,
                                std::string_view written, FoundBy by) const;
    const std::vector<std::uint32_t>& ending_with(
        std::string_view end, const std::vector<std::uint32_t>& same_name) const;

    std::vector<Entry> entries_;
    std::unordered_map<std::string, std::vector<std::uint32_t>> by_name_, by_path_;  // folded
    // Thousands of files may be called index.md: each end of a path is looked for once.
    mutable std::unordered_map<std::string, std::vector<std::uint32_t>> by_end_;
};

class LinkResolver {
public:
    static constexpr std::size_t none = static_cast<std::size_t>(-1);

    LinkResolver(std::vector<NamedNote> notes, LinkContext context);

    struct Target {
        LinkState state = LinkState::outside;
        FoundBy by = FoundBy::nothing;
        bool ambiguous = false;
        std::size_t note = none;  // index into the notes
        std::string file;         // of an attachment
    };

    /// Where `link` in the note `from` leads. Does not look at its anchor, which may be broken.
    Target resolve(std::size_t from, const schema::Link& link) const;

    /// The same for a link of a note in `folder` (a link_path), only among the notes: none for
    /// anything else. Needs no list of files. A link without a path leads to no note.
    std::size_t note_of(std::string_view folder, const schema::Link& link) const;

    /// The note that a link of Obsidian in the root would lead to; none if there is none.
    std::size_t note_from_root(const std::string& target) const;

    const std::vector<NamedNote>& notes() const { return notes_; }
    const PathTable& paths() const { return paths_; }

    /// The last names by which links may find this note, as schema::link_path gives them, other
    /// than its file name: of its title, its aliases and its permalink.
    std::vector<std::string> other_names(std::size_t note) const;

    /// True if some note has a title, an alias or a permalink with this last name.
    bool is_other_name(std::string_view name) const {
        return other_names_.contains(std::string(name));
    }

    /// True if some file that is not a note has this last name.
    bool is_file_name(std::string_view name) const;

    /// The files are listed again when a link needs them.
    void forget_files();

    /// The path that is most like the one of a link that leads to nothing; empty if none is like
    /// it.
    std::string near_path(const schema::Link& link) const;

private:
    struct Name {
        std::uint32_t note;
        bool is_alias;
    };
    std::optional<Target> note_target(std::string_view folder, const schema::Link& link,
                                      const schema::LinkTarget& target) const;
    std::optional<Target> own_address(const schema::Link& link) const;
    const PathTable& files() const;
    bool is_folder(std::string_view from_folder, const schema::LinkTarget& target) const;

    std::vector<NamedNote> notes_;
    LinkContext context_;
    PathTable paths_;
    std::unordered_map<std::string, std::vector<Name>> titles_;
    std::unordered_map<std::string, std::vector<std::uint32_t>> permalinks_;
    std::unordered_set<std::string> other_names_;
    std::string site_;  // without scheme and slash at its end, in lower case
    mutable std::optional<PathTable> files_;
    mutable std::unordered_set<std::string> folders_;
};

/// Where a link of the note `from` (an index of the resolver) leads. `record_of` returns the record
/// of a note whose anchors are asked for.
ResolvedLink resolve_link(const LinkResolver& resolver, std::size_t from, const schema::Link& link,
                          const std::function<const schema::NoteRecord&(std::size_t)>& record_of);

/// The same for every link of `record`, which is the note `from`.
std::vector<ResolvedLink> resolve_links(
    const LinkResolver& resolver, std::size_t from, const schema::NoteRecord& record,
    const std::function<const schema::NoteRecord&(std::size_t)>& record_of);

/// Sets `nearest` of the first broken links without a file: each takes a look at every name.
void suggest_nearest(const LinkResolver& resolver, std::vector<ResolvedLink>& links);

/// Returns the heading, the block or the id that `anchor` (LinkTarget) names, as Heading::anchor or
/// NoteRecord::anchors has it; empty for the beginning of the note, which an empty anchor and "top"
/// are; nullopt if the note has no such place. Headings are compared by their anchors, and by their
/// letters and digits alone.
std::optional<std::string> find_anchor(const schema::NoteRecord& record, std::string_view anchor);

}  // namespace assay::query
