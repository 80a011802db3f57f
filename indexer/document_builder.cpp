#include "indexer/document_builder.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "indexer/note/date.h"
#include "indexer/note/meta_values.h"
#include "indexer/posting_buffer.h"
#include "indexer/schema/fields.h"
#include "indexer/schema/link_target.h"
#include "indexer/text/file_name.h"
#include "indexer/text/limits.h"
#include "indexer/text/tokenizer.h"
#include "indexer/text/unicode.h"

namespace assay::indexer {
namespace {

class Builder {
public:
    Builder(Note note, const schema::FileState& state, PostingBuffer& postings)
        : note_(std::move(note)), meta_(meta_values(note_.record.meta)), postings_(postings) {
        const schema::NoteRecord& record = note_.record;
        add_words(record.title, title_wdf, schema::Field::title);
        for (const std::string& alias : record.aliases)
            add_words(alias, title_wdf, schema::Field::title);
        add_file_name();
        if (!note_.top_heading.empty())
            add_words(note_.top_heading, title_wdf, schema::Field::top_heading);
        add_body();
        for (const std::string& tag : record.tags) add_words(tag, 1);
        for (const std::string& text : note_.described) add_words(text, 1);
        postings_.write(document_);
        add_filters();
        add_values(state);
        document_.set_data(schema::pack(record));
    }

    Xapian::Document take() { return std::move(document_); }

private:
    /// Adds the folded word with its weight, and the exact form at the same position without
    /// weight. So phrases work for both, and lengths count each word once. A part has no weight, so
    /// that notes with the word itself come first.
    void add(const text::Token& token, Xapian::termpos position, Xapian::termcount wdf) {
        post(token.folded, token, position, token.is_part() ? 0 : wdf);
        if (!token.exact.empty()) postings_.add(token.exact, position, 0);
    }

    /// Adds a word of a field without weight. `title:x` is weighed like x itself (query_plan.h).
    void add_scoped(const text::Token& token, schema::Field field, Xapian::termpos position) {
        term_.assign(*schema::spec(field).prefix).append(token.folded);
        post(term_, token, position, 0);
    }

    void post(std::string_view term, const text::Token& token, Xapian::termpos position,
              Xapian::termcount wdf) {
        if (token.kind == text::Token::Kind::piece) postings_.add_without_position(term, wdf);
        else postings_.add(term, position, wdf);
    }

    void add_words(std::string_view text, Xapian::termcount wdf,
                   std::optional<schema::Field> field = {}) {
        Xapian::termpos last = base_;
        text::Tokenizer tokens(text);
        for (text::Token token; tokens.next(token);) {
            const Xapian::termpos position = base_ + token.position;
            last = std::max(
                last, position);  // a compound follows its parts but has the position of the first
            add(token, position, wdf);
            if (field) add_scoped(token, *field, position);
        }
        end_field(last);
    }

    /// Adds the words of the file name, like those of an alias. Adds nothing if the title or an
    /// alias says the same, which is the usual case. Words of the title or an alias get no more
    /// weight. Other words count once, because a file name is often older than the content.
    void add_file_name() {
        const schema::NoteRecord& record = note_.record;
        std::string name(text::told_name(record.path));
        std::replace(name.begin(), name.end(), '-', ' ');  // a slug is not a compound
        const std::string whole = text::whole_text(name);
        if (whole.empty()) return;
        std::vector<std::string> titles{" " + text::whole_text(record.title) + " "};
        for (const std::string& alias : record.aliases)
            titles.push_back(" " + text::whole_text(alias) + " ");
        const auto has = [&](const std::string& words) {
            return std::any_of(titles.begin(), titles.end(), [&](const std::string& title) {
                return title.find(words) != std::string::npos;
            });
        };
        const auto is_same = [&](std::string_view title) {
            return text::text_without_stop_words(title) == text::text_without_stop_words(name);
        };
        same_name_ = is_same(record.title) ||
                     std::any_of(record.aliases.begin(), record.aliases.end(), is_same);
        if (same_name_ || has(" " + whole + " ")) return;
        Xapian::termpos last = base_;
        text::Tokenizer tokens(name);
        for (text::Token token; tokens.next(token);) {
            const Xapian::termpos position = base_ + token.position;
            last = std::max(last, position);
            add(token, position, has(std::string(" ").append(token.folded).append(" ")) ? 0 : 1);
            add_scoped(token, schema::Field::file_name, position);
        }
        end_field(last);
    }

