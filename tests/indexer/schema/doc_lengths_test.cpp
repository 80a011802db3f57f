// The array of the lengths of notes, beside Xapian's own.
#include "indexer/schema/doc_lengths.h"

#include <string>
#include <vector>

#include "tests/support/catch.h"
#include "tests/support/temp_dir.h"

namespace assay::test {
namespace {

Xapian::Document document_of(Xapian::termcount length) {
    Xapian::Document document;
    document.add_term("word", length);
    return document;
}

void check_all(const Xapian::Database& database) {
    schema::DocLengths lengths(database);
    for (auto note = database.postlist_begin(""); note != database.postlist_end(""); ++note) {
        INFO(*note);
        CHECK(lengths.of(*note) == database.get_doclength(*note));
    }
}

}  // namespace

TEST_CASE("each note has the length that Xapian gives it", "[schema]") {
    const TempDir folder;
    Xapian::WritableDatabase database((folder / "index").string(), Xapian::DB_CREATE);
    const Xapian::termcount lengths[] = {0, 1, 255, 256, 65'533, 65'534, 65'535, 65'536, 1'000'000};
    std::vector<Xapian::docid> notes;
    for (const Xapian::termcount length : lengths)
        notes.push_back(database.add_document(document_of(length)));
    for (const Xapian::docid far :
         {8191U, 8192U, 8193U, 40'000U}) {  // about the end of a block, and blocks without notes
        database.replace_document(far, document_of(far));
        notes.push_back(far);
    }
    schema::write_doc_lengths(database, notes);
    database.commit();
    check_all(database);

    SECTION("and after a change, which writes no other's anew") {
        database.replace_document(3, document_of(77));
        database.delete_document(8192);
        const Xapian::docid added = database.add_document(document_of(9));
        schema::write_doc_lengths(database, {added, 3, 3});
        database.commit();
        check_all(database);
        CHECK(schema::DocLengths(database).of(3) == 77);
    }

    SECTION("none that was never stored is made up") {
        database.replace_document(50'000, document_of(5));
        database.commit();
        schema::DocLengths kept(database);
        CHECK_THROWS_AS(kept.of(50'000), Xapian::DatabaseCorruptError);
        CHECK_THROWS_AS(kept.of(100), Xapian::DatabaseCorruptError);
        CHECK(kept.of(40'000) == 40'000);
    }
}

}  // namespace assay::test
