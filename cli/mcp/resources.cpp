#include "cli/mcp/resources.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/mcp/hit_list.h"
#include "cli/mcp/note_reading.h"
#include "indexer/text/file_name.h"
#include "indexer/text/unicode.h"
#include "query/note_lookup.h"
#include "query/searcher.h"

namespace assay::cli {
namespace {

constexpr std::string_view note_scheme = "assay://note/", tag_scheme = "assay://tag/";
constexpr std::string_view note_template = "assay://note/{+path}",
                           tag_template = "assay://tag/{+tag}";
constexpr std::string_view part_sign = "?lines=";

std::optional<unsigned> hex_digit(char digit) {
    unsigned value = 0;
    const auto [stop, failed] = std::from_chars(&digit, &digit + 1, value, 16);
    return failed == std::errc() && stop == &digit + 1 ? std::optional(value) : std::nullopt;
}

/// `text` with %XX as the byte that it means (RFC 3986). Other percent signs stay.
std::string percent_decoded(std::string_view text) {
    std::string decoded;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto high =
            at + 2 < text.size() && text[at] == '%' ? hex_digit(text[at + 1]) : std::nullopt;
        const auto low = high ? hex_digit(text[at + 2]) : std::nullopt;
        if (low) decoded += static_cast<char>(*high * 16 + *low);
        else decoded += text[at];
        if (low) at += 2;
    }
    return decoded;
}

std::string percent_encoded(std::string_view text) {
    constexpr std::string_view plain =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string encoded;
    for (const char byte : text) {
        const auto value = static_cast<unsigned char>(byte);
        if (plain.find(byte) != plain.npos) encoded += byte;
        else encoded.append({'%', digits[value / 16], digits[value % 16]});
    }
    return encoded;
}

/// The note whose path `written` is, decoded or as it is; nullopt if there is none.
std::optional<std::string> note_at(Session& session, std::string_view written) {
    for (std::string path : {percent_decoded(written), std::string(written)})
        if (query::indexed_hash(session.index(), path)) return path;
    return std::nullopt;
}

Failure no_resource(const std::string& uri) {
    return Failure(missing_error("there is no resource " + shortened(uri, 300),
                                 "take the path of a hit of search"));
}

Json note_contents(Session& session, const std::string& uri) {
    std::string_view written = std::string_view(uri).substr(note_scheme.size());
    ReadingRequest request;
    std::optional<std::string> path = note_at(session, written);
    if (const std::size_t sign = written.rfind(part_sign); !path && sign != written.npos) {
        request.lines = percent_decoded(written.substr(sign + part_sign.size()));
        path = note_at(session, written.substr(0, sign));
    }
    if (!path) throw no_resource(uri);
    constexpr std::size_t room_around = 15'000;  // the paths three times, percent-encoded
    request.path = *std::move(path);
    request.most_bytes = max_result_bytes - room_around;
    for (;;) {
        const NoteReading reading = read_lines(session, request);
        Json contents =
            Json::array({{{"uri", uri}, {"mimeType", "text/markdown"}, {"text", reading.text}}});
        if (!reading.next.empty()) {
            const std::string next = std::string(note_scheme) + percent_encoded(request.path) +
                                     std::string(part_sign) + reading.next;
            contents.push_back({{"uri", next},
                                {"mimeType", "text/plain"},
                                {"text", "The note goes on: read this URI."}});
        }
        if (one_line(contents).size() + room_around / 4 <= max_result_bytes) return contents;
        request.most_bytes -= request.most_bytes / 10;
    }
}

Json tag_contents(Session& session, const std::string& uri) {
    query::SearchRequest request;
    request.tags = {percent_decoded(std::string_view(uri).substr(tag_scheme.size()))};
    request.limit = max_mcp_hits;
    request.passages = 0;
    const Result<query::SearchResult> found =
        query::Searcher(session.index()).search(session.configured(request));
    if (!found) throw Failure(found.error());
    if (found->total == 0) throw no_resource(uri);
    return Json::array(
        {{{"uri", uri}, {"mimeType", "text/plain"}, {"text", hit_list(*found, request, {}).text}}});
}

/// Paths, or tags with the most frequent first.
std::vector<std::string> known_values(Session& session, bool are_tags) {
    if (!are_tags) return query::note_paths(session.index());
    query::SearchRequest every_note;
    every_note.limit = 0;
    every_note.facets = {"tag"};
    const Result<query::SearchResult> found = query::Searcher(session.index()).search(every_note);
    if (!found) throw Failure(found.error());
    std::vector<std::string> values;
    for (const query::FacetCount& tag : found->facets.front().counts) values.push_back(tag.value);
    return values;
}

}  // namespace

Json resource_templates() {
    return Json::array({{{"uriTemplate", note_template},
                         {"name", "note"},
                         {"description", "A note as it was written"},
                         {"mimeType", "text/markdown"}},
                        {{"uriTemplate", tag_template},
                         {"name", "tag"},
                         {"description", "The newest notes with a tag"},
                         {"mimeType", "text/plain"}}});
}

Json read_resource(const std::string& uri, const OpenSession& open) {
    if (uri.starts_with(note_scheme)) {
        Session session = open();
        return note_contents(session, uri);
    }
    if (!uri.starts_with(tag_scheme) || uri.size() == tag_scheme.size()) throw no_resource(uri);
    Session session = open();
    return tag_contents(session, uri);
}

Json complete_resource(const std::string& uri_template, const std::string& begun,
                       const OpenSession& open) {
    constexpr std::size_t most = 100;  // by the specification
    const bool are_tags = uri_template == tag_template;
    if (!are_tags && uri_template != note_template)
        throw Failure(usage_error("there is no resource template " + shortened(uri_template, 300)));
    Session session = open();
    const std::string folded = unicode::fold(begun);
    // The better the place of what was begun, the earlier: at the front, at the front of the name,
    // anywhere.
    std::vector<std::string> places[3];
    for (std::string& value : known_values(session, are_tags)) {
        const std::string known = unicode::fold(value);
        if (known.starts_with(folded)) places[0].push_back(std::move(value));
        else if (text::file_name(known).starts_with(folded)) places[1].push_back(std::move(value));
        else if (known.find(folded) != known.npos) places[2].push_back(std::move(value));
    }
    Json values = Json::array();
    std::size_t total = 0;
    for (const std::vector<std::string>& place : places) {
        total += place.size();
        for (const std::string& value : place)
            if (values.size() < most) values.push_back(value);
    }
    const bool has_more = values.size() < total;
    return {{"values", std::move(values)}, {"total", total}, {"hasMore", has_more}};
}

}  // namespace assay::cli
