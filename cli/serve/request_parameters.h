// The parameters of an address, read into a request to search.
#pragma once

#include <initializer_list>
#include <string_view>

#include "cli/serve/web_address.h"
#include "cli/terminal/columns.h"
#include "query/values/search_request.h"

namespace assay::cli {

/// Throws Failure(usage) for a parameter that is not among `known`, with the nearest of them.
void refuse_unknown(const WebAddress& address, std::initializer_list<std::string_view> known);

/// Reads q, tag, not_tag, in, after, before, limit, offset, sort and reverse, and the other options
/// of a search that change what is found. `limit`: used if there is none. Throws Failure(usage) for
/// a value that does not fit.
query::SearchRequest search_request(const WebAddress& address, std::size_t limit);

/// Returns the number in a parameter, or `otherwise` if it is not there. Throws Failure(usage).
std::size_t number_in(const WebAddress& address, std::string_view name, std::size_t otherwise,
                      std::size_t most);

/// True if the parameter is there and is not 0.
bool flag_in(const WebAddress& address, std::string_view name);

OffsetUnit offset_unit_in(const WebAddress& address);

/// The value of sort= for an order; empty for the best first.
std::string_view sort_name(query::SortBy sort);

}  // namespace assay::cli
