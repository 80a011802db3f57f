// Any bytes as the record of a note in an index -> damaged, or a record that is packed and unpacked
// as it is.
#include <cstdint>
#include <string>

#include "indexer/schema/note_record.h"
#include "indexer/schema/packing.h"
#include "indexer/text/unicode.h"
#include "tests/fuzz/require.h"

using assay::fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    if (const auto record = assay::schema::unpack_record(bytes)) {
        const std::string packed = assay::schema::pack(*record);
        const auto again = assay::schema::unpack_record(packed);
        require(again && *again == *record, "packing loses nothing");
        require(assay::schema::pack(*again) == packed, "and is the same each time");
        // An answer asks for places in the text of any record.
        for (std::size_t at = 0; at <= record->text.size() && at < 64; ++at) {
            (void)assay::schema::place_of(*record, at);
            if (at > 0) (void)assay::schema::end_place_of(*record, at);
        }
    }

    const std::vector<std::string_view> list = assay::schema::unpack_list(bytes);
    std::size_t listed = 0;
    for (const std::string_view item : list) listed += item.size();
    require(listed <= size, "a list is within its bytes");
    const std::vector<std::string> owned(list.begin(), list.end());
    const std::string packed_list = assay::schema::pack_list(owned);
    const auto list_again = assay::schema::unpack_list(packed_list);
    require(std::vector<std::string>(list_again.begin(), list_again.end()) == owned,
            "a list is packed as it is");

    const assay::schema::FileState state = assay::schema::unpack_state(bytes);
    require(assay::schema::unpack_state(assay::schema::pack(state)) == state,
            "and the state of a file");

    assay::schema::Unpacker in(bytes);
    assay::schema::Packer out;
    while (in.ok() && !in.at_end()) out.number(in.number());
    const std::string numbers = out.take();
    assay::schema::Unpacker first(bytes), second(numbers);
    while (second.ok() && !second.at_end())
        require(first.number() == second.number(), "and numbers");
    return 0;
}
