// reading_bench FOLDER...: what reading a note costs beside cmark-gfm's own parse of the same body,
// with the same extensions. Both take turns over the notes below FOLDER, in one thread and from
// memory; the ratio is the median of the rounds.
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <string>
#include <vector>

#include "indexer/corpus.h"
#include "indexer/note/encoding.h"
#include "indexer/note/front_matter.h"
#include "indexer/note/markdown.h"
#include "indexer/note/note.h"

namespace {

constexpr int rounds = 9;

struct Sample {
    std::string path, bytes, text, body;  // the file, decoded, and without its front matter
};

void parse_with_cmark(const std::string& body) {
    cmark_parser* parser =
        cmark_parser_new(CMARK_OPT_FOOTNOTES | CMARK_OPT_UNSAFE | CMARK_OPT_SOURCEPOS);
    for (const char* name : {"table", "strikethrough", "autolink", "tasklist"})
        cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(name));
    cmark_parser_feed(parser, body.data(), body.size());
    cmark_node* document = cmark_parser_finish(parser);
    cmark_parser_free(parser);
    cmark_node_free(document);
}

template <class Work>
double seconds(Work work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

void measure(const std::filesystem::path& folder) {
    std::vector<Sample> samples;
    double megabytes = 0;
    constexpr std::uint64_t any_size = UINT64_MAX - 1;
    const assay::indexer::CorpusListing corpus =
        assay::indexer::list_notes(std::filesystem::canonical(folder));
    for (const assay::indexer::NoteFile& file : corpus.notes) {
        Sample sample{file.path, file.read_from(*corpus.root, any_size), {}, {}};
        sample.text = assay::indexer::decode_text(sample.bytes).text;
        sample.body =
            sample.text.substr(assay::indexer::read_front_matter(sample.text).body_offset);
        megabytes += static_cast<double>(sample.bytes.size()) / 1e6;
        samples.push_back(std::move(sample));
    }
    std::vector<double> read, front, body, parse, ratio, body_ratio;
    for (int round = 0; round < rounds; ++round) {
        read.push_back(seconds([&] {
            for (const Sample& sample : samples)
                (void)assay::indexer::read_note(sample.path, sample.bytes, 0);
        }));
        parse.push_back(seconds([&] {
            for (const Sample& sample : samples) parse_with_cmark(sample.body);
        }));
        body.push_back(seconds([&] {
            for (const Sample& sample : samples)
                (void)assay::indexer::read_markdown(sample.body, 1);
        }));
        front.push_back(seconds([&] {
            for (const Sample& sample : samples)
                (void)assay::indexer::read_front_matter(sample.text);
        }));
        ratio.push_back(read.back() / parse.back());
        body_ratio.push_back(body.back() / parse.back());
    }
    std::printf(
        "%-22s %6zu notes %6.1f MB  read_note %6.1f ms  cmark-gfm %6.1f ms  ratio %.2f;  body "
        "alone %.2f, front matter %.1f ms\n",
        folder.filename().c_str(), samples.size(), megabytes, 1e3 * median(read),
        1e3 * median(parse), median(ratio), median(body_ratio), 1e3 * median(front));
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        std::fprintf(stderr, "usage: reading_bench FOLDER...\n");
        return 2;
    }
    cmark_gfm_core_extensions_ensure_registered();
    for (int i = 1; i < argc; ++i) measure(argv[i]);
    return 0;
}
