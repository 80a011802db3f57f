// index_floor INDEX WORK: the processor time that Xapian alone needs for an index: the terms,
// positions, values and data of its documents, given to Xapian by a bare loop, in shards of the
// same size as those of a full build, and compacted. Compare it with the processor time of `assay
// index
// --full --jobs 1` in the same minute. What assay does besides is reading notes and cutting them
// into words.
#include <xapian.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "indexer/schema/index_store.h"

namespace {

namespace fs = std::filesystem;

struct Posting {
    std::string term;
    Xapian::termcount wdf;
    std::vector<Xapian::termpos> positions;
};

struct Document {
    std::vector<Posting> postings;
    std::vector<std::pair<Xapian::valueno, std::string>> values;
    std::string data;
};

double cpu_seconds() {
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

Document read(const Xapian::Database& database, Xapian::docid id) {
    const Xapian::Document source = database.get_document(id);
    Document read;
    read.data = source.get_data();
    for (auto value = source.values_begin(); value != source.values_end(); ++value)
        read.values.emplace_back(value.get_valueno(), *value);
    for (auto term = source.termlist_begin(); term != source.termlist_end(); ++term)
        read.postings.push_back(
            {*term,
             term.get_wdf(),
             {database.positionlist_begin(id, *term), database.positionlist_end(id, *term)}});
    return read;
}

Xapian::Document build(const Document& from) {
    Xapian::Document document;
    for (const Posting& posting : from.postings) {
        document.add_term(posting.term, posting.wdf);
        for (const Xapian::termpos position : posting.positions)
            document.add_posting(posting.term, position, 0);
    }
    for (const auto& [slot, value] : from.values) document.add_value(slot, value);
    document.set_data(from.data);
    return document;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3) return 2;
    const Xapian::Database source = assay::schema::IndexStore(argv[1]).open_for_reading();
    constexpr std::size_t shard_bytes = 512U << 10U;
    const fs::path work = argv[2];
    fs::remove_all(work);
    fs::create_directories(work);
    double seconds = 0;
    Xapian::Database all;
    std::size_t shards = 0;
    for (auto id = source.postlist_begin(""); id != source.postlist_end("");) {
        std::vector<Document> documents;
        for (std::size_t bytes = 0; bytes < shard_bytes && id != source.postlist_end(""); ++id) {
            documents.push_back(read(source, *id));
            bytes += documents.back().data.size();
        }
        const double begin = cpu_seconds();
        const std::string shard = work / std::to_string(shards++);
        Xapian::WritableDatabase database(shard,
                                          Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_NO_SYNC);
        for (const Document& each : documents) database.add_document(build(each));
        database.close();
        seconds += cpu_seconds() - begin;
        all.add_database(Xapian::Database(shard));
    }
    const double begin = cpu_seconds();
    all.compact(work / "all");
    const double compaction = cpu_seconds() - begin;
    std::printf("%zu shards, %.2f s of processor time, %.2f s of it for the compaction\n", shards,
                seconds + compaction, compaction);
    fs::remove_all(work);
}
