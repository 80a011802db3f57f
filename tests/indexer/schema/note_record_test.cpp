#include "indexer/schema/note_record.h"

#include "tests/support/catch.h"

namespace assay::schema {
namespace {

NoteRecord full_record() {
    NoteRecord record;
    record.path = "walks/rain \u2014 again.md";
    record.title = "Rain\tor \"shine\"";
    record.aliases = {"Regen", "", "雨"};
    record.tags = {"Tech/Open-Source", "été"};
    record.created = Date{"2023-04-02", 1'680'393'600};
    record.updated = {"1969-12-31T23:59:59Z", -1};
    record.modified = -2;
    record.permalink = "/rain/";
    record.lang = "fr";
    record.published = false;
    record.meta = R"({"status":"evergreen","n":3})";
    record.words = 4'000'000'000;
    record.text = std::string("Rain\n\nWe treat rain like weather. 開源碼 here.\n\n") + "\t" +
                  std::string(300, 'x');
    record.headings = {{0, 5, 1, "Rain", "rain"}, {6, 70'000, 6, "", "-1"}};
    record.segments = {
        {0, 5, 3, 0, 2},
        {6, 9, 1},
        {10, 7, 4'000'000, 200, 5'000'000}};  // a line may lie before the last one: footnotes
    record.quotes = {{0, 4}, {6, 20}};
    record.code = {{21, 22}};
    record.tables = {{1, 2}, {8, 300}};
    return record;
}

NoteRecord with_text(std::string text, std::vector<Segment> segments) {
    NoteRecord record;
    record.text = std::move(text);
    record.segments = std::move(segments);
    return record;
}

}  // namespace

TEST_CASE("a record is unpacked as it was packed", "[schema][record]") {
    CHECK(unpack_record(pack(NoteRecord())) == NoteRecord());
    const NoteRecord record = full_record();
    CHECK(unpack_record(pack(record)) == record);
    SECTION("whatever the note says of being published") {
        for (const std::optional<bool> published :
             {std::optional<bool>(), std::optional<bool>(true), std::optional<bool>(false)}) {
            NoteRecord other = record;
            other.published = published;
            CHECK(unpack_record(pack(other)) == other);
        }
    }
    SECTION("without a date, and with the first and last that there are") {
        NoteRecord other = record;
        other.created.reset();
        CHECK(unpack_record(pack(other)) == other);
        other.created = Date{"-", INT64_MIN};
        other.updated = Date{"+", INT64_MAX};
        CHECK(unpack_record(pack(other)) == other);
    }
}

TEST_CASE("a record that is cut short or has bytes after it is refused", "[schema][record]") {
    const std::string packed = pack(full_record());
    for (std::size_t size = 0; size < packed.size(); ++size) {
        if (unpack_record(std::string_view(packed).substr(0, size)))
            FAIL("a record of " << size << " bytes");
    }
    CHECK_FALSE(unpack_record(packed + 'x'));
    CHECK_FALSE(unpack_record("no record at all"));
    CHECK_FALSE(unpack_record(std::string(1000, '\xFF')));
}

TEST_CASE("a record with something that the indexer never writes is refused", "[schema][record]") {
    const auto is_one = [](auto change) {
        NoteRecord record = full_record();
        change(record);
        return unpack_record(pack(record)).has_value();
    };
    CHECK(is_one([](NoteRecord& record) { record.title = "Rain \u2014 雨"; }));
    for (const char* evil : {"\x1b]0;owned\x07", "\x1b[2J", "\x7f",
                             "\xc2\x9b"
                             "31m",
                             "\u202e", "\u200b", "\xff", "\r", "\x0b", "\u2028"}) {
        INFO(evil);
        CHECK_FALSE(is_one([&](NoteRecord& record) { record.title += evil; }));
        CHECK_FALSE(is_one([&](NoteRecord& record) { record.aliases.emplace_back(evil); }));
        CHECK_FALSE(is_one([&](NoteRecord& record) { record.tags.emplace_back(evil); }));
        CHECK_FALSE(is_one([&](NoteRecord& record) { record.created->text = evil; }));
        CHECK_FALSE(is_one([&](NoteRecord& record) { record.updated.text = evil; }));
        CHECK_FALSE(is_one([&](NoteRecord& record) { record.permalink = evil; }));
        CHECK_FALSE(is_one([&](NoteRecord& record) { record.lang = evil; }));
        CHECK_FALSE(is_one([&](NoteRecord& record) { record.text += evil; }));
        CHECK_FALSE(is_one([&](NoteRecord& record) { record.headings.front().text = evil; }));
        CHECK_FALSE(is_one([&](NoteRecord& record) { record.headings.front().anchor = evil; }));
        CHECK(is_one([&](NoteRecord& record) { record.path += evil; }));  // a file may be called so
    }
    for (const char* outside : {"/etc/passwd", "../x.md", "a/../../x.md", "..", "a/.."}) {
        INFO(outside);
        CHECK_FALSE(is_one([&](NoteRecord& record) { record.path = outside; }));
    }
    for (const char* below : {"..x.md", "a/x...md", "...", "a..b/c.md"}) {
        INFO(below);
        CHECK(is_one([&](NoteRecord& record) { record.path = below; }));
    }
}

TEST_CASE("a damaged record is refused, or its places are inside its text", "[schema][record]") {
    const std::string packed = pack(full_record());
    for (std::size_t at = 0; at < packed.size(); ++at) {
        for (const unsigned flip : {0x01U, 0x40U, 0x80U, 0xFFU}) {
            std::string damaged = packed;
            damaged[at] = static_cast<char>(static_cast<unsigned char>(damaged[at]) ^ flip);
            const std::optional<NoteRecord> record = unpack_record(damaged);
            if (!record) continue;
            bool inside = true;
            std::uint32_t last = 0;
            for (const Heading& heading : record->headings)
                inside = inside && heading.offset <= record->text.size();
            for (const Segment& segment : record->segments) {
                inside = inside && segment.offset <= record->text.size() && segment.offset >= last;
                last = segment.offset;
            }
            if (!inside) FAIL("byte " << at << " with " << flip);
            for (std::size_t offset = 0; offset <= record->text.size(); ++offset)
                (void)place_of(*record, offset);
        }
    }
    CHECK(true);
}

TEST_CASE("a place is that of its segment plus the code points from there", "[schema][record]") {
    const NoteRecord record = with_text("é開x\nnext 🎉!", {{0, 5, 3}, {7, 9, 1}});
    struct Row {
        std::size_t offset;
        std::uint32_t line, column;
    };
    const Row rows[] = {
        {0, 5, 3},  {2, 5, 4},  {5, 5, 5},   // é, 開, x
        {7, 9, 1},  {12, 9, 6}, {16, 9, 7},  // next, 🎉, !
        {17, 9, 8},                          // the end of the text
    };
    for (const Row& row : rows) {
        INFO(row.offset);
        const Place place = place_of(record, row.offset);
        CHECK(place.line == row.line);
        CHECK(place.column == row.column);
    }
    const Place nowhere = place_of(with_text("text", {}), 2);
    CHECK(nowhere.line == 0);
    CHECK(nowhere.column == 0);
    CHECK(place_of(with_text("\n\ntext", {{2, 4, 1}}), 1).line == 0);  // before the first segment
}

TEST_CASE("a place has a column in each unit, and so does the end of a range", "[schema][record]") {
    // Line 9 is "ü🎉 é開x 🎉!": the segment begins at the é.
    NoteRecord record = with_text("é開x 🎉!", {});
    Segment segment{0, 9, 1};
    move_on(segment, "ü🎉 ");
    CHECK(segment == Segment{0, 9, 4, 1, 4});
    record.segments = {segment};
    CHECK(place_of(record, 0) == Place{9, 4, 5, 8});
    CHECK(place_of(record, 2) == Place{9, 5, 6, 10});    // 開
    CHECK(place_of(record, 5) == Place{9, 6, 7, 13});    // x
    CHECK(place_of(record, 11) == Place{9, 9, 11, 19});  // !
    CHECK(end_place_of(record, 2) == Place{9, 5, 6, 10});
    CHECK(end_place_of(record, 11) == Place{9, 9, 11, 19});
    CHECK(end_place_of(record, 12) == Place{9, 10, 12, 20});
    record.segments = {segment, {5, 10, 3}};
    CHECK(end_place_of(record, 5) ==
          Place{9, 6, 7, 13});  // after its last character, not at the next one
    CHECK(end_place_of(with_text("text", {}), 2) == Place{});
}

TEST_CASE("a list is unpacked as it was packed, and a damaged one as far as possible",
          "[schema][record]") {
    const std::vector<std::string> values{"a", "", "tech/open-source", std::string(300, 'x'),
                                          "開源"};
    const std::string packed = pack_list(values);
    const std::vector<std::string_view> unpacked = unpack_list(packed);
    CHECK(std::vector<std::string>(unpacked.begin(), unpacked.end()) == values);
    CHECK(unpack_list("").empty());
    CHECK(pack_list({}).empty());
    for (std::size_t size = 0; size < packed.size(); ++size) {
        const std::vector<std::string_view> part =
            unpack_list(std::string_view(packed).substr(0, size));
        if (part.size() >= values.size() || !std::equal(part.begin(), part.end(), values.begin()))
            FAIL(size << " bytes");
    }
    CHECK(unpack_list("\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF").empty());
}

TEST_CASE("the state of a file is unpacked as it was packed", "[schema][record]") {
    for (const FileState& state :
         {FileState{},
          FileState{1'700'000'000'123'456'789, 1'700'000'000'987'654'321, 16U << 20U,
                    0xFFFFFFFFFFFFFFFFU},
          FileState{-1, 1, 0, 1}, FileState{INT64_MIN, INT64_MAX, UINT64_MAX, 0}})
        CHECK(unpack_state(pack(state)) == state);
    CHECK(unpack_state("") == FileState{});  // no value in the slot
    const std::string packed =
        pack(FileState{1'700'000'000'123'456'789, 0, 12345, 0xCBF29CE484222325U});
    for (std::size_t size = 0; size < packed.size(); ++size)
        (void)unpack_state(std::string_view(packed).substr(0, size));
}

TEST_CASE("tags are compared without case, accents, # and stray slashes", "[schema][tag]") {
    struct Row {
        const char* tag;
        const char* folded;
    };
    const Row rows[] = {
        {"Tech", "tech"},
        {"#tech", "tech"},
        {"/tech/", "tech"},
        {"#Tech/Open-Source/", "tech/open-source"},
        {"Été", "ete"},
        {"開源", "开源"},
        {"#", ""},
        {"///", ""},
        {"", ""},
        {"A//B/", "a/b"},
        {"Two Words/In Row", "two words/in row"},
        {"a / b", "a/b"},
        {"Two  Words ", "two words"},
        {"/x", "x"},
    };
    for (const Row& row : rows) {
        INFO(row.tag);
        CHECK(fold_tag(row.tag) == row.folded);
    }
}

TEST_CASE("a path is folded name by name", "[schema]") {
    struct Row {
        std::string_view path, folded;
    };
    const Row rows[] = {
        {"Walks/Rain.md", "walks/rain.md"},
        {"Été/Ø.md", "ete/o.md"},
        {"//a//b/", "a/b"},
        {"a b/c d", "a b/c d"},
        {"a  b", "a b"},
        {"a\tb", "a b"},
        {" a", "a"},
        {"a ", "a"},
        {"a/ b", "a/b"},
        {"a /b", "a/b"},
        {"a\uff0fb/c", "a\uff0fb/c"},
        {"", ""},
        {"/", ""},
    };
    for (const Row& row : rows) {
        INFO(row.path);
        CHECK(fold_path(row.path) == row.folded);
    }
}

TEST_CASE("a nested tag is also each tag above it", "[schema][tag]") {
    using Tags = std::vector<std::string>;
    CHECK(with_ancestors("a/b/c") == Tags{"a/b/c", "a/b", "a"});
    CHECK(with_ancestors("a") == Tags{"a"});
    CHECK(with_ancestors("").empty());
    CHECK(with_ancestors("zh-hant-tw", '-') == Tags{"zh-hant-tw", "zh-hant", "zh"});
}

}  // namespace assay::schema
