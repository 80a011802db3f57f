#include "indexer/schema/caught_error.h"

#include <xapian.h>

#include <filesystem>
#include <new>
#include <string>
#include <system_error>

#include "indexer/text/machine_error.h"

namespace assay::schema {
namespace {

Error bug(const std::string& what) {
    return bug_error("internal error: " + what,
                     "please report this, with the command that shows it");
}

}  // namespace

Error caught_error() {
    try {
        throw;
    } catch (const Failure& failure) {
        return failure.error();
    } catch (const std::bad_alloc&) {
        return text::out_of_memory();
    } catch (const std::filesystem::filesystem_error& error) {
        const std::string place = error.path1().empty() ? "the folder" : error.path1().string();
        return text::machine_error("cannot read " + place, error.code().value(),
                                   "check its permissions");
    } catch (const std::system_error& error) {
        // A thread cannot start without memory for its stack.
        if (error.code() == std::errc::resource_unavailable_try_again && text::memory_is_short())
            return text::out_of_memory();
        return text::machine_error("the system refused", error.code().value());
    } catch (const Xapian::Error& error) {
        return bug(error.get_description());
    } catch (const std::exception& error) {
        return bug(error.what());
    } catch (...) {
        return bug("an exception of no known type");
    }
}

}  // namespace assay::schema
