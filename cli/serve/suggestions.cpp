#include "cli/serve/suggestions.h"

#include <algorithm>
#include <array>

#include "cli/serve/page_frame.h"
#include "cli/serve/request_parameters.h"
#include "indexer/text/unicode.h"
#include "query/corpus_words.h"
#include "query/language/query_string.h"
#include "query/note_titles.h"

namespace assay::cli {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 13> fields{
    {{"title:", "in the title"},
     {"heading:", "in a heading"},
     {"quote:", "in a quote"},
     {"code:", "in code"},
     {"tag:", "with a tag"},
     {"file:", "in the file name"},
     {"path:", "in a folder"},
     {"created:", "a date or a range"},
     {"updated:", "a date, or 7d"},
     {"lang:", "in a language"},
     {"is:", "published or draft"},
     {"has:", "table, code, image …"},
     {"words:", ">2000"}}};
constexpr std::size_t most = 10;

class Options {
public:
    void add(std::string_view kind, std::string_view shown, std::string_view note,
             const std::string& query, const std::string& address = {}) {
        if (count_ == most) return;
        html_.raw("<li role=\"option\" aria-selected=\"false\"")
            .attribute("id", "option-" + std::to_string(count_++))
            .attribute("data-query", query);
        if (!address.empty()) html_.attribute("data-address", address);
        html_.raw("><span class=\"kind\">")
            .text(kind)
            .raw("</span> <bdi>")
            .text(shown)
            .raw("</bdi> <span class=\"count\">")
            .text(note)
            .raw("</span></li>");
    }
    std::string take() { return html_.take(); }
    std::size_t count() const { return count_; }

private:
    Html html_;
    std::size_t count_ = 0;
};

void add_tags(Options& options, const std::vector<KnownTag>& tags, const std::string& before,
              const std::string& begun) {
    const std::string wanted = unicode::fold(begun);
    std::size_t added = 0;
    for (const auto& [folded, tag] : tags)
        if (folded.starts_with(wanted) && ++added <= 6)
            options.add("tag", "#" + tag.value, counted(tag.count, "note", "notes"),
                        before + "tag:" +
                            query::written_value(tag.value, query::QueryNode::Kind::tag) + " ");
}

}  // namespace

HttpResponse suggestions(SessionPool& pool, const WebAddress& address) {
    refuse_unknown(address, {"q"});
    const std::string query(address.value("q"));
    const std::size_t blank = query.find_last_of(" \t");
    const std::string before = query.substr(0, blank == query.npos ? 0 : blank + 1);
    const std::string word = query.substr(before.size());
    Options options;
    constexpr std::size_t longest = 64;
    if (!word.empty() && word.size() <= longest) {
        const SessionPool::Loan session = pool.borrow();
        const bool is_tag = word.starts_with('#') || word.starts_with("tag:");
        if (is_tag) {
            add_tags(options, session.facts().tags(*session), before,
                     word.substr(word[0] == '#' ? 1 : 4));
        } else {
            for (const auto& [field, meaning] : fields)
                if (field.starts_with(word) && field != word)
                    options.add("field", field, meaning, before + std::string(field));
            for (const query::FacetCount& each : query::words_beginning(session->index(), word, 4))
                options.add("word", each.value, counted(each.count, "note", "notes"),
                            before + each.value + " ");
            constexpr std::size_t least_letters = 2;
            if (unicode::length(query) >= least_letters)
                for (const query::TitledNote& note :
                     query::titles_beginning(session->index(), query, 4))
                    options.add("note", query + note.rest, note.path, query + note.rest,
                                escaped_path("/note/" + note.path));
            if (unicode::length(word) >= least_letters)
                add_tags(options, session.facts().tags(*session), before, word);
        }
    }
    return {200, "text/html; charset=utf-8", options.take()};
}

}  // namespace assay::cli
