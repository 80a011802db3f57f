#include "indexer/corpus.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <iterator>
#include <limits>
#include <map>
#include <memory>
#include <set>
#include <tuple>

#include "indexer/note/encoding.h"
#include "indexer/text/file_name.h"
#include "indexer/text/glob.h"
#include "indexer/text/machine_error.h"

namespace assay::indexer {
namespace fs = std::filesystem;
namespace {

struct DirClose {
    void operator()(DIR* dir) const noexcept { closedir(dir); }
};

bool is_excluded(const std::vector<text::Glob>& exclude, const std::string& path) {
    if (exclude.empty()) return false;
    const text::Glob::Path tried(path);
    return std::any_of(exclude.begin(), exclude.end(),
                       [&](const text::Glob& glob) { return glob.matches(tried); });
}

NoteFile note_file(std::string name, const struct stat& status) {
    NoteFile note;
    note.path = decode_name(name);
    if (note.path != name) note.place = std::move(name);
    note.mtime_ns = nanoseconds(status.st_mtim);
    note.ctime_ns = nanoseconds(status.st_ctim);
    note.size = static_cast<std::uint64_t>(status.st_size);
    note.has_other_names = status.st_nlink > 1;
    return note;
}

/// True for a note that a walk passes over: it, or a folder above it, has a name that begins with a
/// dot, or is excluded.
bool is_passed_over(const std::string& name, const std::vector<text::Glob>& exclude) {
    for (std::size_t begin = 0, end = 0; end != name.npos; begin = end + 1) {
        end = name.find('/', begin);
        if (name[begin] == '.' || is_excluded(exclude, name.substr(0, end))) return true;
    }
    return !text::is_note_name(name);
}

bool by_path(const NoteFile& a, const NoteFile& b) {
    return std::tie(a.path, a.place) < std::tie(b.path, b.place);
}

/// Looks at the file `name` below the root, through no link. Returns 0, or the errno.
int look_at(const NoteRoot& root, const std::string& name, struct stat& status) {
    const std::size_t slash = name.rfind('/');
    const Descriptor folder = root.open_folder(slash == name.npos ? "" : name.substr(0, slash));
    if (!folder) return errno;
    return fstatat(folder.number(), name.c_str() + (slash + 1), &status, AT_SYMLINK_NOFOLLOW) == 0
               ? 0
               : errno;
}

class Walk {
public:
    Walk(const fs::path& root, const std::vector<std::string>& exclude, bool outside_too,
         const NoteVisitor& visit)
        : root_(root),
          exclude_(exclude.begin(), exclude.end()),
          outside_too_(outside_too),
          visit_(visit) {
        walk_.root = std::make_shared<NoteRoot>(root);
    }

    CorpusWalk run() {
        folder({});
        follow_links();
        visit_misnamed();
        std::sort(walk_.unread.begin(), walk_.unread.end());
        return std::move(walk_);
    }

private:
    /// A folder to walk: its path in the corpus, and where it is (NoteFile::place).
    struct Top {
        std::string path, place;
        bool is_linked = false;
    };

    static std::string place_in(const Top& top, const std::string& path) {
        if (!top.is_linked) return path;
        const std::string rest = path.substr(top.path.size());
        return top.place.empty() ? rest.substr(std::min<std::size_t>(rest.size(), 1))
                                 : top.place + rest;
    }

    fs::path full(const std::string& relative) const {
        return relative.empty() ? root_ : root_ / relative;
    }

    /// Reports a folder that permissions forbid to read. Throws for any other reason, which would
    /// make its notes seem to be deleted.
    void refused(const std::string& relative, int error) {
        if (relative.empty() || trouble_of(error) != Trouble::of_file)
            throw Failure(text::machine_error("cannot list " + full(relative).string(), error,
                                              "check its permissions"));
        if (error == EACCES || error == EPERM) walk_.unread.push_back(relative);
        walk_.problems.push_back(note_error(std::string("cannot be read: ") + std::strerror(error),
                                            SourcePos{relative, 0}, "check its permissions",
                                            "file"));
    }

    /// Walks the folder and everything below it. Without recursion, because a hostile tree may be
    /// deeper than the stack.
    void folder(const Top& top) {
        std::vector<std::string> waiting{top.path};
        while (!waiting.empty()) {
            const std::string relative = std::move(waiting.back());
            waiting.pop_back();
            const std::string place = place_in(top, relative);
            Descriptor opened = walk_.root->open_folder(place);
            struct stat status {};
            const std::unique_ptr<DIR, DirClose> dir(opened ? fdopendir(opened.number()) : nullptr);
            if (dir) opened.release();
            if (!dir || fstat(dirfd(dir.get()), &status) != 0) {
                // It has been replaced by a link, and is treated as one.
                if (errno == ELOOP && !top.is_linked) links_.push_back(relative);
                else refused(relative, errno);
                continue;
            }
            if (!folders_.insert({status.st_dev, status.st_ino}).second) continue;
            walk_.folders.push_back(place.starts_with('/') ? place : full(place).string());
            std::vector<std::string> below;
            for (auto& [name, type] : entries_of(dir.get(), relative)) {
                std::string path = relative;
                if (!path.empty()) path += '/';
                path += name;
                if (is_excluded(exclude_, path)) continue;
                if (type != DT_DIR && type != DT_LNK) {
                    if (fstatat(dirfd(dir.get()), name.c_str(), &status, AT_SYMLINK_NOFOLLOW) !=
                        0) {
                        if (errno != ENOENT) refused(path, errno);  // ENOENT: deleted since
                        continue;
                    }
                    type = IFTODT(status.st_mode);
                }
                if (type == DT_DIR) below.push_back(std::move(path));
                else if (type == DT_LNK) links_.push_back(std::move(path));
                else if (type == DT_REG && text::is_note_name(name))
                    add(path, status, top.is_linked ? place_in(top, path) : "");
            }
            waiting.insert(waiting.end(), std::make_move_iterator(below.rbegin()),
                           std::make_move_iterator(below.rend()));
        }
    }

