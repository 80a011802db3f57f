// What pages show of all notes: read once for a state of the index, not for each request.
#pragma once

#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "cli/session/session.h"
#include "query/calendar.h"
#include "query/link_names.h"
#include "query/values/link_result.h"
#include "query/values/search_result.h"

namespace assay::cli {

struct KnownTag {
    std::string folded;  // as it is compared
    query::FacetCount tag;
};

/// Lists of the links between notes, each cut to what a page shows, and how many there are.
struct LinkLists {
    std::vector<query::Hit> most_linked, orphans;  // orphans: newest first
    std::size_t orphan_count = 0;
    std::vector<query::ResolvedLink> broken;
    std::size_t broken_count = 0;
    std::vector<query::WantedNote> wanted;  // most wanted first
    std::size_t wanted_count = 0;
};

/// A value that is made when it is first asked for. The others wait meanwhile.
template <class Value>
class MadeOnce {
public:
    template <class Make>
    Value& get(Make make) {
        const std::lock_guard lock(mutex_);
        if (!value_) value_ = make();
        return *value_;
    }

private:
    std::mutex mutex_;
    std::unique_ptr<Value> value_;
};

/// For one state of the index and of the configuration, and any number of threads. Each function
/// takes a session in this state, and throws Failure(index).
class CorpusFacts {
public:
    const std::vector<query::WrittenDay>& written_days(Session& session);

    /// Every tag, those of most notes first.
    const std::vector<KnownTag>& tags(Session& session);

    query::LinkNames& link_names(Session& session);

    const LinkLists& links(Session& session);

private:
    MadeOnce<std::vector<query::WrittenDay>> written_days_;
    MadeOnce<std::vector<KnownTag>> tags_;
    MadeOnce<query::LinkNames> link_names_;
    MadeOnce<LinkLists> links_;
};

}  // namespace assay::cli
