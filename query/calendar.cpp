#include "query/calendar.h"

#include <xapian.h>

#include <chrono>
#include <map>

#include "indexer/schema/fields.h"
#include "query/open_index.h"

namespace assay::query {
namespace {

std::string written(const std::chrono::year_month_day& day) {
    const auto padded = [](unsigned value, std::size_t digits) {
        const std::string text = std::to_string(value);
        return std::string(digits - std::min(digits, text.size()), '0') + text;
    };
    return padded(static_cast<unsigned>(static_cast<int>(day.year())), 4) + "-" +
           padded(static_cast<unsigned>(day.month()), 2) + "-" +
           padded(static_cast<unsigned>(day.day()), 2);
}

std::vector<WrittenDay> read_days(const Xapian::Database& database) {
    std::map<std::chrono::year_month_day, WrittenDay> days;
    auto words = database.valuestream_begin(schema::slot(schema::Field::words));
    const auto no_words = database.valuestream_end(schema::slot(schema::Field::words));
    const auto end = database.valuestream_end(schema::slot(schema::Field::created_clock));
    for (auto created = database.valuestream_begin(schema::slot(schema::Field::created_clock));
         created != end; ++created) {
        const std::chrono::sys_seconds at(std::chrono::seconds(
            static_cast<std::int64_t>(Xapian::sortable_unserialise(*created))));
        const std::chrono::year_month_day day(std::chrono::floor<std::chrono::days>(at));
        if (static_cast<int>(day.year()) < 1 || static_cast<int>(day.year()) > 9999) continue;
        WrittenDay& counted = days[day];
        ++counted.notes;
        if (words != no_words && words.get_docid() < created.get_docid())
            words.skip_to(created.get_docid());
        if (words != no_words && words.get_docid() == created.get_docid())
            counted.words += static_cast<std::uint64_t>(Xapian::sortable_unserialise(*words));
    }
    std::vector<WrittenDay> list;
    for (auto& [day, counted] : days) {
        counted.day = written(day);
        list.push_back(counted);
    }
    return list;
}

}  // namespace

std::vector<WrittenDay> written_days(OpenIndex& index) {
    return index.retrying([&] { return read_days(index.database); });
}

}  // namespace assay::query
