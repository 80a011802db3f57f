#include "indexer/config.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <array>
#include <cstdlib>

#include "indexer/corpus.h"
#include "indexer/note/encoding.h"
#include "indexer/text/edit_distance.h"
#include "indexer/text/glob.h"
#include "indexer/text/limits.h"
#include "indexer/text/machine_error.h"
#include "indexer/text/unicode.h"

namespace assay::indexer {
namespace fs = std::filesystem;
namespace {

/// Reads one file into a Config.
class ConfigFile {
public:
    ConfigFile(fs::path file, bool of_user, Config& config)
        : file_(std::move(file)), of_user_(of_user), config_(config) {}

    void read() {
        std::error_code failed;
        if (!fs::exists(file_, failed)) {
            // HOME may belong to another user, so an unreadable file there is ignored. A corpus is
            // never read without its own file.
            if (failed && (!of_user_ || trouble_of(failed.value()) != Trouble::of_file))
                throw Failure(text::machine_error("cannot read " + file_.string(), failed.value(),
                                                  "check its permissions"));
            return;
        }
        if (!of_user_ && leads_out())
            refuse({}, "it is a link to a place outside the corpus", "put the file itself there");
        if (!fs::is_regular_file(file_, failed) ||
            fs::file_size(file_, failed) > text::max_config_bytes)
            refuse({}, "not a regular file of at most 1 MiB", "remove it, or write key: value");
        YAML::Node root;
        try {
            root = YAML::Load(decode_text(read_file(file_)).text);
        } catch (const YAML::Exception& error) {
            refuse(error.mark, "not valid YAML: " + error.msg, "correct it there");
        }
        if (root.IsNull()) return;
        if (!root.IsMap())
            refuse(root.Mark(), "not a list of key: value",
                   "write, for example, exclude: [\"templates/**\"]");
        for (const auto& entry : root) {
            if (!entry.first.IsScalar())
                refuse(entry.first.Mark(), "a key must be a word", "keys are " + names());
            read_key(entry.first.Scalar(), entry.first, entry.second);
        }
    }

private:
    using Reader = void (ConfigFile::*)(const YAML::Node& value);
    struct Key {
        std::string_view name;
        Reader read;
        bool user_only;
    };
    static const std::array<Key, 18> keys;

    [[noreturn]] void refuse(const YAML::Mark& mark, std::string message, std::string hint) const {
        const std::uint32_t line =
            mark.is_null() ? 0 : static_cast<std::uint32_t>(std::max(mark.line, 0)) + 1;
        if (!key_.empty()) message.insert(0, key_ + ": ");
        throw Failure(
            usage_error(std::move(message), std::move(hint), SourcePos{file_.string(), line}));
    }

    /// True for a link to a place outside the root. As for notes, such a link is not followed.
    bool leads_out() const {
        std::error_code failed;
        if (!fs::is_symlink(file_, failed)) return false;
        const fs::path root = fs::canonical(file_.parent_path(), failed);
        const fs::path target = failed ? fs::path() : fs::canonical(file_, failed);
        return failed || *target.lexically_relative(root).begin() == "..";
    }

    std::string names() const {
        std::string names;
        for (const Key& key : keys)
            if (of_user_ || !key.user_only)
                names.append(names.empty() ? "" : ", ").append(key.name);
        return names;
    }

    static std::string_view nearest(std::string_view given) {
        std::string_view best;
        std::size_t least = 3;
        for (const Key& key : keys) {
            const std::size_t distance = text::edit_distance(given, key.name, least);
            if (distance >= least) continue;
            least = distance;
            best = key.name;
        }
        return best;
    }

    void read_key(const std::string& name, const YAML::Node& key, const YAML::Node& value) {
        const auto known = std::find_if(keys.begin(), keys.end(),
                                        [&](const Key& each) { return each.name == name; });
        if (known == keys.end()) {
            const std::string_view near = nearest(name);
            refuse(
                key.Mark(), "there is no key " + name,
                near.empty() ? "keys are " + names() : "did you mean " + std::string(near) + "?");
        }
        if (known->user_only && !of_user_)
            refuse(key.Mark(), name + " cannot be set by a corpus",
                   "set it in " + user_config_file().string());
        key_ = name;
        if (!value.IsNull()) (this->*known->read)(value);
        key_.clear();
    }

    std::string text(const YAML::Node& value, const char* what) const {
        if (!value.IsScalar() || value.Scalar().empty())
            refuse(value.Mark(), std::string("expected ") + what, "write it after the colon");
        return value.Scalar();
    }
    std::vector<std::string> texts(const YAML::Node& value, const char* what) const {
        std::vector<std::string> all;
        if (value.IsScalar()) return {text(value, what)};
        if (!value.IsSequence())
            refuse(value.Mark(), std::string("expected a list of ") + what, "write [a, b]");
        if (value.size() > text::max_config_items)
            refuse(value.Mark(), "a list of more than " + std::to_string(text::max_config_items),
                   "shorten it");
        for (const YAML::Node& item : value) all.push_back(text(item, what));
        return all;
    }
    template <class Number>
    Number number(const YAML::Node& value, Number least, Number most,
                  const std::string& what) const {
        Number number{};
        if (!value.IsScalar() || !YAML::convert<Number>::decode(value, number) ||
            !(number >= least && number <= most))
            refuse(value.Mark(), "expected " + what, "write it after the colon");
        return number;
    }

