// Xapian treats a table that it cannot open as empty, whatever the reason, because it creates most
// tables only when something is stored in them (doc/engine-notes.md, Opening and reading). This
// file distinguishes an empty table from one that is missing or was not opened.
#pragma once

#include <xapian.h>

#include <filesystem>
#include <functional>
#include <set>
#include <string>
#include <string_view>

namespace assay::schema {

/// How the message ends for a table that exists and that Xapian did not open, without giving a
/// reason.
inline constexpr std::string_view not_opened = " was not opened";

/// The files of one database, looked at before Xapian opens it. A stat for each.
class OpenTables {
public:
    enum class Use { read, write };

    /// Throws Xapian::DatabaseOpeningError when there is no such folder, or it cannot be read, and
    /// Xapian::DatabaseCorruptError when a file that Xapian would read is none. To write, nothing
    /// in the folder may be anything else: Xapian follows a link from any name that it is about to
    /// write.
    explicit OpenTables(const std::filesystem::path& database, Use use = Use::read);
    ~OpenTables();
    OpenTables(const OpenTables&) = delete;
    OpenTables& operator=(const OpenTables&) = delete;

    /// `opened` is of that folder, opened since. Reads the record and the terms of one note, and
    /// asks for positions. Throws Xapian::DatabaseCorruptError when a table is gone that the notes
    /// must have, and Xapian::DatabaseOpeningError when it is there and `opened` finds nothing in
    /// it.
    void require_all(const Xapian::Database& opened) const;

private:
    void look_at(std::string_view name);
    void require(const std::string& name, bool holds_something) const;

    int folder_ = -1;
    std::set<std::string, std::less<>> present_;  // "position.glass"
};

/// Opens the database in `folder`, which is none of an index yet, with all of its tables. Throws
/// Xapian::Error.
Xapian::Database open_with_all_tables(const std::filesystem::path& folder);

}  // namespace assay::schema