    struct Entry {
        std::string name;
        unsigned char type;  // DT_…; common file systems tell it without a stat
    };

    /// The entries of a folder that may be notes, folders or links, by name.
    std::vector<Entry> entries_of(DIR* dir, const std::string& relative) {
        std::vector<Entry> entries;
        while (const dirent* entry = next_entry(dir)) {
            const std::string_view name = entry->d_name;
            if (name.starts_with('.')) continue;
            if (entry->d_type == DT_DIR || entry->d_type == DT_LNK || entry->d_type == DT_UNKNOWN ||
                text::is_note_name(name))
                entries.push_back({std::string(name), entry->d_type});
        }
        if (errno != 0) refused(relative, errno);
        std::sort(entries.begin(), entries.end(),
                  [](const Entry& a, const Entry& b) { return a.name < b.name; });
        // A name that is removed and created again meanwhile may be listed twice.
        entries.erase(std::unique(entries.begin(), entries.end(),
                                  [](const Entry& a, const Entry& b) { return a.name == b.name; }),
                      entries.end());
        return entries;
    }

    /// readdir() returns nullptr both at the end and on failure; errno is 0 at the end.
    static const dirent* next_entry(DIR* dir) {
        errno = 0;
        return readdir(dir);
    }

    void add(std::string path, const struct stat& status, std::string place) {
        files_[status.st_dev].push_back(status.st_ino);
        NoteFile note = note_file(std::move(path), status);
        if (!place.empty()) {
            note.place = std::move(place);
            note.has_other_names = true;
        }
        if (note.place.empty()) visit_(std::move(note));
        else misnamed_.push_back(std::move(note));
    }

    /// True if the walk finds a note in the file `path` itself.
    bool is_found_itself(const std::string& path) const {
        struct stat status {};
        return !is_passed_over(path, exclude_) && look_at(*walk_.root, path, status) == 0 &&
               S_ISREG(status.st_mode);
    }

    /// Two names may decode to the same path. Keeps the one that is the path itself, else the one
    /// whose place sorts first.
    void visit_misnamed() {
        std::sort(misnamed_.begin(), misnamed_.end(), by_path);
        const std::string* before = nullptr;
        for (NoteFile& note : misnamed_) {
            if ((before != nullptr && *before == note.path) || is_found_itself(note.path))
                walk_.problems.push_back(
                    note_error("another note has this name in another encoding, skipped",
                               SourcePos{note.path, 0}, "rename one of them", "file"));
            else visit_(NoteFile(note));
            before = &note.path;
        }
    }

    struct NoteLink {
        std::string link;
        fs::path target;
        std::string place;
        bool is_inside;
        struct stat status;
    };

    /// Drops links to files that were found, and all but the first link to a file.
    void drop_found(std::vector<NoteLink>& links) {
        if (links.empty()) return;
        for (auto& [device, files] : files_) std::sort(files.begin(), files.end());
        std::set<std::pair<dev_t, ino_t>> linked;
        std::erase_if(links, [&](const NoteLink& link) {
            const std::vector<ino_t>& files = files_[link.status.st_dev];
            return std::binary_search(files.begin(), files.end(), link.status.st_ino) ||
                   !linked.insert({link.status.st_dev, link.status.st_ino}).second;
        });
    }