    /// Refuses more globs than can be tried on every path without a delay.
    void check_globs(const YAML::Node& value) const {
        if (value.size() > text::max_config_globs)
            refuse(value.Mark(), "more than " + std::to_string(text::max_config_globs) + " globs",
                   "write fewer, such as a folder: drafts/**");
    }
    void exclude(const YAML::Node& value) {
        config_.exclude = texts(value, "globs");
        check_globs(value);
    }
    void site_url(const YAML::Node& value) {
        config_.site_url = text(value, "an address");
        if (!config_.site_url.starts_with("http://") && !config_.site_url.starts_with("https://"))
            refuse(value.Mark(), "expected an address", "write https://example.org");
    }
    std::string known_language(const YAML::Node& value) const {
        const std::string given = text(value, "a language, such as en");
        const std::optional<std::string> language = language_named(given);
        if (!language)
            refuse(value.Mark(), "there is no language " + given,
                   "write a code or a name, as in en or English");
        return *language;
    }
    void language(const YAML::Node& value) { config_.language = known_language(value); }
    void languages(const YAML::Node& value) {
        if (!value.IsMap())
            refuse(value.Mark(), "expected globs with languages", "write { \"de/**\": de }");
        check_globs(value);
        config_.languages.clear();
        for (const auto& entry : value)
            config_.languages.emplace_back(text(entry.first, "a glob"),
                                           known_language(entry.second));
    }
    void detect_language(const YAML::Node& value) {
        if (!value.IsScalar() || !YAML::convert<bool>::decode(value, config_.detect_language))
            refuse(value.Mark(), "expected true or false", "write detect_language: false");
    }
    void links(const YAML::Node& value) {
        if (!value.IsScalar() || !YAML::convert<bool>::decode(value, config_.check_links))
            refuse(value.Mark(), "expected on or off", "write links: off");
    }
    void html(const YAML::Node& value) {
        if (!value.IsScalar() || !YAML::convert<bool>::decode(value, config_.raw_html))
            refuse(value.Mark(), "expected true or false", "write html: true");
    }
    void facets(const YAML::Node& value) { config_.facets = texts(value, "front-matter keys"); }
    void weights(const YAML::Node& value) {
        if (!value.IsMap())
            refuse(value.Mark(), "expected globs with numbers", "write { \"clippings/**\": 0.3 }");
        check_globs(value);
        config_.weights.clear();
        for (const auto& entry : value)
            config_.weights.emplace_back(
                text(entry.first, "a glob"),
                number(entry.second, 0.001, 100.0, "a number from 0.001 to 100"));
    }
    void synonyms(const YAML::Node& value) {
        if (!value.IsSequence() || value.size() > text::max_config_items)
            refuse(value.Mark(), "expected lists of words", "write [[oss, \"open source\"]]");
        config_.synonyms.clear();
        for (const YAML::Node& group : value) {
            config_.synonyms.push_back(texts(group, "words"));
            if (config_.synonyms.back().size() < 2)
                refuse(group.Mark(), "expected two words or more",
                       "write [[oss, \"open source\"]]");
        }
    }
    static bool is_query_name(std::string_view name) {
        for (std::size_t at = 0; at < name.size(); at += unicode::decode(name, at).size) {
            const char32_t c = unicode::decode(name, at).value;
            const unicode::Class kind = unicode::classify(c);
            const bool is_letter = kind == unicode::Class::letter ||
                                   kind == unicode::Class::digit ||
                                   kind == unicode::Class::unspaced;
            if (!is_letter && c != '-' && c != '_') return false;
        }
        return !name.empty() && name.size() <= text::max_query_name_bytes;
    }
    void queries(const YAML::Node& value) {
        const char* const example = "write { drafts: \"is:draft\" }";
        if (!value.IsMap()) refuse(value.Mark(), "expected names with queries", example);
        if (value.size() > text::max_config_items)
            refuse(value.Mark(), "more than " + std::to_string(text::max_config_items) + " queries",
                   "shorten the list");
        const std::size_t before = config_.queries.size();  // queries of the corpus
        for (const auto& entry : value) {
            const std::string name = text(entry.first, "a name");
            if (!is_query_name(name))
                refuse(entry.first.Mark(), "\"" + name + "\" is not a valid name of a query",
                       "names are letters, digits, - and _");
            const auto same = std::find_if(
                config_.queries.begin(), config_.queries.end(), [&](const SavedQuery& each) {
                    return unicode::fold(each.name) == unicode::fold(name);
                });
            if (same - config_.queries.begin() >= static_cast<std::ptrdiff_t>(before) &&
                same != config_.queries.end())
                refuse(entry.first.Mark(), "there are two queries " + name,
                       "rename one of them: case does not count");
            SavedQuery query{
                name, text(entry.second, "a query"),
                SourcePos{file_.string(),
                          static_cast<std::uint32_t>(std::max(entry.second.Mark().line, 0)) + 1}};
            if (same != config_.queries.end()) *same = std::move(query);
            else config_.queries.push_back(std::move(query));
        }
    }
    void max_note_bytes(const YAML::Node& value) {
        if (std::uint64_t bytes = 0; !of_user_ &&
                                     YAML::convert<std::uint64_t>::decode(value, bytes) &&
                                     bytes > text::default_max_note_bytes)
            refuse(
                value.Mark(),
                "a corpus can only lower it from " + std::to_string(text::default_max_note_bytes),
                "set it in " + user_config_file().string());
        config_.max_note_bytes = number<std::uint64_t>(value, 1, text::highest_max_note_bytes,
                                                       "a number of bytes up to 1 GiB");
    }
    void refresh_budget_ms(const YAML::Node& value) {
        config_.refresh_budget_ms = number<std::int64_t>(value, 0, text::highest_refresh_budget_ms,
                                                         "milliseconds from 0 to 60000");
    }
    void follow_links(const YAML::Node& value) {
        if (!value.IsScalar() || !YAML::convert<bool>::decode(value, config_.follow_links))
            refuse(value.Mark(), "expected true or false", "write follow_links: true");
    }
    void editor(const YAML::Node& value) { config_.editor = text(value, "a program"); }
    void pager(const YAML::Node& value) { config_.pager = text(value, "a program"); }
    void hyperlink(const YAML::Node& value) {
        config_.hyperlink = text(value, "file, vscode, cursor, zed, none or a format");
    }
    void default_corpus(const YAML::Node& value) {
        std::string folder = text(value, "a folder");
        const char* home = std::getenv("HOME");
        if (folder.starts_with("~/") && home != nullptr) folder.replace(0, 1, home);
        config_.default_corpus = folder;
        if (!config_.default_corpus.is_absolute())
            refuse(value.Mark(), "expected a folder from / or ~/", "write ~/notes");
    }

