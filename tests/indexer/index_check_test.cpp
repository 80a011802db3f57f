#include "indexer/index_check.h"

#include "indexer/indexer.h"
#include "indexer/schema/fields.h"
#include "indexer/schema/index_store.h"
#include "tests/support/catch.h"
#include "tests/support/temp_dir.h"

namespace assay::indexer {
namespace fs = std::filesystem;

TEST_CASE("a check of the index tells what is damaged, and which command mends it",
          "[indexer][store]") {
    const test::TempDir dir(test::memory_directory());
    for (int i = 0; i < 20; ++i)
        dir.write("notes/" + std::to_string(i) + ".md", "# rain\n\nmud " + std::to_string(i));
    update_index(dir / "notes", dir / "index", {});
    const schema::IndexStore store(dir / "index");
    const fs::path generation = store.current_generation().value();
    CHECK_FALSE(verify_index(dir / "index"));
    const auto damaged = [&] {
        const std::optional<Error> error = verify_index(dir / "index");
        return error && error->kind == ErrorKind::index &&
               error->hint == "run: assay index --full " + (dir / "notes").string() + " --index " +
                                  (dir / "index").string();
    };
    SECTION("no table of contents") { fs::remove(generation / "iamglass"); }
    SECTION("a table that is gone") { fs::remove(generation / "position.glass"); }
    SECTION("a table that is something else") {
        fs::remove(generation / "termlist.glass");
        fs::create_directory(generation / "termlist.glass");
    }
    SECTION("a table cut short") { fs::resize_file(generation / "termlist.glass", 100); }
    SECTION("a table of zeros") {
        const std::uintmax_t size = fs::file_size(generation / "docdata.glass");
        fs::resize_file(generation / "docdata.glass", 0);
        fs::resize_file(generation / "docdata.glass", size);
    }
    SECTION("a record that is none") {
        Xapian::WritableDatabase database(generation.string());
        Xapian::Document document = database.get_document(3);
        document.set_data("nonsense");
        database.replace_document(3, document);
        database.commit();
    }
    SECTION("a note without its path") {
        Xapian::WritableDatabase database(generation.string());
        Xapian::Document document = database.get_document(3);
        document.remove_term(schema::make_term(
            schema::Field::path, document.get_value(schema::slot(schema::Field::path))));
        database.replace_document(3, document);
        database.commit();
    }
    CHECK(damaged());
    update_index(dir / "notes", dir / "index", {.full = true});
    CHECK_FALSE(verify_index(dir / "index"));
}

}  // namespace assay::indexer
