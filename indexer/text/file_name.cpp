#include "indexer/text/file_name.h"

#include <algorithm>
#include <cctype>
#include <iterator>
#include <string>

namespace assay::text {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// True for two digits that are a number from 1 to `most`.
bool is_number_to(std::string_view digits, int most) {
    if (digits.size() != 2 || !is_digit(digits[0]) || !is_digit(digits[1])) return false;
    const int number = (digits[0] - '0') * 10 + (digits[1] - '0');
    return number >= 1 && number <= most;
}

/// Returns the size of the date that `name` begins with; 0 if there is none. With more digits after
/// it, it is a number, as in 202403151230.
std::size_t date_size(std::string_view name) {
    if (name.size() < 8 || !std::all_of(name.begin(), name.begin() + 4, is_digit)) return 0;
    const bool hyphens = name[4] == '-';
    const std::size_t size = hyphens ? 10 : 8, month = hyphens ? 5 : 4, day = hyphens ? 8 : 6;
    if (name.size() < size || (hyphens && name[7] != '-') ||
        (name.size() > size && is_digit(name[size])))
        return 0;
    return is_number_to(name.substr(month, 2), 12) && is_number_to(name.substr(day, 2), 31) ? size
                                                                                            : 0;
}

}  // namespace

std::string_view file_name(std::string_view path) { return path.substr(path.rfind('/') + 1); }

std::string_view file_stem(std::string_view path) {
    const std::string_view name = file_name(path);
    return name.substr(0, name.rfind('.'));
}

bool is_note_name(std::string_view path) {
    const std::string_view name = file_name(path);
    const std::size_t dot = name.rfind('.');
    if (dot == name.npos || dot == 0) return false;
    std::string extension(name.substr(dot));
    for (char& c : extension)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
    return extension == ".md" || extension == ".markdown" || extension == ".mdx";
}

std::string_view told_name(std::string_view path) {
    std::string_view stem = file_stem(path);
    for (const std::string_view page :
         {".html", ".htm", ".aspx", ".php"})  // left over from a site made of web pages
        if (stem.size() > page.size() && stem.ends_with(page)) stem.remove_suffix(page.size());
    std::string_view told = stem.substr(date_size(stem));
    if (told.size() == stem.size()) return stem;
    const std::string_view begin = told;
    while (!told.empty()) {
        constexpr std::string_view joints = " -_.,:~+", dashes[] = {"\u2013", "\u2014"};
        const auto dash =
            std::find_if(std::begin(dashes), std::end(dashes),
                         [&](std::string_view each) { return told.starts_with(each); });
        if (joints.find(told.front()) != joints.npos) told.remove_prefix(1);
        else if (dash != std::end(dashes)) told.remove_prefix(dash->size());
        else break;
    }
    // "20240315th" is a word.
    const bool joined = told.size() < begin.size() || stem[4] == '-' || told.empty() ||
                        (static_cast<unsigned char>(told.front()) < 0x80 &&
                         !std::isalnum(static_cast<unsigned char>(told.front())));
    return told.empty() || !joined ? stem : told;
}

}  // namespace assay::text
