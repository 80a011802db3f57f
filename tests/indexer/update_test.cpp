// An index brought up to date after any edits is the index that a full build makes of the same
// files, note for note.
#include <fcntl.h>
#include <sys/stat.h>

#include <cstdlib>
#include <map>
#include <random>
#include <set>

#include "indexer/indexer.h"
#include "indexer/schema/doc_lengths.h"
#include "indexer/schema/fields.h"
#include "indexer/schema/index_store.h"
#include "indexer/schema/note_record.h"
#include "tests/support/catch.h"
#include "tests/support/temp_dir.h"

namespace assay::indexer {
namespace fs = std::filesystem;
namespace {

/// Everything the index holds of each note, by path: terms with wdf and positions, values, data. Of
/// the state of the file only what does not depend on when it was looked at.
std::map<std::string, std::string> dump(const fs::path& index) {
    const Xapian::Database database = schema::IndexStore(index).open_for_reading();
    schema::DocLengths lengths(database);
    std::map<std::string, std::string> notes;
    for (Xapian::PostingIterator each = database.postlist_begin("");
         each != database.postlist_end(""); ++each) {
        const Xapian::Document document = database.get_document(*each);
        std::string text = "length " + std::to_string(each.get_doclength()) + "\n";
        CHECK(lengths.of(*each) == each.get_doclength());
        for (Xapian::TermIterator term = document.termlist_begin(); term != document.termlist_end();
             ++term) {
            text += *term + " " + std::to_string(term.get_wdf());
            for (Xapian::PositionIterator at = term.positionlist_begin();
                 at != term.positionlist_end(); ++at)
                text += " " + std::to_string(*at);
            text += "\n";
        }
        for (Xapian::ValueIterator value = document.values_begin(); value != document.values_end();
             ++value) {
            schema::FileState state = schema::unpack_state(*value);
            state.ctime_ns = 0;
            text +=
                "slot " + std::to_string(value.get_valueno()) + " " +
                (value.get_valueno() == schema::slot(schema::Field::change) ? schema::pack(state)
                                                                            : *value) +
                "\n";
        }
        const bool alone = notes
                               .emplace(document.get_value(schema::slot(schema::Field::path)),
                                        text + document.get_data())
                               .second;
        CHECK(alone);
    }
    CHECK(notes.size() == database.get_doccount());
    // Frequencies count notes, and no word outlives its last one.
    std::string words;
    for (Xapian::TermIterator term = database.allterms_begin(); term != database.allterms_end();
         ++term)
        words += *term + " " + std::to_string(term.get_termfreq()) + " " +
                 std::to_string(database.get_collection_freq(*term)) + "\n";
    notes.emplace("", words);
    return notes;
}

/// A person, an editor, a synchroniser and a version control system at one folder.
class Editor {
public:
    Editor(const fs::path& root, unsigned seed) : root_(root), chance_(seed) {
        fs::create_directories(root_);
    }

    void edit() {
        switch (pick(17)) {
            case 0:
            case 1:
            case 2: return write(new_path(), content());
            case 3: return write(any(), content());
            case 4: return write(any(), same_size(any()));
            case 5: return write(any(), "");
            case 6: return fs::exists(any()) ? static_cast<void>(fs::remove(any())) : void();
            case 7: return move(any(), new_path());
            case 8: return move(any_folder(), root_ / name());
            case 9: return recased(any());
            case 10: return recased(any_folder());
            case 11: return recreate(any());
            case 12: return swap(any(), any());
            case 13: return date(any(), UTIME_NOW);
            case 14: return copy_with_date(any(), any());
            case 15: return save_beside(any());
            case 16: return folder_for_note(any());
        }
    }

private:
    std::size_t pick(std::size_t size) {
        return std::uniform_int_distribution<std::size_t>(0, size - 1)(chance_);
    }
    std::string name() { return std::string(1, "abcAB"[pick(5)]) + std::string(pick(2), 'x'); }
    std::string content() {
        static const char* const parts[] = {
            "rain",  " #tag/", "one\n\n", "# Head\n", "---\ntitle: T\n---\n",
            "café ", "two ",   "`code` ", "> quote\n"};
        std::string text;
        for (std::size_t i = pick(6); i > 0; --i) text += parts[pick(std::size(parts))];
        return text;
    }
    fs::path new_path() {
        fs::path path = pick(2) == 0 ? root_ : any_folder();
        if (pick(4) == 0) path /= name();
        return path / (name() + ".md");
    }

    /// The one in question is the same until the next edit of the same folder: all() is in order.
    std::vector<fs::path> all(bool folders) const {
        std::vector<fs::path> found;
        for (const fs::directory_entry& entry : fs::recursive_directory_iterator(root_))
            if (entry.is_directory() == folders) found.push_back(entry.path());
        std::sort(found.begin(), found.end());
        return found;
    }
    fs::path any() {
        const std::vector<fs::path> notes = all(false);
        return notes.empty() ? root_ / "a.md" : notes[pick(notes.size())];
    }
    fs::path any_folder() {
        const std::vector<fs::path> folders = all(true);
        return folders.empty() ? root_ / "folder" : folders[pick(folders.size())];
    }

