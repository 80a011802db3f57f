// Any bytes as a request to the page: a response of a known status, with all the headers that keep
// others out, and without anything of the request as markup. The first line is the target, the
// second the method, then one header a line; the rest is the body.
#include <algorithm>
#include <cstdint>
#include <string>

#include "cli/serve/site.h"
#include "cli/serve/web_address.h"
#include "indexer/indexer.h"
#include "tests/fuzz/require.h"
#include "tests/support/temp_dir.h"

using namespace assay;
using fuzz::require;

namespace {

constexpr const char* host = "127.0.0.1:4173";

std::string take_line(std::string_view& bytes) {
    const std::size_t end = std::min(bytes.find('\n'), bytes.size());
    std::string line(bytes.substr(0, end));
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
    return line;
}

cli::Site& site() {
    static const test::TempDir folder(test::memory_directory());
    static cli::SessionPool pool([] {
        folder.write(
            "notes/a.md",
            "---\ntags: [city/rain]\ncreated: 2023-04-02\n---\n# A\n\n[[b|c]] rain ==x==\n");
        folder.write("notes/deep/b.md",
                     "# B\n\n> [!tip] T\n> x\n\n| a | b |\n|---|---|\n| 1 | 2 |\n");
        const std::filesystem::path root = folder.path() / "notes", index = folder.path() / "index";
        indexer::update_index(root, index, {});
        return cli::CorpusChoice{root, index};
    }());
    static cli::Site made(
        pool, cli::Access({"127.0.0.1"}, 4173, "secret"),
        [](cli::Session&, const std::string& path, std::uint32_t) -> std::optional<Error> {
            require(path == "a.md" || path == "deep/b.md", "only notes are opened");
            return std::nullopt;
        });
    return made;
}

bool has_header(const cli::HttpResponse& response, std::string_view name) {
    return std::any_of(response.headers.begin(), response.headers.end(),
                       [&](const auto& each) { return each.first == name; });
}

void check(const cli::HttpResponse& response) {
    require(response.status == 200 || response.status == 202 || response.status == 204 ||
                response.status == 303 || response.status == 304 ||
                (response.status >= 400 && response.status < 500),
            "nothing is our mistake");
    for (const char* name :
         {"Content-Security-Policy", "X-Content-Type-Options", "Cross-Origin-Resource-Policy"})
        require(has_header(response, name), "every response keeps others out");
    for (const auto& [name, value] : response.headers) {
        require(value.find_first_of("\r\n") == value.npos, "a header is one line");
        require(name != "Location" || (value.starts_with('/') && !value.starts_with("//")),
                "no way leads elsewhere");
    }
    if (response.type.starts_with("text/html"))
        for (const char* harmful :
             {"<script>", "<iframe", "<img src=x", "=\"javascript:", "<svg/onload"})
            require(response.body.find(harmful) == std::string::npos,
                    "nothing of a request is markup");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string_view bytes(reinterpret_cast<const char*>(data), size);
    cli::HttpRequest request;
    request.target = take_line(bytes);
    request.method = take_line(bytes);
    if (request.method.empty()) request.method = "GET";
    for (std::string line = take_line(bytes); !line.empty(); line = take_line(bytes)) {
        const std::size_t colon = line.find(':');
        if (colon == line.npos) continue;
        request.headers.emplace_back(line.substr(0, colon), line.substr(colon + 1));
    }
    request.body = bytes;
    const bool knows = std::any_of(request.headers.begin(), request.headers.end(),
                                   [](const auto& each) {
                                       return each.second.find("secret") != each.second.npos;
                                   }) ||
                       request.target.find("secret") != request.target.npos ||
                       request.target.find('%') != request.target.npos;
    const cli::HttpResponse stranger = site().answer(request);
    check(stranger);
    require(knows || stranger.status == 403 || stranger.status == 405 || stranger.status == 421,
            "no token, no answer");

    request.headers = {
        {"host", host}, {"cookie", "assay-4173=secret"}, {"origin", std::string("http://") + host}};
    check(site().answer(request));

    if (const Result<cli::WebAddress> address = cli::read_address(request.target)) {
        const Result<cli::WebAddress> again =
            cli::read_address(cli::written_address(address->path, address->parameters));
        require(again && again->path == address->path && again->parameters == address->parameters,
                "an address can be written");
    }
    return 0;
}
