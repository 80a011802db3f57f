#include "cli/mcp/hit_list.h"

#include <algorithm>
#include <utility>

#include "cli/terminal/terminal.h"
#include "indexer/text/unicode.h"

namespace assay::cli {
namespace {

constexpr std::size_t most_title = 150, most_trail = 200, most_remark = 300;

/// "Outer › Inner" below the title; the outermost heading is left out if it is the title.
std::string trail_of(const query::Hit& hit) {
    std::string trail;
    if (hit.passages.empty()) return trail;
    for (const std::string& heading : hit.passages.front().headings)
        if (heading != hit.title) trail.append(trail.empty() ? "" : " › ").append(heading);
    return shortened(trail, most_trail);
}

/// At most `most` code points of the passage, around its first mark, whole words.
std::string excerpt_of(const query::Hit& hit, std::size_t most) {
    if (hit.passages.empty() || most == 0) return {};
    const query::Passage& passage = hit.passages.front();
    const std::string& text = passage.text;
    if (unicode::length(text) <= most) return text;
    std::size_t begin = passage.marks.empty() ? 0 : passage.marks.front().begin;
    const auto step_back = [&](std::size_t& at) {
        do --at;
        while (at > 0 && unicode::is_continuation(text[at]));
    };
    for (std::size_t count = 0; begin > 0 && count < most / 4; ++count) step_back(begin);
    if (const std::size_t blank = text.find(' ', begin); begin > 0 && blank != text.npos &&
                                                         !passage.marks.empty() &&
                                                         blank < passage.marks.front().begin)
        begin = blank + 1;
    std::size_t end = begin;
    for (std::size_t count = 0; end < text.size() && count < most; ++count)
        end += unicode::decode(text, end).size;
    if (const std::size_t blank = text.rfind(' ', end);
        end < text.size() && blank != text.npos && blank > begin + (end - begin) * 3 / 4)
        end = blank;
    return (begin > 0 ? "…" : "") + text.substr(begin, end - begin) +
           (end < text.size() ? "…" : "");
}

std::string joined_words(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) text.append(text.empty() ? "" : ", ").append(word);
    return shortened(text, most_title);
}

class HitPage {
public:
    HitPage(const query::SearchResult& result, const query::SearchRequest& request,
            const std::vector<std::string>& remarks)
        : result_(result), request_(request), remarks_(remarks) {}

    ToolAnswer answer(std::size_t hits, std::size_t excerpt) const {
        const std::size_t total = result_.total + result_.total_partial,
                          end = request_.offset + hits;
        ToolAnswer answer;
        Json list = Json::array();
        for (std::size_t i = 0; i < hits; ++i) add(result_.hits[i], excerpt, list, answer.text);
        answer.structured = {{"total", result_.total}};
        if (result_.total_partial > 0) answer.structured["total_partial"] = result_.total_partial;
        answer.structured["next_offset"] = end < total && hits > 0 ? Json(end) : Json(nullptr);
        answer.structured["hits"] = std::move(list);
        Json remarks = Json::array();
        std::string lines;
        for (const std::string& remark : remarks_) {
            remarks.push_back(shortened(remark, most_remark));
            lines += remarks.back().get<std::string>() + '\n';
        }
        if (!remarks.empty()) answer.structured["remarks"] = std::move(remarks);
        if (total > 0) lines += std::to_string(total) + (total == 1 ? " note" : " notes") + '\n';
        answer.text = lines + answer.text;
        if (end < total && hits > 0) answer.text += "more: offset " + std::to_string(end) + '\n';
        return answer;
    }

private:
    static void add(const query::Hit& hit, std::size_t most, Json& list, std::string& text) {
        const std::string title = shortened(hit.title, most_title), trail = trail_of(hit),
                          excerpt = excerpt_of(hit, most);
        const std::uint32_t line = hit.passages.empty() ? 1 : hit.passages.front().line;
        Json json{{"path", hit.path}, {"line", line}, {"title", title}};
        if (!trail.empty()) json["headings"] = trail;
        if (hit.created) json["created"] = *hit.created;
        if (!hit.missing.empty()) json["missing"] = joined_words(hit.missing);
        if (!excerpt.empty()) json["passage"] = excerpt;
        list.push_back(std::move(json));
        text += std::to_string(hit.rank) + ". " + printable(hit.path) + ':' + std::to_string(line) +
                ' ' + title + (trail.empty() ? "" : " › " + trail);
        if (hit.created) text += " (" + *hit.created + ')';
        if (!hit.missing.empty()) text += " lacks " + joined_words(hit.missing);
        text += '\n';
        if (!excerpt.empty()) text += "  " + excerpt + '\n';
    }

    const query::SearchResult& result_;
    const query::SearchRequest& request_;
    const std::vector<std::string>& remarks_;
};

}  // namespace

ToolAnswer hit_list(const query::SearchResult& result, const query::SearchRequest& request,
                    const std::vector<std::string>& remarks) {
    const std::size_t budget =
        std::min(max_result_bytes,
                 usual_result_bytes * std::max(request.limit, usual_mcp_hits) / usual_mcp_hits);
    const HitPage page(result, request, remarks);
    ToolAnswer answer;
    std::size_t hits = result.hits.size(), excerpt = max_passage_code_points;
    for (;;) {
        answer = page.answer(hits, excerpt);
        if (result_bytes(answer) <= budget || hits <= 1) return answer;
        constexpr std::size_t shortest = 100, step = 25;
        if (excerpt > shortest) excerpt -= step;
        else --hits;
    }
}

}  // namespace assay::cli
