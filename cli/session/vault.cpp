#include "cli/session/vault.h"

#include <array>
#include <cstdlib>
#include <string_view>

namespace assay::cli {
namespace fs = std::filesystem;
namespace {

struct Mark {
    std::string_view name;
    bool of_project;  // not of notes alone
};
/// If a folder has several, the first is named.
constexpr std::array marks{Mark{".assay.yaml", false}, Mark{".obsidian", false},
                           Mark{".zk", false},         Mark{"logseq/config.edn", false},
                           Mark{".foam", false},       Mark{"dendron.yml", false},
                           Mark{".git", true},         Mark{".hg", true},
                           Mark{".jj", true}};

fs::path home_folder() {
    const char* const home = std::getenv("HOME");
    std::error_code failed;
    return home != nullptr && *home == '/' ? fs::weakly_canonical(home, failed) : fs::path();
}

}  // namespace

std::optional<Vault> vault_around(const fs::path& folder) {
    const fs::path home = home_folder();
    std::error_code failed;
    for (fs::path here = folder; here != here.root_path(); here = here.parent_path()) {
        for (const Mark& mark : marks)
            if ((here != home || !mark.of_project) && fs::exists(here / mark.name, failed))
                return Vault{here, std::string(mark.name)};
        if (here == home) break;
    }
    return std::nullopt;
}

}  // namespace assay::cli
