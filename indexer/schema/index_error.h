// Errors about an index, each with the command that fixes it.
#pragma once

#include <xapian.h>

#include <exception>
#include <filesystem>
#include <new>
#include <stdexcept>
#include <string>

#include "indexer/text/error.h"
#include "indexer/text/machine_error.h"

namespace assay::schema {

/// Returns the Error for an exception that Xapian threw while working on the index in `directory`,
/// with a hint. Kind busy if another run writes; io if the disk is full or the system refuses
/// files, memory or access; otherwise index.
Error xapian_error(const Xapian::Error& error, const std::filesystem::path& directory);

/// Returns the Error for an index that cannot be read because of `what`. Kind index; the hint is
/// the command that rebuilds it.
Error index_damage(const std::filesystem::path& directory, const std::string& what);

/// Returns "assay index ROOT --index DIRECTORY" for a hint, quoted for a shell and without the
/// parts that are not needed. An empty `root` means that it is not known.
std::string index_command(const std::filesystem::path& root, const std::filesystem::path& directory,
                          bool full = false);

/// Returns " --index DIRECTORY", quoted, for a command about the corpus `root`. Empty if the
/// command would use that directory anyway.
std::string index_option(const std::filesystem::path& root, const std::filesystem::path& directory);

/// Runs `action` on the index in `directory`. An exception of Xapian becomes a Failure with
/// index_error. So do length_error, out_of_range and bad_alloc, which Xapian causes when it trusts
/// the lengths in a damaged index. If memory really is short, the Failure says so.
template <class Action>
void translate_errors(const std::filesystem::path& directory, Action&& action) {
    const auto damaged = [&](const std::exception& error) {
        throw Failure(index_damage(directory, error.what()));
    };
    try {
        action();
    } catch (const Xapian::Error& error) {
        throw Failure(xapian_error(error, directory));
    } catch (const std::bad_alloc& error) {
        if (text::memory_is_short()) throw Failure(text::out_of_memory());
        damaged(error);
    } catch (const std::length_error& error) {
        damaged(error);
    } catch (const std::out_of_range& error) {
        damaged(error);
    }
}

}  // namespace assay::schema
