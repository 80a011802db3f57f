#include "indexer/schema/fields.h"

#include <algorithm>
#include <set>

#include "indexer/text/limits.h"
#include "tests/support/catch.h"

namespace assay::schema {
namespace {

/// Bytes of a term as Xapian counts them: a zero byte takes two.
std::size_t stored_bytes(const std::string& term) {
    return term.size() + static_cast<std::size_t>(std::count(term.begin(), term.end(), '\0'));
}

}  // namespace

TEST_CASE("each field has its own name, prefix and slot", "[schema][fields]") {
    std::set<std::string_view> names, prefixes;
    std::set<std::uint32_t> slots;
    std::size_t with_prefix = 0, with_slot = 0;
    for (const FieldSpec& field : fields) {
        names.insert(field.name);
        if (field.prefix) prefixes.insert(*field.prefix), ++with_prefix;
        if (field.slot) slots.insert(*field.slot), ++with_slot;
    }
    CHECK(names.size() == fields.size());
    CHECK(prefixes.size() == with_prefix);
    CHECK(slots.size() == with_slot);
}

TEST_CASE("a term is the prefix and the value", "[schema][fields]") {
    CHECK(make_term(Field::body, "rain") == "rain");
    CHECK(make_term(Field::title, "rain") == "Srain");
    CHECK(make_term(Field::path, "walks/rain.md") == "Qwalks/rain.md");
    CHECK(make_term(Field::folder, "") == "XD");
    CHECK(make_term(Field::path, std::string(200, 'a')) == "Q" + std::string(200, 'a'));
}

TEST_CASE("terms of long values fit into the index and stay unique", "[schema][fields]") {
    const std::string path(4096, 'a');
    std::vector<std::string> values;
    for (const std::size_t size : {200U, 201U, 244U, 245U, 246U, 1000U, 4096U})
        values.push_back(path.substr(0, size));
    std::string other = path;
    other.back() = 'b';  // differs in the last byte only
    values.push_back(other);
    other = path;
    other[170] = 'b';
    values.push_back(other);
    values.push_back(std::string("a\0b", 3));
    values.push_back("ab");  // less its zero byte the same
    values.push_back(std::string("a\0\0b", 4));
    values.push_back(std::string(300, '\0'));
    values.push_back(std::string(301, '\0'));
    std::string cjk;
    for (int i = 0; i < 100; ++i) cjk += "開";
    values.push_back(cjk);
    for (const Field field : {Field::path, Field::folder, Field::tag, Field::body}) {
        std::set<std::string> terms;
        for (const std::string& value : values) {
            const std::string term = make_term(field, value);
            INFO(value.size());
            CHECK(stored_bytes(term) <= text::max_term_bytes);
            CHECK(term == make_term(field, value));
            terms.insert(term);
        }
        CHECK(terms.size() == values.size());
    }
}

TEST_CASE("a value of front matter is stored as written, and found in any spelling",
          "[schema][fields]") {
    CHECK(meta_entry("Status", " Ever\n green ") == "status=Ever green");
    CHECK(meta_term("Status", " Ever\n green ") == "XMstatus=ever green");
    CHECK(fold_meta("\u3000\u00c9t\u00e9\u00a0 x\x1b") == "ete x");
    CHECK(fold_meta("[[2000]]") == "2000");  // a link is what it leads to
    CHECK(meta_entry("a", "[[Jane Roe|her]]") == "a=Jane Roe");
    CHECK(meta_entry("a", "![[x]]") == "a=x");
    CHECK(meta_entry("a", "[[A]], [[B]]") == "a=[[A]], [[B]]");
    CHECK(meta_entry("a", "[[]]") == "a=[[]]");
    CHECK(meta_entry("a", "[x](y)") == "a=[x](y)");
    CHECK(meta_term("a", "[[ 2000 ]]") == meta_term("A", "2000"));
    CHECK(meta_key("a=b") != meta_key("a") + "b");  // the first sign ends a key
    CHECK(meta_term("a=b", "c") != meta_term("a", "b=c"));
    CHECK(meta_key(" My\t Key ") == "my key=");
    for (const char* value : {"Ever green", "a=b", "", "\u00c9t\u00e9"}) {
        const std::string entry = meta_entry("Key", value);
        REQUIRE(entry.starts_with(meta_key("key")));
        CHECK(meta_term("key", entry.substr(meta_key("key").size())) == meta_term("KEY", value));
    }
}

TEST_CASE("a tag has a term for itself and one for what is below it", "[schema][fields]") {
    CHECK(tag_term("tech/open-source", false) == "Ktech/open-source");
    CHECK(tag_term("tech/open-source", true) == "K=tech/open-source");
    const std::string longest(1000, 't');
    CHECK(tag_term(longest, false) != tag_term(longest, true));
    CHECK(tag_term(longest, true).size() <= text::max_term_bytes);
}

}  // namespace assay::schema