    void end_line(Xapian::termpos position) { postings_.add(line_end_, position, 0); }

    void end_field(Xapian::termpos last) {
        if (last > base_) end_line(last + 1);
        base_ = last + field_gap;
    }

    void add_body() {
        std::vector<Scope> scopes = note_.scopes;
        std::sort(scopes.begin(), scopes.end(),
                  [](const Scope& a, const Scope& b) { return a.begin < b.begin; });
        std::vector<Scope> open;
        auto next = scopes.begin();
        Xapian::termpos last = base_;
        text::Tokenizer tokens(note_.record.text);
        for (text::Token token; tokens.next(token);) {
            const Xapian::termpos position = base_ + token.position;
            if (position > last + 1 && last > base_) end_line(position - 1);
            last = std::max(last, position);
            note_.record.words +=
                token.kind == text::Token::Kind::word || token.kind == text::Token::Kind::unigram;
            add(token, base_ + token.position, 1);
            while (next != scopes.end() && next->begin <= token.begin) open.push_back(*next++);
            std::erase_if(open, [&](const Scope& scope) { return scope.end <= token.begin; });
            const Scope* before = nullptr;
            for (const Scope& scope : open) {
                // A quote inside a quote is counted once.
                if (before == nullptr || before->field != scope.field)
                    add_scoped(token, scope.field, base_ + token.position);
                before = &scope;
            }
        }
        end_field(last);
    }

    void add_filters() {
        const schema::NoteRecord& record = note_.record;
        document_.add_boolean_term(schema::make_term(schema::Field::path, record.path));
        document_.add_boolean_term(schema::make_term(schema::Field::lang, record.lang));
        for (const std::string& tag : record.tags) {
            const std::string folded = schema::fold_tag(tag);
            document_.add_boolean_term(schema::tag_term(folded, true));
            for (const std::string& each : schema::with_ancestors(folded))
                document_.add_boolean_term(schema::tag_term(each, false));
        }
        if (record.published)
            document_.add_boolean_term(
                schema::make_term(schema::Field::is, *record.published ? "published" : "draft"));
        for (const auto& [key, value] : meta_)
            document_.add_boolean_term(schema::meta_term(key, value));
        add_whole_title(record.title);
        for (const std::string& alias : record.aliases) add_whole_title(alias);
        if (!note_.top_heading.empty()) add_whole_title(note_.top_heading);
        if (!same_name_) add_whole_title(text::told_name(record.path));
        add_contents();
        add_links();
        for (std::size_t slash = record.path.find('/'); slash != record.path.npos;
             slash = record.path.find('/', slash + 1))
            document_.add_boolean_term(schema::make_term(
                schema::Field::folder, std::string_view(record.path).substr(0, slash)));
    }

    void add_whole_title(std::string_view title) {
        document_.add_boolean_term(
            schema::make_term(schema::Field::whole_title, text::whole_text(title)));
        document_.add_boolean_term(
            schema::make_term(schema::Field::whole_title, text::text_without_stop_words(title)));
    }

    /// Adds the terms by which the notes are found whose links may lead to some note, and that by
    /// which this note is found when a link has its name.
    void add_links() {
        const schema::NoteRecord& record = note_.record;
        const std::string path = schema::link_path(record.path);
        document_.add_boolean_term(schema::link_name_term(schema::last_name(path)));
        for (const std::string& name : schema::other_link_names(record.permalink, record.aliases))
            document_.add_boolean_term(schema::other_link_name_term(name));
        for (const schema::Link& link : record.links) {
            const schema::LinkTarget target = schema::link_target(link.kind, link.target);
            if (target.base == schema::LinkBase::outside) {
                if (const std::string host = schema::host_of(link.target); !host.empty())
                    document_.add_boolean_term(schema::link_term(schema::LinkTerm::host, host));
                continue;
            }
            if (!target.anchor.empty())
                document_.add_boolean_term(schema::link_term(schema::LinkTerm::anchored, {}));
            const std::string_view name = schema::last_name(target.path);
            if (name.empty() || name == "..") continue;
            const schema::LinkTerm kind = schema::is_wiki(link.kind) ? schema::LinkTerm::wiki
                                          : target.base == schema::LinkBase::root
                                              ? schema::LinkTerm::root
                                              : schema::LinkTerm::relative;
            document_.add_boolean_term(schema::link_term(kind, name));
        }
    }

