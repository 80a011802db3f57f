#include "query/links/link_resolver.h"

#include <algorithm>
#include <array>
#include <utility>

#include "indexer/text/edit_distance.h"
#include "indexer/text/unicode.h"

namespace assay::query {
namespace {

/// Returns how many folders one goes up and down from one to the other.
std::size_t steps_between(std::string_view from, std::string_view to) {
    const auto count = [](std::string_view path) {
        return path.empty()
                   ? 0
                   : 1 + static_cast<std::size_t>(std::count(path.begin(), path.end(), '/'));
    };
    std::size_t common = 0, at = 0;
    while (at < from.size() && at < to.size()) {
        const std::size_t end = std::min(from.find('/', at), from.size());
        if (to.substr(at, end - at) != from.substr(at, end - at) ||
            (end < to.size() && to[end] != '/') || end > to.size())
            break;
        ++common;
        at = end + 1;
    }
    return count(from) + count(to) - 2 * common;
}

bool ends_with_path(std::string_view path, std::string_view end) {
    return path == end || (path.size() > end.size() && path.ends_with(end) &&
                           path[path.size() - end.size() - 1] == '/');
}

/// Returns the target without anchor and query.
std::string_view path_part(const schema::Link& link) {
    const std::string_view path = std::string_view(link.target).substr(0, link.target.find('#'));
    return schema::is_wiki(link.kind) ? path : path.substr(0, path.find('?'));
}

std::string ascii_lower(std::string_view text) {
    std::string lower(text);
    for (char& c : lower)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
    return lower;
}

/// Returns the letters and digits of a heading, folded.
std::string letters_of(std::string_view heading) {
    const std::string folded = unicode::fold(heading);
    std::string letters;
    for (std::size_t at = 0; at < folded.size();) {
        const unicode::CodePoint point = unicode::decode(folded, at);
        const unicode::Class kind = unicode::classify(point.value);
        if (kind != unicode::Class::other && kind != unicode::Class::ignorable)
            letters.append(folded, at, point.size);
        at += point.size;
    }
    return letters.empty() ? folded : letters;
}

}  // namespace

void PathTable::add(std::string_view path) {
    entries_.push_back({std::string(path), schema::link_path(path)});
    by_path_[entries_.back().folded].push_back(static_cast<std::uint32_t>(entries_.size() - 1));
    by_name_[std::string(schema::last_name(entries_.back().folded))].push_back(
        static_cast<std::uint32_t>(entries_.size() - 1));
}

const std::vector<std::uint32_t>* PathTable::named(std::string_view name) const {
    const auto found = by_name_.find(std::string(name));
    return found == by_name_.end() ? nullptr : &found->second;
}

std::string_view PathTable::folder(std::size_t index) const {
    return schema::folder_of(entries_[index].folded);
}

std::size_t PathTable::nearest(std::string_view from,
                               const std::vector<std::uint32_t>& entries) const {
    return *std::min_element(entries.begin(), entries.end(), [&](std::uint32_t a, std::uint32_t b) {
        const std::size_t far_a = steps_between(from, folder(a)),
                          far_b = steps_between(from, folder(b));
        return far_a != far_b ? far_a < far_b : entries_[a].path < entries_[b].path;
    });
}

std::optional<PathTable::Found> PathTable::one_of(const std::vector<std::uint32_t>& entries,
                                                  std::string_view from, std::string_view written,
                                                  FoundBy by) const {
    if (entries.empty()) return std::nullopt;
    if (entries.size() == 1) return Found{entries.front(), by, false};
    std::vector<std::uint32_t> same_case;
    for (const std::uint32_t each : entries) {
        const std::string_view name = schema::last_name(entries_[each].path);
        if (name == written || name.substr(0, name.rfind('.')) == written)
            same_case.push_back(each);
    }
    const std::vector<std::uint32_t>& left = same_case.empty() ? entries : same_case;
    return Found{nearest(from, left), by, left.size() > 1};
}

const std::vector<std::uint32_t>& PathTable::ending_with(
    std::string_view end, const std::vector<std::uint32_t>& same_name) const {
    if (end == schema::last_name(end)) return same_name;
    const auto [known, is_new] = by_end_.try_emplace(std::string(end));
    if (is_new)
        for (const std::uint32_t each : same_name)
            if (ends_with_path(entries_[each].folded, end)) known->second.push_back(each);
    return known->second;
}

std::optional<PathTable::Found> PathTable::find(std::string_view from,
                                                const schema::LinkTarget& target,
                                                std::string_view written, bool near_first) const {
    const std::vector<std::uint32_t>* const same_name = named(schema::last_name(target.path));
    if (same_name == nullptr) return std::nullopt;
    const auto at = [&](const std::string& path, FoundBy by) -> std::optional<Found> {
        const auto found = by_path_.find(path);
        if (found == by_path_.end()) return std::nullopt;
        return one_of(found->second, from, written, by);
    };
    const auto from_root = [&]() -> std::optional<Found> {
        if (target.base == schema::LinkBase::dots) return std::nullopt;
        return at(target.path, FoundBy::path);
    };
    const auto from_folder = [&]() -> std::optional<Found> {
        if (target.base == schema::LinkBase::root) return std::nullopt;
        const std::optional<std::string> joined = schema::joined_path(from, target.path);
        return joined ? at(*joined, FoundBy::relative) : std::nullopt;
    };
    if (std::optional<Found> found = near_first ? from_folder() : from_root()) return found;
    if (std::optional<Found> found = near_first ? from_root() : from_folder()) return found;
    std::string_view end = target.path;
    while (end.starts_with("../")) end.remove_prefix(3);
    if (const std::vector<std::uint32_t>& found = ending_with(end, *same_name); !found.empty())
        return one_of(found, from, written, FoundBy::suffix);
    // Another folder than the one that is named: only when no other file can be meant.
    if (same_name->size() == 1) return Found{same_name->front(), FoundBy::name, false};
    return std::nullopt;
}

LinkResolver::LinkResolver(std::vector<NamedNote> notes, LinkContext context)
    : notes_(std::move(notes)), context_(std::move(context)) {
    site_ = ascii_lower(schema::without_scheme(context_.site_url));
    while (site_.ends_with('/')) site_.pop_back();
    for (std::size_t i = 0; i < notes_.size(); ++i) {
        const auto index = static_cast<std::uint32_t>(i);
        paths_.add(notes_[i].path);
        const auto add = [&](std::string_view name, bool is_alias) {
            std::string folded = schema::link_path(name);
            if (folded.empty()) return;
            other_names_.insert(std::string(schema::last_name(folded)));
            titles_[std::move(folded)].push_back({index, is_alias});
        };
        add(notes_[i].title, false);
        for (const std::string& alias : notes_[i].aliases) add(alias, true);
        std::string_view permalink = notes_[i].permalink;
        if (permalink.find("://") != permalink.npos) {
            permalink = schema::without_scheme(permalink);
            permalink = permalink.substr(std::min(permalink.find('/'), permalink.size()));
        }
        std::string folded = schema::link_path(permalink);
        if (folded.empty()) continue;
        other_names_.insert(std::string(schema::last_name(folded)));
        permalinks_[std::move(folded)].push_back(index);
    }
}

std::vector<std::string> LinkResolver::other_names(std::size_t note) const {
    std::vector<std::string> names =
        schema::other_link_names(notes_[note].permalink, notes_[note].aliases);
    const std::string title = schema::link_path(notes_[note].title);
    if (!title.empty()) names.emplace_back(schema::last_name(title));
    return names;
}

std::optional<LinkResolver::Target> LinkResolver::own_address(const schema::Link& link) const {
    if (site_.empty() || schema::host_of(link.target).empty()) return std::nullopt;
    std::string_view address = schema::without_scheme(link.target);
    if (!ascii_lower(address.substr(0, site_.size())).starts_with(site_)) return std::nullopt;
    address.remove_prefix(site_.size());
    if (!address.empty() && address.front() != '/' && address.front() != '#' &&
        address.front() != '?')
        return std::nullopt;
    const std::string path = schema::link_path(address.substr(0, address.find_first_of("?#")));
    if (const auto found = permalinks_.find(path); found != permalinks_.end())
        return Target{LinkState::note,
                      FoundBy::permalink,
                      found->second.size() > 1,
                      paths_.nearest({}, found->second),
                      {}};
    const std::vector<std::uint32_t>* const named = paths_.named(schema::last_name(path));
    if (named == nullptr) return std::nullopt;
    for (const std::uint32_t each : *named)
        if (paths_.folded(each) == path)
            return Target{LinkState::note, FoundBy::path, false, each, {}};
    return std::nullopt;
}

std::optional<LinkResolver::Target> LinkResolver::note_target(
    std::string_view folder, const schema::Link& link, const schema::LinkTarget& target) const {
    if (target.base == schema::LinkBase::outside) return own_address(link);
    if (target.path.empty() || target.base == schema::LinkBase::self) return std::nullopt;
    const bool near_first = !schema::is_wiki(link.kind);
    if (const auto found =
            paths_.find(folder, target, schema::last_name(path_part(link)), near_first))
        return Target{LinkState::note, found->by, found->ambiguous, found->index, {}};
    if (target.base != schema::LinkBase::dots) {
        if (const auto titled = titles_.find(target.path); titled != titles_.end()) {
            // A title goes before an alias.
            std::vector<std::uint32_t> notes;
            for (const bool alias : {false, true}) {
                for (const Name& name : titled->second)
                    if (name.is_alias == alias &&
                        std::find(notes.begin(), notes.end(), name.note) == notes.end())
                        notes.push_back(name.note);
                if (!notes.empty())
                    return Target{LinkState::note,
                                  alias ? FoundBy::alias : FoundBy::title,
                                  notes.size() > 1,
                                  paths_.nearest(folder, notes),
                                  {}};
            }
        }
        if (const auto found = permalinks_.find(target.path); found != permalinks_.end())
            return Target{LinkState::note,
                          FoundBy::permalink,
                          found->second.size() > 1,
                          paths_.nearest(folder, found->second),
                          {}};
    }
    return std::nullopt;
}

std::size_t LinkResolver::note_of(std::string_view folder, const schema::Link& link) const {
    const auto found = note_target(folder, link, schema::link_target(link.kind, link.target));
    return found ? found->note : none;
}

std::size_t LinkResolver::note_from_root(const std::string& written) const {
    schema::Link link;
    link.target = written;
    const auto found = note_target({}, link, schema::link_target(link.kind, written));
    return found ? found->note : none;
}

const PathTable& LinkResolver::files() const {
    if (files_) return *files_;
    files_.emplace();
    std::unordered_set<std::string_view> notes;
    for (const NamedNote& note : notes_) notes.insert(note.path);
    std::vector<std::string> all = context_.files ? context_.files() : std::vector<std::string>();
    std::sort(all.begin(), all.end());
    for (const std::string& file : all)
        if (!notes.contains(file)) files_->add(file);
    const auto add_folders = [&](const PathTable& table) {
        for (std::size_t i = 0; i < table.size(); ++i)
            for (std::string_view folder = table.folder(i);
                 !folder.empty() && folders_.insert(std::string(folder)).second;
                 folder = schema::folder_of(folder)) {}
    };
    add_folders(paths_);
    add_folders(*files_);
    return *files_;
}

void LinkResolver::forget_files() {
    files_.reset();
    folders_.clear();
}

bool LinkResolver::is_file_name(std::string_view name) const {
    return files().named(name) != nullptr;
}

bool LinkResolver::is_folder(std::string_view from_folder, const schema::LinkTarget& target) const {
    const std::optional<std::string> joined = target.base == schema::LinkBase::root
                                                  ? std::optional(target.path)
                                                  : schema::joined_path(from_folder, target.path);
    return joined && (joined->empty() || folders_.contains(*joined) ||
                      (target.base == schema::LinkBase::plain && folders_.contains(target.path)));
}

LinkResolver::Target LinkResolver::resolve(std::size_t from, const schema::Link& link) const {
    const schema::LinkTarget target = schema::link_target(link.kind, link.target);
    const std::string_view folder = paths_.folder(from);
    if (target.base == schema::LinkBase::self)
        return {LinkState::note, FoundBy::relative, false, from, {}};
    if (std::optional<Target> found = note_target(folder, link, target)) return *std::move(found);
    if (target.base == schema::LinkBase::outside) return {};
    const bool wiki = schema::is_wiki(link.kind);
    if (const auto found = files().find(folder, target, schema::last_name(path_part(link)), !wiki))
        return {LinkState::attachment, found->by, found->ambiguous, none,
                files().path(found->index)};
    if (!wiki && is_folder(folder, target)) {
        std::string path = target.base == schema::LinkBase::root
                               ? target.path
                               : schema::joined_path(folder, target.path).value_or(target.path);
        return {LinkState::attachment,
                target.base == schema::LinkBase::root ? FoundBy::path : FoundBy::relative, false,
                none, path.empty() ? "." : path};
    }
    if (wiki) return {LinkState::wanted, FoundBy::nothing, false, none, {}};
    // An address of the site, which need not be made of a note.
    if (target.base == schema::LinkBase::root) return {};
    return {LinkState::broken, FoundBy::nothing, false, none, {}};
}

std::string LinkResolver::near_path(const schema::Link& link) const {
    const schema::LinkTarget target = schema::link_target(link.kind, link.target);
    const std::string name(schema::last_name(target.path));
    if (const std::vector<std::uint32_t>* const same = paths_.named(name))
        return paths_.path(same->front());
    std::vector<std::string_view> names;
    for (std::size_t i = 0; i < paths_.size(); ++i)
        names.push_back(schema::last_name(paths_.folded(i)));
    const std::string_view nearest = text::nearest_name(name, names);
    return nearest.empty() ? std::string() : paths_.path(paths_.named(nearest)->front());
}

ResolvedLink resolve_link(const LinkResolver& resolver, std::size_t from, const schema::Link& link,
                          const std::function<const schema::NoteRecord&(std::size_t)>& record_of) {
    LinkResolver::Target target = resolver.resolve(from, link);
    ResolvedLink resolved;
    resolved.from = resolver.notes()[from].path;
    resolved.link = link;
    resolved.state = target.state;
    resolved.by = target.by;
    resolved.ambiguous = target.ambiguous;
    resolved.path = std::move(target.file);
    if (target.note != LinkResolver::none) {
        resolved.path = resolver.notes()[target.note].path;
        const std::string anchor = schema::link_target(link.kind, link.target).anchor;
        if (anchor.empty()) return resolved;
        const std::optional<std::string> found = find_anchor(record_of(target.note), anchor);
        // A note that is only called the same need not have what another place has.
        if (found || target.by == FoundBy::name) {
            resolved.anchor = found.value_or("");
        } else {
            resolved.state = LinkState::broken;
            resolved.reason = std::string("there is no ") +
                              (anchor.starts_with('^') ? "block " : "heading ") + anchor + " in " +
                              resolved.path;
        }
    } else if (target.state == LinkState::broken) {
        resolved.reason = "there is no file " + link.target;
    }
    return resolved;
}

std::vector<ResolvedLink> resolve_links(
    const LinkResolver& resolver, std::size_t from, const schema::NoteRecord& record,
    const std::function<const schema::NoteRecord&(std::size_t)>& record_of) {
    std::vector<ResolvedLink> links;
    for (const schema::Link& link : record.links)
        links.push_back(
            resolve_link(resolver, from, link, [&](std::size_t note) -> const schema::NoteRecord& {
                return note == from ? record : record_of(note);
            }));
    return links;
}

void suggest_nearest(const LinkResolver& resolver, std::vector<ResolvedLink>& links) {
    constexpr std::size_t most = 50;  // different targets
    std::unordered_map<std::string, std::string> known;
    for (ResolvedLink& each : links) {
        if (each.state != LinkState::broken || !each.path.empty()) continue;
        const auto found = known.find(each.link.target);
        if (found == known.end() && known.size() == most) continue;
        each.nearest = found != known.end()
                           ? found->second
                           : known[each.link.target] = resolver.near_path(each.link);
    }
}

std::optional<std::string> find_anchor(const schema::NoteRecord& record, std::string_view anchor) {
    const auto known = [&](std::string_view name) -> std::optional<std::string> {
        const std::string folded = unicode::fold(name);
        const auto found =
            std::find_if(record.anchors.begin(), record.anchors.end(),
                         [&](const std::string& each) { return unicode::fold(each) == folded; });
        return found == record.anchors.end() ? std::nullopt : std::optional(*found);
    };
    const bool is_tab = anchor.starts_with("tab/");  // of DocFX: a part that a reader may choose
    if (anchor.empty() || anchor == "top" || is_tab) return "";
    if (std::optional<std::string> found = known(anchor)) return found;
    const bool has_any = known(schema::any_anchor).has_value();
    const std::size_t block = anchor.rfind('^');
    if (block != anchor.npos && (block == 0 || anchor[block - 1] == '#')) {
        if (std::optional<std::string> found = known(anchor.substr(block))) return found;
        // { #block}, as a plugin publishes it
        if (std::optional<std::string> found = known(anchor.substr(block + 1))) return found;
        return has_any ? std::optional<std::string>("") : std::nullopt;
    }
    // Obsidian writes the way to a heading: #Chapter#Section.
    std::size_t from = 0;
    std::string last;
    for (std::size_t begin = 0; begin < anchor.size();) {
        const std::size_t end = std::min(anchor.find('#', begin), anchor.size());
        const std::string_view name = anchor.substr(begin, end - begin);
        begin = end + 1;
        const std::string letters = letters_of(name);
        if (letters.empty()) continue;
        const std::string folded = unicode::fold(name);
        const auto found = std::find_if(record.headings.begin() + static_cast<std::ptrdiff_t>(from),
                                        record.headings.end(), [&](const schema::Heading& heading) {
                                            return unicode::fold(heading.anchor) == folded ||
                                                   letters_of(heading.text) == letters;
                                        });
        if (found == record.headings.end())
            return has_any ? std::optional<std::string>("") : std::nullopt;
        last = found->anchor;
        from = static_cast<std::size_t>(found - record.headings.begin()) + 1;
    }
    return last;
}

std::string_view name_of(LinkState state) {
    constexpr std::array<std::string_view, link_states> names{"note", "attachment", "outside",
                                                              "wanted", "broken"};
    return names[static_cast<std::size_t>(state)];
}

std::string_view name_of(FoundBy by) {
    constexpr std::array<std::string_view, 8> names{"nothing", "path",  "relative", "suffix",
                                                    "name",    "title", "alias",    "permalink"};
    return names[static_cast<std::size_t>(by)];
}

std::string_view name_of(schema::LinkKind kind) {
    constexpr std::array<std::string_view, schema::link_kinds> names{
        "wikilink", "embed", "markdown", "image", "address", "property"};
    return names[static_cast<std::size_t>(kind)];
}

}  // namespace assay::query
