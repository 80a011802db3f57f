// What the pages show of all notes is read once for a state of the index.
#include "cli/serve/corpus_facts.h"

#include "cli/serve/session_pool.h"
#include "tests/support/catch.h"
#include "tests/support/corpus.h"

namespace assay::test {

TEST_CASE("what is known of all notes is kept until the index or the configuration changes",
          "[serve]") {
    const Corpus corpus(
        Corpus::Notes{{"a.md", "---\ntags: [rain]\ncreated: 2024-05-06\n---\n[[b]]"},
                      {"b.md", "# B\n\n[gone](gone.md) [[nowhere]]"}});
    cli::SessionPool pool({corpus.root(), corpus.index_directory()});
    const cli::CorpusFacts* before = nullptr;
    {
        const cli::SessionPool::Loan one = pool.borrow(), other = pool.borrow();
        before = &one.facts();
        CHECK(before == &other.facts());
        CHECK(one.facts().tags(*one).size() == 1);
        CHECK(&one.facts().tags(*one) == &other.facts().tags(*other));
        CHECK(one.facts().written_days(*one).size() == 1);
        const cli::LinkLists& links = one.facts().links(*one);
        REQUIRE(links.most_linked.size() == 1);
        CHECK(links.most_linked.front().path == "b.md");
        CHECK(links.orphan_count == 1);
        CHECK(links.broken_count == 1);
        CHECK(links.wanted_count == 1);
    }
    CHECK(before == &pool.borrow().facts());

    corpus.write("c.md", "---\ntags: [snow]\ncreated: 2024-05-07\n---\n[[a]]");
    corpus.index();
    {
        const cli::SessionPool::Loan now = pool.borrow();
        CHECK(now.facts().tags(*now).size() == 2);
        CHECK(now.facts().written_days(*now).size() == 2);
        CHECK(now.facts().links(*now).most_linked.size() == 2);
        schema::Link link;
        link.target = "c";
        CHECK(now.facts().link_names(*now).resolved(now->index(), "a.md", nullptr, link).path ==
              "c.md");
    }
    corpus.write(".assay.yaml", "site_url: https://example.org\n");
    corpus.write("c.md", "---\npermalink: /see/\n---\n");
    corpus.index();
    {
        const cli::SessionPool::Loan now = pool.borrow();
        schema::Link link;
        link.kind = schema::LinkKind::markdown;
        link.target = "https://example.org/see/";
        CHECK(now.facts().link_names(*now).resolved(now->index(), "a.md", nullptr, link).path ==
              "c.md");
    }
}

}  // namespace assay::test