    /// Called after the walk, so that a note keeps its own name if a link leads to it. Folders come
    /// before notes for the same reason.
    void follow_links() {
        std::error_code failed;
        const std::string inside = (fs::canonical(root_, failed) / "").string();
        std::vector<NoteLink> notes;
        while (!links_.empty()) {
            std::vector<std::string> links = std::move(links_);
            links_.clear();
            std::sort(links.begin(), links.end());
            for (std::string& link : links) {
                const fs::path target = fs::canonical(full(link), failed);
                struct stat status {};
                const int error = failed                               ? failed.value()
                                  : stat(target.c_str(), &status) != 0 ? errno
                                                                       : 0;
                if (error != 0) {
                    // A link to a missing or forbidden place is ignored.
                    if (trouble_of(error) != Trouble::of_file) refused(link, error);
                    continue;
                }
                const bool is_folder = S_ISDIR(status.st_mode);
                if (!is_folder && !(S_ISREG(status.st_mode) && text::is_note_name(link))) continue;
                const bool is_inside = (target / "").string().starts_with(inside);
                std::string place = target.string();
                if (is_inside) place.erase(0, std::min(place.size(), inside.size()));
                if (!is_inside && !outside_too_) walk_.outside.push_back(std::move(link));
                else if (is_folder) folder({std::move(link), std::move(place), true});
                else
                    notes.push_back({std::move(link), target, std::move(place), is_inside, status});
            }
        }
        drop_found(notes);
        for (NoteLink& note : notes) {
            if (!note.is_inside)
                walk_.folders.push_back(
                    note.target.parent_path().string());  // the folder that the note is in
            add(std::move(note.link), note.status, std::move(note.place));
        }
    }

    const fs::path root_;
    const std::vector<text::Glob> exclude_;
    const bool outside_too_;
    const NoteVisitor& visit_;
    CorpusWalk walk_;
    std::set<std::pair<dev_t, ino_t>> folders_;
    std::map<dev_t, std::vector<ino_t>> files_;  // the notes of each device
    std::vector<NoteFile> misnamed_;             // notes whose place is not their path
    std::vector<std::string> links_;
};

}  // namespace

namespace {

void require_folder(const fs::path& root) {
    std::error_code failed;
    const bool is_folder = fs::is_directory(root, failed);
    if (failed && trouble_of(failed.value()) != Trouble::of_file)
        throw Failure(
            text::machine_error("cannot list " + root.string(), failed.value(), "try again"));
    if (!is_folder)
        throw Failure(usage_error(root.string() + " is not a folder",
                                  "name the folder that holds your notes"));
}

}  // namespace

CorpusWalk walk_notes(const fs::path& root, const std::vector<std::string>& exclude,
                      bool follow_links, const NoteVisitor& visit) {
    require_folder(root);
    return Walk(root, exclude, follow_links, visit).run();
}

CorpusListing list_notes(const fs::path& root, const std::vector<std::string>& exclude,
                         bool follow_links) {
    std::vector<NoteFile> notes;
    CorpusWalk walk = walk_notes(root, exclude, follow_links,
                                 [&](NoteFile&& note) { notes.push_back(std::move(note)); });
    std::sort(notes.begin(), notes.end(), by_path);
    return {std::move(walk), std::move(notes)};
}

std::optional<CorpusListing> list_named_notes(const fs::path& root,
                                              const std::vector<std::string>& names,
                                              const std::vector<std::string>& exclude) {
    require_folder(root);
    const std::vector<text::Glob> globs(exclude.begin(), exclude.end());
    CorpusListing listing;
    listing.root = std::make_shared<NoteRoot>(root);
    for (const std::string& name : std::set(names.begin(), names.end())) {
        if (decode_name(name) != name) return std::nullopt;
        if (is_passed_over(name, globs)) continue;
        struct stat status {};
        if (const int error = look_at(*listing.root, name, status); error != 0) {
            if (error != ENOENT && error != ENOTDIR) return std::nullopt;
        } else if (S_ISLNK(status.st_mode)) {
            return std::nullopt;
        } else if (S_ISREG(status.st_mode)) {
            listing.notes.push_back(note_file(name, status));
        }
    }
    return listing;
}

std::string NoteFile::read_from(const NoteRoot& root, std::uint64_t most_bytes) const {
    return root.read(place.empty() ? path : place, most_bytes, path);
}

std::string read_file(const fs::path& file) {
    // Non-blocking, so that a pipe in the place of a file does not block the run.
    const Descriptor opened(open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
    constexpr std::uint64_t most = std::numeric_limits<std::uint64_t>::max() - 1;
    return read_opened(opened, most, file.string());
}

std::string read_note_file(const fs::path& root, const std::string& name, bool follow_links,
                           std::uint64_t most_bytes) {
    const NoteRoot notes(root);
    if (notes.is_link_on_the_way(name)) {
        std::error_code failed;
        const fs::path target = fs::canonical(root / name, failed);
        const std::string inside = (fs::canonical(root, failed) / "").string();
        if (failed)
            throw ReadFailure(missing_error("is gone", "", SourcePos{name, 0}), failed.value());
        const bool is_inside = target.string().starts_with(inside);
        if (!is_inside && !follow_links)
            throw ReadFailure(
                io_error("is a link to a place outside the corpus, not followed",
                         "write follow_links: true in your own configuration to follow it",
                         SourcePos{name, 0}),
                ELOOP);
        return notes.read(is_inside ? target.string().substr(inside.size()) : target.string(),
                          most_bytes, name);
    }
    return notes.read(name, most_bytes, name);
}

std::int64_t nanoseconds(const timespec& time) {
    constexpr std::int64_t second = 1'000'000'000,
                           most = std::numeric_limits<std::int64_t>::max() / second - 1;
    return std::clamp<std::int64_t>(time.tv_sec, -most, most) * second + time.tv_nsec;
}

}  // namespace assay::indexer
