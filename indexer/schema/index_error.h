// What is wrong with an index, and the command that mends it.
#pragma once

#include <xapian.h>

#include <exception>
#include <filesystem>
#include <new>
#include <stdexcept>
#include <string>

#include "indexer/text/error.h"
#include "indexer/text/machine_error.h"

namespace assay {

/// Error for an exception of Xapian met while working on the index in `directory`, with what mends
/// it: busy; io for a disk that is full, or a system that gives no more files or memory, or
/// refuses; else index.
Error xapian_error(const Xapian::Error& error, const std::filesystem::path& directory);

/// The index in `directory` cannot be read, because of `what`. Kind index, with the command that
/// builds it anew.
Error index_damage(const std::filesystem::path& directory, const std::string& what);

/// "assay index ROOT --index DIRECTORY", for a hint: words quoted for a shell, what is not needed
/// left out. `root`: empty when it is not known.
std::string index_command(const std::filesystem::path& root, const std::filesystem::path& directory,
                          bool full = false);

/// " --index DIRECTORY" for a command about the corpus `root`, quoted; empty where that is what it
/// would take anyway.
std::string index_option(const std::filesystem::path& root, const std::filesystem::path& directory);

/// Runs `action` on the index in `directory`. What Xapian throws becomes a Failure with
/// index_error; so does what the library throws when Xapian believes the lengths that a damaged
/// index gives. Where memory is short, that is said.
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
        if (memory_is_short()) throw Failure(out_of_memory());
        damaged(error);
    } catch (const std::length_error& error) {
        damaged(error);
    } catch (const std::out_of_range& error) {
        damaged(error);
    }
}

}  // namespace assay
