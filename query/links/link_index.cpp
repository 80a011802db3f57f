#include "query/links/link_index.h"

#include <algorithm>
#include <iterator>
#include <stdexcept>

#include "indexer/schema/fields.h"
#include "indexer/schema/index_store.h"
#include "indexer/schema/link_target.h"
#include "indexer/schema/read_guard.h"
#include "indexer/text/tokenizer.h"

namespace assay::query {
namespace {

using schema::LinkTerm;
using Notes = std::vector<Xapian::docid>;

void make_set(Notes& notes) {
    std::sort(notes.begin(), notes.end());
    notes.erase(std::unique(notes.begin(), notes.end()), notes.end());
}

void append(Notes& notes, const Notes& more) {
    notes.insert(notes.end(), more.begin(), more.end());
}

/// Takes the value of the slot of other names apart.
void add_other_names(const std::string& packed, NamedNote& note) {
    const std::vector<std::string_view> others = schema::unpack_list(packed);
    if (others.empty()) return;
    note.permalink = others.front();
    note.aliases.assign(others.begin() + 1, others.end());
}

/// Walks over the values of a slot, for rising docids.
class Values {
public:
    Values(const Xapian::Database& database, schema::Field field)
        : at_(database.valuestream_begin(schema::slot(field))),
          end_(database.valuestream_end(schema::slot(field))) {}

