// The links of an index: which notes link to which, and where each link of a note leads. Most
// questions are answered from posting lists; records are read only where a name is not enough.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "indexer/schema/note_record.h"
#include "query/links/link_resolver.h"
#include "query/values/link_result.h"

namespace assay::query {

/// From a note to another, each pair once.
struct LinkPair {
    Xapian::docid from = 0, to = 0;
    friend auto operator<=>(const LinkPair&, const LinkPair&) = default;
};

/// Returns what links may call each note, by rising docid; adds the docids to `docids`.
std::vector<NamedNote> named_notes(const Xapian::Database& database,
                                   std::vector<Xapian::docid>& docids);

/// For one state of the index and one thread. Reads the names of all notes only when many may
/// be meant.
class LinkIndex {
public:
    LinkIndex(const Xapian::Database& database, LinkContext context)
        : database_(database), context_(std::move(context)) {}

    /// The notes with a link to `note`, other than itself; by rising docid.
    std::vector<Xapian::docid> linking_to(Xapian::docid note);

    /// The notes that `note` links to, other than itself; by rising docid.
    std::vector<Xapian::docid> linked_by(Xapian::docid note);

    /// All links between different notes; sorted.
    const std::vector<LinkPair>& pairs();

    /// Every link of the note, with where it leads.
    std::vector<ResolvedLink> resolved(const schema::NoteRecord& record);

    /// The links of `record` to the note at `path`, in the order of the text.
    std::vector<schema::Link> links_to(const schema::NoteRecord& record, std::string_view path);

    /// The notes that have a link in this state (wanted or broken); by rising docid.
    std::vector<Xapian::docid> with_state(LinkState state);

    /// The notes without a link from another note; those without a link to another note.
    std::vector<Xapian::docid> orphans();
    std::vector<Xapian::docid> dead_ends();

    /// What all notes have; kept.
    const LinkResolver& resolver();
    std::size_t index_of(Xapian::docid note);
    Xapian::docid docid_of(std::size_t index) { return resolver(), docids_[index]; }
    schema::NoteRecord record(Xapian::docid note) const;

private:
    std::vector<Xapian::docid> postings(const std::string& term) const;
    std::vector<Xapian::docid> naming(std::string_view name) const;
    std::vector<std::string> other_names(Xapian::docid note) const;
    NamedNote named_note(Xapian::docid note) const;
    Xapian::docid note_of(Xapian::docid from, std::string_view path, const schema::Link& link);

    struct Candidates {
        LinkResolver resolver;
        std::vector<Xapian::docid> notes;  // of the resolver; rising
    };
    const Candidates* candidates(const std::string& path);

    std::size_t notes_named(std::string_view name) const;
    const schema::NoteRecord& anchors_of(std::size_t note);

    const Xapian::Database& database_;
    LinkContext context_;
    std::optional<LinkResolver> resolver_;
    std::vector<Xapian::docid> docids_;  // of the notes of the resolver; rising
    std::unordered_map<std::string, Candidates> candidates_;  // by the path of a link
    std::size_t names_read_ = 0;                              // of candidates
    std::optional<std::vector<LinkPair>> pairs_;
    std::unordered_map<std::size_t, schema::NoteRecord> anchored_;  // records without text
};

}  // namespace assay::query