    static bool may_be_written(const fs::path& path) {
        std::error_code failed;
        fs::create_directories(path.parent_path(), failed);
        return fs::is_directory(path.parent_path(), failed) && !fs::is_directory(path, failed);
    }
    void write(const fs::path& path, const std::string& text) {
        if (!may_be_written(path)) return;
        std::ofstream(path, std::ios::binary) << text;
        if (pick(3) == 0) date(path, 0);
    }
    std::string same_size(const fs::path& path) {
        std::error_code failed;
        const std::uintmax_t size = fs::file_size(path, failed);
        return std::string(failed ? 3 : static_cast<std::size_t>(size), "xyz"[pick(3)]);
    }
    /// One of few days in the past, so that times collide.
    void date(const fs::path& path, long when) {
        if (!fs::exists(path)) return;
        const timespec past{1'700'000'000 + static_cast<long>(pick(2)) * 86'400, when};
        const timespec times[2] = {past, past};
        utimensat(AT_FDCWD, path.c_str(), times, 0);
    }
    void move(const fs::path& from, const fs::path& to) {
        std::error_code failed;  // into itself, onto a folder that is not empty
        if (may_be_written(to)) fs::rename(from, to, failed);
    }
    void recased(const fs::path& path) {
        std::string other = path.filename().string();
        for (char& c : other)
            if (c >= 'a' && c <= 'c') c = static_cast<char>(c - 'a' + 'A');
            else if (c >= 'A' && c <= 'C') c = static_cast<char>(c - 'A' + 'a');
        move(path, path.parent_path() / other);
    }
    void recreate(const fs::path& path) {
        const std::string text = pick(2) == 0 ? content() : same_size(path);
        fs::remove(path);
        write(path, text);
    }
    void swap(const fs::path& a, const fs::path& b) {
        if (!fs::exists(a) || !fs::exists(b)) return;
        fs::rename(a, root_ / "swap.tmp");
        if (a != b) fs::rename(b, a);
        fs::rename(root_ / "swap.tmp", b);
    }
    void copy_with_date(const fs::path& from, const fs::path& to) {
        if (!fs::exists(from) || !fs::exists(to) || from == to) return;
        const fs::file_time_type time = fs::last_write_time(from);
        fs::copy_file(from, to, fs::copy_options::overwrite_existing);
        fs::last_write_time(to, time);
    }
    void save_beside(const fs::path& path) {
        if (!may_be_written(path)) return;
        std::ofstream(root_ / ".saving") << content();
        fs::rename(root_ / ".saving", path);
    }
    void folder_for_note(const fs::path& path) {
        fs::remove(path);
        write(path / "inside.md", content());
    }

    const fs::path root_;
    std::mt19937 chance_;
};

bool full_run() { return std::getenv("ASSAY_LONG") != nullptr; }

}  // namespace

TEST_CASE("after any edits an updated index equals a full build, note for note",
          "[indexer][update]") {
    const unsigned scripts = full_run() ? 1000 : 300;
    for (unsigned seed = 1; seed <= scripts; ++seed) {
        const test::TempDir dir(test::memory_directory());
        const fs::path root = dir / "notes";
        Editor editor(root, seed);
        for (unsigned step = 1; step <= 6; ++step) {
            for (unsigned edit = 0; edit < 1 + seed % 5; ++edit) editor.edit();
            update_index(root, dir / "updated", {});
        }
        update_index(root, dir / "built", {.full = true});
        INFO("seed " << seed);
        const auto updated = dump(dir / "updated"), built = dump(dir / "built");
        REQUIRE((updated == built));
        // And then there is nothing to do.
        const std::string version =
            schema::IndexStore::version(schema::IndexStore(dir / "updated").open_for_reading());
        const IndexReport report = update_index(root, dir / "updated", {});
        CHECK(report.unchanged == built.size() - 1);
        CHECK(report.added + report.updated + report.renamed + report.removed == 0);
        CHECK(schema::IndexStore::version(schema::IndexStore(dir / "updated").open_for_reading()) ==
              version);
    }
}

TEST_CASE("renames by the thousand, and moves of whole folders, leave no stale record",
          "[indexer][update]") {
    const test::TempDir dir(test::memory_directory());
    const fs::path root = dir / "notes";
    const unsigned notes = full_run() ? 2000 : 200, rounds = 5;  // 10,000 renames in the full run
    const auto folder = [&](unsigned number, unsigned round) {
        return root / ("folder " + std::to_string((number + round) % 40) +
                       (round % 2 == 1 ? " moved" : ""));
    };
    for (unsigned i = 0; i < notes; ++i)
        dir.write("notes/start/" + std::to_string(i) + ".md",
                  "# Note " + std::to_string(i) + "\n\nrain #tag" + std::to_string(i % 9));
    update_index(root, dir / "updated", {});
    std::vector<fs::path> places;
    for (unsigned i = 0; i < notes; ++i)
        places.push_back(root / "start" / (std::to_string(i) + ".md"));
    for (unsigned round = 1; round <= rounds; ++round) {
        for (unsigned i = 0; i < notes; ++i) {
            const fs::path to = folder(i, round) / (std::to_string((i + round) % notes) +
                                                    (i % 2 == 0 ? "A.md" : "a.md"));
            fs::create_directories(to.parent_path());
            fs::rename(places[i], to);
            places[i] = to;
        }
        IndexReport report = update_index(root, dir / "updated", {});
        CHECK(report.renamed == notes);
        CHECK(report.added + report.updated + report.removed + report.unchanged == 0);
        fs::rename(folder(0, round), root / ("whole " + std::to_string(round)));
        for (fs::path& place : places)
            if (place.parent_path() == folder(0, round))
                place = root / ("whole " + std::to_string(round)) / place.filename();
        report = update_index(root, dir / "updated", {});
        CHECK(report.renamed > 0);
        CHECK(report.renamed + report.unchanged == notes);
    }
    update_index(root, dir / "built", {.full = true});
    CHECK((dump(dir / "updated") == dump(dir / "built")));
}

}  // namespace assay::indexer
