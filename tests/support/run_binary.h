// Runs the real binary: its own environment, stdout, stderr and exit code apart.
#pragma once

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <vector>

#include "tests/support/temp_dir.h"

namespace assay::test {

struct Run {
    int code = -1;  // exit code; 128 + signal when it was killed
    std::string out, err;
};

/// A folder with notes, a home and a cache of its own, in which the binary is run.
class Sandbox {
    TempDir dir_;

public:
    void write(std::string_view path, std::string_view content) const {
        dir_.write(std::string("notes/").append(path), content);
    }
    std::filesystem::path notes() const { return dir_ / "notes"; }
    std::filesystem::path path() const { return dir_.path(); }

    /// Variables for the runs that follow, over LC_ALL=C.UTF-8, TERM=dumb, HOME and XDG_CACHE_HOME
    /// of the sandbox.
    std::map<std::string, std::string> environment;
    std::filesystem::path working_directory = dir_.path();

    Run run(const std::vector<std::string>& args) const {
        const std::filesystem::path out = dir_ / "stdout", err = dir_ / "stderr";
        std::map<std::string, std::string> variables{{"LC_ALL", "C.UTF-8"},
                                                     {"TERM", "dumb"},
                                                     {"HOME", (dir_ / "home").string()},
                                                     {"XDG_CACHE_HOME", (dir_ / "cache").string()},
                                                     {"PATH", "/usr/bin:/bin"}};
        for (const auto& [name, value] : environment) variables[name] = value;
        std::vector<std::string> entries;
        for (const auto& [name, value] : variables)
            entries.push_back(std::string(name).append("=").append(value));
        std::vector<char*> envp, argv;
        for (std::string& entry : entries) envp.push_back(entry.data());
        std::vector<std::string> words{ASSAY_BINARY};
        words.insert(words.end(), args.begin(), args.end());
        for (std::string& word : words) argv.push_back(word.data());
        envp.push_back(nullptr);
        argv.push_back(nullptr);
        const pid_t child = fork();
        if (child == 0) {
            const int to_out = open(out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600),
                      to_err = open(err.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
            const int from_nothing = open("/dev/null", O_RDONLY);
            if (to_out < 0 || to_err < 0 || from_nothing < 0 ||
                chdir(working_directory.c_str()) != 0)
                _exit(126);
            dup2(from_nothing, 0);
            dup2(to_out, 1);
            dup2(to_err, 2);
            execve(ASSAY_BINARY, argv.data(), envp.data());
            _exit(127);
        }
        int status = 0;
        waitpid(child, &status, 0);
        Run run;
        run.code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
        run.out = content_of(out);
        run.err = content_of(err);
        return run;
    }

private:
    static std::string content_of(const std::filesystem::path& file) {
        std::ifstream in(file, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }
};

}  // namespace assay::test