    std::string of(Xapian::docid note) {
        if (at_ == end_) return {};
        at_.skip_to(note);
        return at_ != end_ && at_.get_docid() == note ? *at_ : std::string();
    }

private:
    Xapian::ValueIterator at_, end_;
};

}  // namespace

schema::NoteRecord LinkIndex::record(Xapian::docid note) const {
    schema::ReadGuard::still_alive();
    std::optional<schema::NoteRecord> record =
        schema::unpack_record(database_.get_document(note).get_data());
    if (!record) throw Xapian::DatabaseCorruptError("a note's record is damaged");
    return *std::move(record);
}

std::vector<NamedNote> named_notes(const Xapian::Database& database, Notes& docids) {
    std::vector<NamedNote> notes;
    Values titles(database, schema::Field::title), names(database, schema::Field::link_name);
    const std::uint32_t path_slot = schema::slot(schema::Field::path);
    for (auto path = database.valuestream_begin(path_slot);
         path != database.valuestream_end(path_slot); ++path) {
        const Xapian::docid id = path.get_docid();
        docids.push_back(id);
        NamedNote note{*path, titles.of(id), {}, {}};
        add_other_names(names.of(id), note);
        notes.push_back(std::move(note));
    }
    return notes;
}

const LinkResolver& LinkIndex::resolver() {
    if (!resolver_) resolver_.emplace(named_notes(database_, docids_), context_);
    return *resolver_;
}

NamedNote LinkIndex::named_note(Xapian::docid note) const {
    const Xapian::Document document = database_.get_document(note);
    NamedNote named{document.get_value(schema::slot(schema::Field::path)),
                    document.get_value(schema::slot(schema::Field::title)),
                    {},
                    {}};
    add_other_names(document.get_value(schema::slot(schema::Field::link_name)), named);
    return named;
}

std::size_t LinkIndex::index_of(Xapian::docid note) {
    resolver();
    const auto found = std::lower_bound(docids_.begin(), docids_.end(), note);
    if (found == docids_.end() || *found != note) throw Xapian::DocNotFoundError("no such note");
    return static_cast<std::size_t>(found - docids_.begin());
}

Notes LinkIndex::postings(const std::string& term) const {
    return {database_.postlist_begin(term), database_.postlist_end(term)};
}

/// Returns the notes with a link that has this last name.
Notes LinkIndex::naming(std::string_view name) const {
    Notes notes;
    for (const LinkTerm kind : {LinkTerm::wiki, LinkTerm::relative, LinkTerm::root})
        append(notes, postings(schema::link_term(kind, name)));
    return notes;
}

std::size_t LinkIndex::notes_named(std::string_view name) const {
    return database_.get_termfreq(schema::link_name_term(name));
}

Notes LinkIndex::linking_to(Xapian::docid note) {
    const std::string path =
        database_.get_document(note).get_value(schema::slot(schema::Field::path));
    const std::string own(schema::last_name(schema::link_path(path)));
    Notes linking, doubtful;
    std::vector<std::string> doubtful_names;
    const auto doubt = [&](const std::string& name) {
        append(doubtful, naming(name));
        doubtful_names.push_back(name);
    };
    // Every link with the name of one file only leads to it, whatever its folder.
    if (notes_named(own) == 1) append(linking, naming(own));
    else doubt(own);
    for (const std::string& name : other_names(note))
        if (name != own && notes_named(name) != 1) doubt(name);
    if (const std::string host = schema::host_of(context_.site_url); !host.empty())
        append(doubtful, postings(schema::link_term(LinkTerm::host, host)));
    make_set(linking);
    make_set(doubtful);
    Notes read;
    std::set_difference(doubtful.begin(), doubtful.end(), linking.begin(), linking.end(),
                        std::back_inserter(read));
    const auto may_be_meant = [&](const schema::Link& link) {
        const schema::LinkTarget target = schema::link_target(link.kind, link.target);
        if (target.base == schema::LinkBase::outside) return true;  // to an address of the site
        const std::string_view name = schema::last_name(target.path);
        return std::find(doubtful_names.begin(), doubtful_names.end(), name) !=
               doubtful_names.end();
    };
    for (const Xapian::docid each : read) {
        const schema::NoteRecord linked = record(each);
        if (std::any_of(linked.links.begin(), linked.links.end(), [&](const schema::Link& link) {
                return may_be_meant(link) && note_of(each, linked.path, link) == note;
            }))
            linking.push_back(each);
    }
    make_set(linking);
    std::erase(linking, note);
    return linking;
}

/// Returns the names other than that of its file by which links may find the note.
std::vector<std::string> LinkIndex::other_names(Xapian::docid note) const {
    return LinkResolver({named_note(note)}, {}).other_names(0);
}

/// Returns a resolver of the notes that a link to `path` (a link_path) may lead to; nullptr when it
/// is time to read the names of all notes instead.
const LinkIndex::Candidates* LinkIndex::candidates(const std::string& path) {
    const auto known = candidates_.find(path);
    if (known != candidates_.end()) return &known->second;
    const std::string_view name = schema::last_name(path);
    std::vector<std::string> terms{schema::link_name_term(name),
                                   schema::other_link_name_term(name)};
    for (const char* const ending : {"", ".md", ".markdown", ".mdx"})  // a title may be README.md
        terms.push_back(
            schema::make_term(schema::Field::whole_title, text::whole_text(path + ending)));
    // The names of one note, looked up, take about as long as those of three in their order.
    for (const std::string& term : terms) names_read_ += database_.get_termfreq(term);
    if (names_read_ > database_.get_doccount() / 3) return nullptr;
    Notes notes;
    for (const std::string& term : terms) append(notes, postings(term));
    make_set(notes);
    std::vector<NamedNote> named;
    for (const Xapian::docid note : notes) named.push_back(named_note(note));
    Candidates made{LinkResolver(std::move(named), context_), std::move(notes)};
    return &candidates_.emplace(path, std::move(made)).first->second;
}

/// Returns the note that a link of the note `from`, at `path`, leads to; 0 if it leads to none.
Xapian::docid LinkIndex::note_of(Xapian::docid from, std::string_view path,
                                 const schema::Link& link) {
    const schema::LinkTarget target = schema::link_target(link.kind, link.target);
    if (target.base == schema::LinkBase::self) return from;
    const bool outside = target.base == schema::LinkBase::outside;
    if (outside && (context_.site_url.empty() ||
                    schema::host_of(link.target) != schema::host_of(context_.site_url)))
        return 0;
    if (!outside && !target.path.empty() && !resolver_) {
        const std::string name_term = schema::link_name_term(schema::last_name(target.path));
        // Every link with the name of one file only leads to it, whatever its folder.
        if (database_.get_termfreq(name_term) == 1) return *database_.postlist_begin(name_term);
        if (const Candidates* const few = candidates(target.path)) {
            const std::size_t found =
                few->resolver.note_of(schema::folder_of(schema::link_path(path)), link);
            return found == LinkResolver::none ? 0 : few->notes[found];
        }
    }
    const LinkResolver& all = resolver();
    const std::size_t found = all.note_of(all.paths().folder(index_of(from)), link);
    return found == LinkResolver::none ? 0 : docids_[found];
}

Notes LinkIndex::linked_by(Xapian::docid note) {
    Notes linked;
    const schema::NoteRecord own = record(note);
    for (const schema::Link& link : own.links)
        if (const Xapian::docid to = note_of(note, own.path, link); to != 0) linked.push_back(to);
    make_set(linked);
    std::erase(linked, note);
    return linked;
}

const std::vector<LinkPair>& LinkIndex::pairs() {
    if (pairs_) return *pairs_;
    std::vector<LinkPair> pairs;
    Notes read;
    const LinkResolver& names = resolver();
    const auto connect = [&](Xapian::docid from, Xapian::docid to) {
        if (from != to) pairs.push_back({from, to});
    };
    // By the term of its name: the only note with it, or 0 if several may be meant.
    std::unordered_map<std::string, Xapian::docid> named;
    for (std::size_t i = 0; i < docids_.size(); ++i) {
        const std::string path = names.paths().folded(i);
        const auto [known, is_new] =
            named.try_emplace(schema::link_name_term(schema::last_name(path)), docids_[i]);
        if (!is_new) known->second = 0;
    }
    const std::size_t name_prefix = schema::spec(schema::Field::link_name).prefix->size();
    for (std::size_t i = 0; i < docids_.size(); ++i)
        for (const std::string& name : names.other_names(i))
            named.try_emplace(schema::link_name_term(name), 0);
    for (const LinkTerm kind : {LinkTerm::wiki, LinkTerm::relative, LinkTerm::root}) {
        std::string prefix(*schema::spec(schema::Field::link).prefix);
        prefix.push_back(static_cast<char>(kind));
        for (auto term = database_.allterms_begin(prefix); term != database_.allterms_end(prefix);
             ++term) {
            std::string name(schema::link_name_term({}), 0, name_prefix);
            name.append(*term, prefix.size());
            const auto known = named.find(name);
            if (known == named.end()) continue;
            if (known->second == 0) append(read, postings(*term));
            else
                for (const Xapian::docid from : postings(*term)) connect(from, known->second);
        }
    }
    if (const std::string host = schema::host_of(context_.site_url); !host.empty())
        append(read, postings(schema::link_term(LinkTerm::host, host)));
    make_set(read);
    for (const Xapian::docid from : read)
        for (const Xapian::docid to : linked_by(from)) connect(from, to);
    std::sort(pairs.begin(), pairs.end());
    pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
    return pairs_.emplace(std::move(pairs));
}

Notes LinkIndex::orphans() {
    Notes linked, orphans;
    for (const LinkPair& pair : pairs()) linked.push_back(pair.to);
    make_set(linked);
    resolver();
    std::set_difference(docids_.begin(), docids_.end(), linked.begin(), linked.end(),
                        std::back_inserter(orphans));
    return orphans;
}

Notes LinkIndex::dead_ends() {
    Notes linking, dead;
    for (const LinkPair& pair : pairs()) linking.push_back(pair.from);
    make_set(linking);
    resolver();
    std::set_difference(docids_.begin(), docids_.end(), linking.begin(), linking.end(),
                        std::back_inserter(dead));
    return dead;
}

const schema::NoteRecord& LinkIndex::anchors_of(std::size_t note) {
    auto known = anchored_.find(note);
    if (known == anchored_.end()) {
        schema::NoteRecord target = record(docids_[note]);
        target.text.clear();
        target.segments.clear();
        target.links.clear();
        known = anchored_.emplace(note, std::move(target)).first;
    }
    return known->second;
}

std::vector<ResolvedLink> LinkIndex::resolved(const schema::NoteRecord& record) {
    const LinkResolver& names = resolver();
    return resolve_links(
        names, index_of(schema::note_at(database_, record.path)), record,
        [this](std::size_t note) -> const schema::NoteRecord& { return anchors_of(note); });
}

std::vector<schema::Link> LinkIndex::links_to(const schema::NoteRecord& record,
                                              std::string_view path) {
    const Xapian::docid from = schema::note_at(database_, record.path),
                        to = schema::note_at(database_, path);
    std::vector<schema::Link> links;
    for (const schema::Link& link : record.links)
        if (to != 0 && note_of(from, record.path, link) == to) links.push_back(link);
    return links;
}

Notes LinkIndex::with_state(LinkState state) {
    const LinkResolver& names = resolver();
    std::unordered_map<std::string, bool> known;  // by the term of its name; true: surely a note
    for (std::size_t i = 0; i < docids_.size(); ++i)
        known[schema::link_name_term(schema::last_name(names.paths().folded(i)))] = true;
    for (auto& [term, is_note] : known) is_note = database_.get_termfreq(term) == 1;
    const LinkTerm kind = state == LinkState::wanted ? LinkTerm::wiki : LinkTerm::relative;
    std::string prefix(*schema::spec(schema::Field::link).prefix);
    prefix.push_back(static_cast<char>(kind));
    Notes candidates, notes;
    const std::string name_prefix(*schema::spec(schema::Field::link_name).prefix);
    for (auto term = database_.allterms_begin(prefix); term != database_.allterms_end(prefix);
         ++term) {
        const auto found = known.find(name_prefix + (*term).substr(prefix.size()));
        if (found == known.end() || !found->second) append(candidates, postings(*term));
    }
    if (state == LinkState::broken)
        append(candidates, postings(schema::link_term(LinkTerm::anchored, {})));
    make_set(candidates);
    for (const Xapian::docid each : candidates) {
        const std::vector<ResolvedLink> links = resolved(record(each));
        if (std::any_of(links.begin(), links.end(),
                        [&](const ResolvedLink& link) { return link.state == state; }))
            notes.push_back(each);
    }
    return notes;
}

}  // namespace assay::query
