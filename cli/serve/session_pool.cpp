#include "cli/serve/session_pool.h"

#include <sys/stat.h>

#include <filesystem>
#include <utility>

#include "indexer/config.h"
#include "indexer/schema/index_state.h"

namespace assay::cli {
namespace {

/// What differs between two versions of a file: an editor, and Xapian, replace it by another.
void add_file(std::string& mark, const std::filesystem::path& file) {
    struct stat status {};
    if (stat(file.c_str(), &status) == 0)
        mark += std::to_string(status.st_ino) + "." + std::to_string(status.st_mtim.tv_sec) + "." +
                std::to_string(status.st_mtim.tv_nsec) + "." + std::to_string(status.st_size);
    mark += '/';
}

}  // namespace

std::string SessionPool::current_mark() const {
    std::string mark;
    for (const std::filesystem::path& file : schema::index_state_files(corpus_.index))
        add_file(mark, file);
    add_file(mark, corpus_.root / ".assay.yaml");
    add_file(mark, indexer::user_config_file());
    return mark;
}

SessionPool::Loan SessionPool::borrow() {
    std::string mark = current_mark();  // before the index is opened: rather too old than too new
    std::vector<Idle> old;              // closed without the lock
    std::shared_ptr<CorpusFacts> facts = std::make_shared<CorpusFacts>(), old_facts;
    {
        const std::lock_guard lock(mutex_);
        if (facts_ == nullptr || facts_mark_ != mark) {
            facts_mark_ = mark;
            old_facts = std::exchange(facts_, facts);
        }
        facts = facts_;
        while (!idle_.empty()) {
            Idle idle = std::move(idle_.back());
            idle_.pop_back();
            if (idle.mark == mark)
                return {*this, std::move(idle.session), std::move(mark), std::move(facts)};
            old.push_back(std::move(idle));
        }
    }
    return {*this, std::make_unique<Session>(corpus_), std::move(mark), std::move(facts)};
}

void SessionPool::take_back(std::unique_ptr<Session> session, std::string mark) {
    const std::lock_guard lock(mutex_);
    idle_.push_back({std::move(session), std::move(mark)});
}

void SessionPool::set_problem(std::string problem) {
    const std::lock_guard lock(mutex_);
    problem_ = std::move(problem);
}

std::string SessionPool::problem() const {
    const std::lock_guard lock(mutex_);
    return problem_;
}

}  // namespace assay::cli