    /// Adds the terms that `has:` finds.
    void add_contents() {
        const auto scoped = [&](schema::Field field) {
            return std::any_of(note_.scopes.begin(), note_.scopes.end(), [&](const Scope& scope) {
                return scope.field == field && scope.begin < scope.end;
            });
        };
        const Features& features = note_.features;
        const schema::NoteRecord& record = note_.record;
        const std::pair<std::string_view, bool> contents[] = {
            {"code", scoped(schema::Field::code)},
            {"heading", scoped(schema::Field::heading)},
            {"quote", scoped(schema::Field::quote)},
            {"table", features.table},
            {"image", features.image},
            {"link", features.link},
            {"footnote", features.footnote},
            {"task", features.task},
            {"math", features.math},
            {"tag", !record.tags.empty()},
            {"alias", !record.aliases.empty()},
            {"created", record.created.has_value()},
        };
        for (const auto& [name, held] : contents)
            if (held) document_.add_boolean_term(schema::make_term(schema::Field::has, name));
    }

    void add_values(const schema::FileState& state) {
        const schema::NoteRecord& record = note_.record;
        const auto sortable = [](auto number) {
            return Xapian::sortable_serialise(static_cast<double>(number));
        };
        if (record.created)
            document_.add_value(schema::slot(schema::Field::created),
                                sortable(record.created->seconds));
        document_.add_value(schema::slot(schema::Field::updated), sortable(record.updated.seconds));
        document_.add_value(schema::slot(schema::Field::modified), sortable(record.modified));
        const auto add_clock = [&](const schema::Date& date, schema::Field clock,
                                   schema::Field end) {
            const ClockTime written = clock_time(date);
            document_.add_value(schema::slot(clock), sortable(written.seconds));
            if (written.end) document_.add_value(schema::slot(end), sortable(*written.end));
        };
        if (record.created)
            add_clock(*record.created, schema::Field::created_clock, schema::Field::created_end);
        if (note_.says_updated)
            add_clock(record.updated, schema::Field::updated_clock, schema::Field::updated_end);
        document_.add_value(schema::slot(schema::Field::words), sortable(record.words));
        document_.add_value(schema::slot(schema::Field::passages),
                            sortable(record.headings.size() + 1));
        document_.add_value(schema::slot(schema::Field::title), unicode::fold(record.title));
        document_.add_value(schema::slot(schema::Field::tag), schema::pack_list(record.tags));
        document_.add_value(schema::slot(schema::Field::path), record.path);
        document_.add_value(schema::slot(schema::Field::lang), record.lang);
        std::vector<std::string> entries;
        for (const auto& [key, value] : meta_) entries.push_back(schema::meta_entry(key, value));
        document_.add_value(schema::slot(schema::Field::meta), schema::pack_list(entries));
        if (!record.permalink.empty() || !record.aliases.empty()) {
            std::vector<std::string> names{record.permalink};
            names.insert(names.end(), record.aliases.begin(), record.aliases.end());
            document_.add_value(schema::slot(schema::Field::link_name), schema::pack_list(names));
        }
        document_.add_value(schema::slot(schema::Field::change), schema::pack(state));
    }

    Note note_;
    const std::vector<std::pair<std::string, std::string>> meta_;  // of the record
    PostingBuffer& postings_;
    Xapian::Document document_;
    Xapian::termpos base_ = 0;
    bool same_name_ = false;  // the title or an alias is the file name
    std::string term_;
    const std::string line_end_ = schema::line_end_term();
};

}  // namespace

Xapian::Document build_document(Note note, const schema::FileState& state,
                                std::vector<Error>& problems) {
    thread_local PostingBuffer postings(text::max_note_terms);
    postings.clear();  // here, because the previous note may have failed half-way
    std::string path = note.record.path;
    Xapian::Document document = Builder(std::move(note), state, postings).take();
    if (postings.is_cut())
        problems.push_back(note_error("more than " + std::to_string(text::max_note_terms) +
                                          " different words; some of them cannot be found",
                                      SourcePos{std::move(path), 0},
                                      "split the note, or exclude it", "file"));
    return document;
}

}  // namespace assay::indexer
