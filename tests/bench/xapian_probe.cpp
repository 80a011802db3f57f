// xapian_probe: the facts about Xapian that doc/engine-notes.md states, looked up in the installed
// library. Prints one fact a line under the headings of that page. Times are medians in CPU time.
#include <malloc.h>
#include <xapian.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include "indexer/schema/doc_lengths.h"
#include "tests/support/temp_dir.h"

namespace {

namespace fs = std::filesystem;

void heading(const char* text) { std::printf("\n%s\n", text); }

void fact(const std::string& what, const std::string& observed) {
    std::printf("  %s: %s\n", what.c_str(), observed.c_str());
}

const char* yes_no(bool value) { return value ? "yes" : "no"; }

double seconds(clockid_t clock) {
    timespec time{};
    clock_gettime(clock, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

double median_seconds(const std::function<void()>& run,
                      clockid_t clock = CLOCK_PROCESS_CPUTIME_ID) {
    std::vector<double> times;
    for (int i = 0; i < 9; ++i) {
        const double begin = seconds(clock);
        run();
        times.push_back(seconds(clock) - begin);
    }
    std::nth_element(times.begin(), times.begin() + 4, times.end());
    return times[4];
}

/// Reads from `at` to `end`, and returns how many there are.
template <class Iterator>
std::size_t walk(Iterator at, const Iterator& end) {
    std::size_t count = 0;
    for (; at != end; ++at) ++count;
    return count;
}

/// What `read` returns, or what Xapian throws.
std::string text_or_error(const std::function<std::string()>& read) {
    try {
        return read();
    } catch (const Xapian::Error& error) {
        return std::string(error.get_type()) + ": " + error.get_msg().substr(0, 60);
    }
}

std::string outcome(const std::function<void()>& action) {
    return text_or_error([&] {
        action();
        return "nothing thrown";
    });
}

/// The words at the positions 1, 2, 3, ...
Xapian::Document document(const std::vector<std::string>& words) {
    Xapian::Document made;
    Xapian::termpos position = 0;
    for (const std::string& word : words) made.add_posting(word, ++position);
    return made;
}

Xapian::Query phrase(const std::vector<std::string>& words, Xapian::termcount window) {
    return {Xapian::Query::OP_PHRASE, words.begin(), words.end(), window};
}

Xapian::MSet matches(const Xapian::Database& database, const Xapian::Query& query) {
    Xapian::Enquire enquire(database);
    enquire.set_weighting_scheme(Xapian::IneB2Weight(1));
    enquire.set_query(query);
    return enquire.get_mset(0, database.get_doccount(), database.get_doccount());
}

double weight_of(const Xapian::MSet& found, Xapian::docid note) {
    for (auto match = found.begin(); match != found.end(); ++match)
        if (*match == note) return match.get_weight();
    return 0;
}

/// `count` notes of 40 words, with the words as data and a value in slot 0.
void fill(Xapian::WritableDatabase& database, int count) {
    std::mt19937 random(1);
    std::geometric_distribution<int> word(0.002);
    for (int i = 0; i < count; ++i) {
        Xapian::Document made;
        std::string text;
        for (Xapian::termpos position = 1; position <= 40; ++position) {
            const std::string drawn = "w" + std::to_string(word(random));
            made.add_posting(drawn, position);
            text += drawn + " ";
        }
        made.add_value(0, "value " + std::to_string(i % 10));
        made.set_data(text);
        database.add_document(made);
    }
    database.commit();
}

void probe_weights(const fs::path& folder) {
    heading("Weights");
    Xapian::WritableDatabase forms("", Xapian::DB_BACKEND_INMEMORY);
    Xapian::WritableDatabase merged("", Xapian::DB_BACKEND_INMEMORY);
    for (int i = 0; i < 50; ++i) {
        forms.add_document(document({"colour", "color", "of", "rain"}));
        merged.add_document(document({"colour", "colour", "of", "rain"}));
        for (Xapian::WritableDatabase* each : {&forms, &merged})
            each->add_document(document({"of", "the", "open", "sea"}));
    }
    const std::vector<std::string> both{"colour", "color"};
    const Xapian::Query synonym(Xapian::Query::OP_SYNONYM, both.begin(), both.end());
    fact("two forms, both in the same half of the notes, as OP_SYNONYM; and stored as one term",
         std::to_string(weight_of(matches(forms, synonym), 1)) + ", " +
             std::to_string(weight_of(matches(merged, Xapian::Query("colour")), 1)));

    Xapian::WritableDatabase random_notes((folder / "weights").string(), Xapian::DB_CREATE);
    const std::vector<std::string> words{"a", "b", "c", "d", "e", "f"};
    std::mt19937 random(3);
    for (int i = 0; i < 120; ++i) {
        std::vector<std::string> note;
        for (std::size_t length = 3 + random() % 12; note.size() < length;)
            note.push_back(words[random() % words.size()]);
        random_notes.add_document(document(note));
    }
    random_notes.commit();
    const std::vector<Xapian::Query> phrases{phrase({"a", "b"}, 2), phrase({"b", "c"}, 2),
                                             phrase({"c", "a"}, 2), phrase({"d", "e"}, 2)};
    const Xapian::Query any(Xapian::Query::OP_OR, phrases.begin(), phrases.end());
    const Xapian::Query optional(
        Xapian::Query::OP_AND_MAYBE,
        Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, Xapian::Query("f"), 0.0), any);
    const Xapian::MSet by_itself = matches(random_notes, any),
                       as_optional = matches(random_notes, optional);
    int more = 0;
    for (auto match = as_optional.begin(); match != as_optional.end(); ++match)
        if (match.get_weight() > weight_of(by_itself, *match) + 1e-6) ++more;
    fact(
        "an OR of four phrases on the right of AND_MAYBE: matches, and those that weigh more than "
        "by the OR alone",
        std::to_string(as_optional.size()) + ", " + std::to_string(more));

    Xapian::WritableDatabase gaps((folder / "gaps").string(), Xapian::DB_CREATE);
    for (int i = 0; i < 20'000; ++i) gaps.add_document(document({"all"}));
    gaps.commit();
    for (Xapian::docid note = 3; note < 20'000; note += 3) gaps.delete_document(note);
    gaps.commit();
    fact("an unweighted term that every note has, where docids have gaps", outcome([&] {
             Xapian::Enquire enquire(gaps);
             enquire.set_weighting_scheme(Xapian::BoolWeight());
             enquire.set_query(Xapian::Query("all"));
             enquire.get_mset(0, gaps.get_doccount());
         }));
    fact("the same term as a posting list",
         outcome([&] { walk(gaps.postlist_begin("all"), gaps.postlist_end("all")); }));
}

void probe_positions() {
    heading("Positions and phrases");
    Xapian::WritableDatabase database("", Xapian::DB_BACKEND_INMEMORY);
    Xapian::Document exact = document({"the", "cafe", "closed"});
    exact.add_posting("caf\u00e9", 2, 0);
    database.add_document(exact);
    fact("a second term at a position with wdf 0: length, matches of a phrase with it",
         std::to_string(database.get_doclength(1)) + ", " +
             std::to_string(matches(database, phrase({"the", "caf\u00e9", "closed"}, 3)).size()));
    Xapian::Document fields = document({"one"});
    fields.add_posting("two", 101);
    database.add_document(fields);
    fact("matches of a phrase over a gap of 100 positions, window 2",
         std::to_string(matches(database, phrase({"one", "two"}, 2)).size()));
    fact("NEAR between a phrase and a word", outcome([&] {
             matches(database, Xapian::Query(Xapian::Query::OP_NEAR, phrase({"the", "cafe"}, 2),
                                             Xapian::Query("closed")));
         }));
    Xapian::QueryParser parser;
    parser.set_database(database);
    parser.add_boolean_prefix("tag", "K");
    parser.set_default_op(Xapian::Query::OP_AND);
    for (const char* text : {"-rain", "-tag:sea", "rain -sea", "a AND", "unknown:sea"})
        fact(std::string("QueryParser reads ") + text,
             text_or_error([&] { return parser.parse_query(text).get_description(); }));
}

void probe_reading(const fs::path& folder) {
    heading("Opening and reading");
    const std::string path = (folder / "reading").string();
    {
        Xapian::WritableDatabase writer(path, Xapian::DB_CREATE);
        fill(writer, 20'000);
        std::vector<Xapian::docid> all(20'000);
        for (Xapian::docid note = 1; note <= all.size(); ++note) all[note - 1] = note;
        assay::schema::write_doc_lengths(writer, all);
        writer.commit();
    }
    Xapian::Database reader(path);
    for (const Xapian::docid step : {1U, 128U}) {
        const double asked = static_cast<double>(reader.get_lastdocid() / step);
        const auto length_of_each = [&](const auto& length) {
            return median_seconds([&] {
                       for (Xapian::docid note = step; note <= 20'000; note += step) length(note);
                   }) *
                   1e9 / asked;
        };
        const Xapian::Database database(path);
        assay::schema::DocLengths lengths(database);
        fact("length of every note whose docid is a multiple of " + std::to_string(step) +
                 ", ns each: Xapian, doc_lengths.h",
             std::to_string(std::lround(
                 length_of_each([&](Xapian::docid note) { database.get_doclength(note); }))) +
                 ", " + std::to_string(std::lround(length_of_each([&](Xapian::docid note) {
                     lengths.of(note);
                 }))));
    }
    for (int commits = 1; commits <= 2; ++commits) {
        Xapian::Database before(path);
        Xapian::WritableDatabase writer(path, Xapian::DB_OPEN);
        for (int i = 0; i < commits; ++i) {
            for (Xapian::docid note = 1; note < 20'000; note += 10) {
                Xapian::Document changed = writer.get_document(note);
                changed.add_term("again" + std::to_string(commits) + "-" + std::to_string(i));
                writer.replace_document(note, changed);
            }
            writer.commit();
        }
        fact("a reader that was open before commits, " + std::to_string(commits), outcome([&] {
                 for (Xapian::docid note = 1; note <= 20'000; ++note) {
                     before.get_document(note).get_data();
                     walk(before.termlist_begin(note), before.termlist_end(note));
                 }
             }));
    }
    fact("a second writer", outcome([&] {
             const Xapian::WritableDatabase first(path, Xapian::DB_OPEN);
             const Xapian::WritableDatabase second(path, Xapian::DB_OPEN);
         }));

    const fs::path lost = folder / "lost";
    fs::copy(path, lost);
    fs::remove(lost / "position.glass");
    fact("a database without its position table: opening, has_positions()",
         outcome([&] { Xapian::Database opened(lost.string()); }) + ", " +
             yes_no(Xapian::Database(lost.string()).has_positions()));
    fs::remove(lost / "docdata.glass");
    fact("without its docdata table: bytes of data of the first note", text_or_error([&] {
             return std::to_string(
                 Xapian::Database(lost.string()).get_document(1).get_data().size());
         }));

    const fs::path one = folder / "one", two = folder / "two";
    Xapian::WritableDatabase(one.string(), Xapian::DB_CREATE).add_document(document({"old"}));
    Xapian::WritableDatabase other(two.string(), Xapian::DB_CREATE);
    for (int i = 0; i < 3; ++i) other.add_document(document({"new"}));
    other.close();
    Xapian::Database swapped(one.string());
    fs::rename(one, folder / "away");
    fs::rename(two, one);
    const bool reopened = swapped.reopen();
    fact(
        "a folder of another database renamed to the place of an open one: reopen(), notes, "
        "postings of the old word, of the new word",
        std::string(yes_no(reopened)) + ", " + std::to_string(swapped.get_doccount()) + ", " +
            std::to_string(swapped.get_termfreq("old")) + ", " +
            std::to_string(swapped.get_termfreq("new")));
}

void probe_writing(const fs::path& folder) {
    heading("Writing");
    Xapian::WritableDatabase database((folder / "writing").string(), Xapian::DB_CREATE);
    for (const std::string& term : {std::string(245, 't'), std::string(246, 't'),
                                    std::string(122, '\0'), std::string(128, '\0')})
        fact("a term of " + std::to_string(term.size()) +
                 (term[0] == 0 ? " zero bytes" : " letters"),
             outcome([&] {
                 database.add_document(document({term}));
                 database.commit();
             }));
    std::vector<double> times;
    fill(database, 2000);
    for (int i = 0; i < 21; ++i) {
        const double begin = seconds(CLOCK_MONOTONIC);
        database.replace_document("all" + std::to_string(i), document({"changed"}));
        database.commit();
        times.push_back(seconds(CLOCK_MONOTONIC) - begin);
    }
    std::sort(times.begin(), times.end());
    fact("one note replaced and committed, ms of wall time: median, longest",
         std::to_string(std::lround(times[10] * 1e3)) + ", " +
             std::to_string(std::lround(times[20] * 1e3)));
    const auto build = [](bool by_term) {
        return [by_term] {
            for (int note = 0; note < 200; ++note) {
                Xapian::Document made;
                for (unsigned i = 0; i < 2000; ++i) {
                    const unsigned term = by_term ? i / 4 : i % 500;
                    made.add_posting("term" + std::to_string(term * 7919 % 500), i + 1);
                }
            }
        };
    };
    fact(
        "2000 postings of 500 terms added to a document, µs: in the order of the text, term by "
        "term",
        std::to_string(std::lround(median_seconds(build(false)) * 1e6 / 200)) + ", " +
            std::to_string(std::lround(median_seconds(build(true)) * 1e6 / 200)));
    const auto allocated = [] { return static_cast<double>(mallinfo2().uordblks); };
    const double before = allocated();
    Xapian::Document many;
    for (int i = 0; i < 250'000; ++i)
        many.add_posting("different" + std::to_string(i), static_cast<Xapian::termpos>(i + 1));
    const double made = allocated();
    database.add_document(many);
    fact("bytes of memory for each different term: of a document, and of one just added",
         std::to_string(std::lround((made - before) / 250'000)) + ", " +
             std::to_string(std::lround((allocated() - before) / 250'000)));
}

class CountingSpy : public Xapian::MatchSpy {
public:
    void operator()(const Xapian::Document&, double) override { ++seen; }
    std::size_t seen = 0;
};

void probe_values(const fs::path& folder) {
    heading("Values and facets");
    const Xapian::Database database((folder / "reading").string());
    const auto seen_with = [&](Xapian::doccount check_at_least) {
        CountingSpy spy;
        Xapian::Enquire enquire(database);
        enquire.add_matchspy(&spy);
        enquire.set_query(Xapian::Query("w1"));
        enquire.get_mset(0, 10, check_at_least);
        return std::to_string(spy.seen);
    };
    fact("matches that a MatchSpy sees of " + std::to_string(database.get_termfreq("w1")) +
             ": by default, with check_at_least = number of notes",
         seen_with(0) + ", " + seen_with(database.get_doccount()));
    Xapian::WritableDatabase tagged("", Xapian::DB_BACKEND_INMEMORY);
    Xapian::Document made = document({"word"});
    made.add_value(0, "\x03sea\x04rain");
    tagged.add_document(made);
    Xapian::ValueCountMatchSpy values(0);
    Xapian::Enquire enquire(tagged);
    enquire.add_matchspy(&values);
    enquire.set_query(Xapian::Query("word"));
    enquire.get_mset(0, 1);
    fact("values that ValueCountMatchSpy counts for a slot with a list of two",
         std::to_string(walk(values.values_begin(), values.values_end())));
    const auto microseconds_each = [&](const std::function<void()>& run) {
        return std::to_string(median_seconds(run) * 1e6 / database.get_doccount());
    };
    fact("reading something of every note, µs each: a slot, the document's data, its terms",
         microseconds_each([&] {
             for (auto value = database.valuestream_begin(0); value != database.valuestream_end(0);
                  ++value)
                 (void)(*value).size();
         }) + ", " +
             microseconds_each([&] {
                 for (Xapian::docid note = 1; note <= database.get_lastdocid(); ++note)
                     database.get_document(note).get_data();
             }) +
             ", " + microseconds_each([&] {
                 for (Xapian::docid note = 1; note <= database.get_lastdocid(); ++note)
                     walk(database.termlist_begin(note), database.termlist_end(note));
             }));
}

}  // namespace

int main() {
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    std::printf("Xapian %s\n", Xapian::version_string());
    const assay::test::TempDir in_memory(assay::test::memory_directory()), on_disk;
    probe_weights(in_memory.path());
    probe_positions();
    probe_reading(in_memory.path());
    probe_writing(on_disk.path());
    probe_values(in_memory.path());
}
