// Open sessions of one corpus, for the threads of a server.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "cli/serve/corpus_facts.h"
#include "cli/session/session.h"

namespace assay::cli {

class SessionPool {
public:
    explicit SessionPool(CorpusChoice corpus) : corpus_(std::move(corpus)) {}

    const CorpusChoice& corpus() const { return corpus_; }

    /// A session for one thread, which goes back to the pool.
    class Loan {
    public:
        Loan(SessionPool& pool, std::unique_ptr<Session> session, std::string mark,
             std::shared_ptr<CorpusFacts> facts)
            : pool_(pool),
              session_(std::move(session)),
              mark_(std::move(mark)),
              facts_(std::move(facts)) {}
        ~Loan() { pool_.take_back(std::move(session_), std::move(mark_)); }
        Loan(const Loan&) = delete;
        Loan& operator=(const Loan&) = delete;
        Session& operator*() const { return *session_; }
        Session* operator->() const { return session_.get(); }
        /// Differs between any two states of the index and of the configuration.
        const std::string& mark() const { return mark_; }
        /// What is known of all notes in this state; shared by all loans of it.
        CorpusFacts& facts() const { return *facts_; }

    private:
        SessionPool& pool_;
        std::unique_ptr<Session> session_;
        std::string mark_;
        std::shared_ptr<CorpusFacts> facts_;
    };

    /// A session that sees the index and the configuration as they are now: one in the pool if
    /// neither has changed since it was opened, otherwise a new one. Costs a few calls of stat(2).
    Loan borrow();

    /// Why the index is not kept up to date; empty = it is.
    void set_problem(std::string problem);
    std::string problem() const;

private:
    struct Idle {
        std::unique_ptr<Session> session;
        std::string mark;
    };
    void take_back(std::unique_ptr<Session> session, std::string mark);
    std::string current_mark() const;

    CorpusChoice corpus_;
    mutable std::mutex mutex_;
    std::vector<Idle> idle_;
    std::string facts_mark_;              // the state that facts_ are of
    std::shared_ptr<CorpusFacts> facts_;  // of the newest state that was asked for
    std::string problem_;
};

}  // namespace assay::cli