    fs::path file_;
    bool of_user_;
    Config& config_;
    std::string key_;  // of the value that is being read
};

const std::array<ConfigFile::Key, 18> ConfigFile::keys{
    {{"exclude", &ConfigFile::exclude, false},
     {"site_url", &ConfigFile::site_url, false},
     {"language", &ConfigFile::language, false},
     {"languages", &ConfigFile::languages, false},
     {"detect_language", &ConfigFile::detect_language, false},
     {"facets", &ConfigFile::facets, false},
     {"weights", &ConfigFile::weights, false},
     {"synonyms", &ConfigFile::synonyms, false},
     {"queries", &ConfigFile::queries, false},
     {"links", &ConfigFile::links, false},
     {"html", &ConfigFile::html, false},
     {"max_note_bytes", &ConfigFile::max_note_bytes, false},
     {"refresh_budget_ms", &ConfigFile::refresh_budget_ms, false},
     {"follow_links", &ConfigFile::follow_links, true},
     {"editor", &ConfigFile::editor, true},
     {"pager", &ConfigFile::pager, true},
     {"hyperlink", &ConfigFile::hyperlink, true},
     {"default_corpus", &ConfigFile::default_corpus, true}}};

}  // namespace

LanguageChoice languages_for(const Config& config, std::string_view path) {
    LanguageChoice choice{{}, config.detect_language, config.language};
    if (config.languages.empty()) return choice;
    const text::Glob::Path tried(path);
    for (const auto& [glob, language] : config.languages)
        if (text::Glob(glob).matches(tried)) choice.of_path = language;
    return choice;
}

fs::path user_config_file() {
    const char* const config = std::getenv("XDG_CONFIG_HOME");
    if (config != nullptr && *config == '/') return fs::path(config) / "assay" / "config.yaml";
    const char* const home = std::getenv("HOME");
    return home != nullptr && *home == '/' ? fs::path(home) / ".config" / "assay" / "config.yaml"
                                           : fs::path();
}

Config load_config(const fs::path& root) {
    Config config;
    if (!root.empty()) ConfigFile(root / ".assay.yaml", false, config).read();
    if (const fs::path file = user_config_file(); !file.empty())
        ConfigFile(file, true, config).read();
    std::sort(config.queries.begin(), config.queries.end(),
              [](const SavedQuery& a, const SavedQuery& b) { return a.name < b.name; });
    return config;
}

std::string config_stamp(const Config& config) {
    std::string stamp =
        "language " + config.language + (config.detect_language ? "" : ", not detected");
    for (const auto& [glob, language] : config.languages)
        stamp.append(", ").append(language).append(" in ").append(glob);
    return stamp.append(", at most ")
        .append(std::to_string(config.max_note_bytes))
        .append(" bytes");
}

}  // namespace assay::indexer
