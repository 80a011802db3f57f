#include "cli/pick/screen.h"

#define NCURSES_NOMACROS
#include <curses.h>
#include <langinfo.h>
#include <unistd.h>

#include <algorithm>
#include <clocale>
#include <cstdio>
#include <cstring>
#include <cwchar>

#include "cli/terminal/base64.h"
#include "cli/terminal/terminal.h"
#include "indexer/text/error.h"
#include "indexer/text/unicode.h"

namespace assay::cli {
namespace {

// Codes of keys that ncurses does not know.
constexpr int paste_begins = KEY_MAX + 1, paste_ends = KEY_MAX + 2, first_tag = KEY_MAX + 10;
constexpr short mark_pair = 1, tag_pair = 2;
constexpr std::string_view paste_on = "\x1b[?2004h", paste_off = "\x1b[?2004l";

constexpr wint_t control(char letter) { return static_cast<wint_t>(letter - '@'); }

void write_all(int file, std::string_view text) {
    while (!text.empty()) {
        const ssize_t count = ::write(file, text.data(), text.size());
        if (count <= 0) return;  // the terminal is gone, and so is its clipboard
        text.remove_prefix(static_cast<std::size_t>(count));
    }
}

/// ncurses writes UTF-8 only where the locale has it.
void use_utf8() {
    if (std::setlocale(LC_CTYPE, "") == nullptr || std::strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
        std::setlocale(LC_CTYPE, "C.UTF-8");
}

Key key_of(int code) {
    switch (code) {
        case KEY_ENTER: return Key::enter;
        case KEY_UP: return Key::up;
        case KEY_DOWN: return Key::down;
        case KEY_PPAGE: return Key::page_up;
        case KEY_NPAGE: return Key::page_down;
        case KEY_LEFT: return Key::left;
        case KEY_RIGHT: return Key::right;
        case KEY_HOME: return Key::home;
        case KEY_END: return Key::end;
        case KEY_BACKSPACE: return Key::backspace;
        case KEY_DC: return Key::erase;
        case KEY_RESIZE: return Key::resize;
        default: return Key::none;
    }
}

KeyPress key_of(wint_t value) {
    struct Named {
        wint_t value;
        Key key;
    };
    constexpr Named named[] = {
        {control('M'), Key::enter},      {control('['), Key::leave},
        {control('C'), Key::leave},      {control('G'), Key::leave},
        {control('P'), Key::up},         {control('K'), Key::up},
        {control('N'), Key::down},       {control('J'), Key::down},
        {control('B'), Key::left},       {control('F'), Key::right},
        {control('A'), Key::home},       {control('E'), Key::end},
        {control('H'), Key::backspace},  {0x7F, Key::backspace},
        {control('D'), Key::erase},      {control('U'), Key::erase_line},
        {control('W'), Key::erase_word}, {control('Y'), Key::copy},
    };
    for (const Named& each : named)
        if (each.value == value) return {each.key};
    const auto character = static_cast<char32_t>(value);
    const bool is_shown = character >= 0x20 && !unicode::is_invisible(character);
    return is_shown ? KeyPress{Key::text, character} : KeyPress{};
}

}  // namespace

Screen::Screen(int file, bool color) : file_(file), color_(color) {
    use_utf8();
    // The streams live as long as the process: ncurses keeps them.
    std::FILE* const in = fdopen(dup(file), "r");
    std::FILE* const out = fdopen(dup(file), "w");
    if (in == nullptr || out == nullptr || newterm(nullptr, out, in) == nullptr)
        throw Failure(usage_error("this terminal cannot be drawn on",
                                  "use assay search, or set TERM to the name of your terminal"));
    raw();
    noecho();
    nonl();
    set_escdelay(25);
    keypad(stdscr, TRUE);
    define_key("\x1b[200~", paste_begins);
    define_key("\x1b[201~", paste_ends);
    for (int digit = 1; digit <= 9; ++digit)
        define_key(("\x1b" + std::to_string(digit)).c_str(), first_tag + digit);
    color_ = color_ && has_colors();
    if (color_) {
        start_color();
        use_default_colors();
        init_pair(mark_pair, COLOR_RED, -1);
        init_pair(tag_pair, COLOR_CYAN, -1);
    }
    write_all(file_, paste_on);
}

Screen::~Screen() {
    write_all(file_, paste_off);
    endwin();
}

std::size_t Screen::rows() const { return static_cast<std::size_t>(std::max(1, getmaxy(stdscr))); }

std::size_t Screen::columns() const {
    return static_cast<std::size_t>(std::max(1, getmaxx(stdscr)));
}

KeyPress Screen::next(int milliseconds) {
    timeout(milliseconds);
    wint_t value = 0;
    const int kind = get_wch(&value);
    if (kind == ERR) return {};
    if (kind == KEY_CODE_YES) {
        const int code = static_cast<int>(value);
        if (code == paste_begins || code == paste_ends) pasting_ = code == paste_begins;
        if (code > first_tag && code <= first_tag + 9)
            return {Key::tag, static_cast<char32_t>(code - first_tag)};
        return {key_of(code)};
    }
    if (!pasting_) return key_of(value);
    const bool is_blank = value == '\r' || value == '\n' || value == '\t';
    const KeyPress pressed = key_of(is_blank ? static_cast<wint_t>(' ') : value);
    return pressed.key == Key::text ? pressed : KeyPress{};
}

void Screen::begin() { werase(stdscr); }

std::size_t Screen::write(std::size_t row, std::size_t column, std::size_t width,
                          std::string_view text, Look look,
                          const std::vector<query::TextRange>& marks) {
    if (row >= rows() || column >= columns()) return 0;
    width = std::min(width, columns() - column);
    wmove(stdscr, static_cast<int>(row), static_cast<int>(column));
    std::size_t taken = 0;
    auto mark = marks.begin();
    for (std::size_t at = 0; at < text.size();) {
        const unicode::CodePoint point = unicode::decode(text, at);
        const std::string shown = printable(text.substr(at, point.size));
        const std::size_t columns_of_it = unicode::display_width(shown);
        if (taken + columns_of_it > width) break;
        while (mark != marks.end() && mark->end <= at) ++mark;
        const bool is_marked = mark != marks.end() && at >= mark->begin;
        attr_t looks = A_NORMAL;
        if (look.strong || is_marked) looks |= A_BOLD;
        if (look.faint && !is_marked) looks |= A_DIM;
        if (look.chosen) looks |= A_REVERSE;
        if (is_marked && !color_) looks |= A_UNDERLINE;
        wattr_set(stdscr, looks, is_marked && color_ ? mark_pair : short{0}, nullptr);
        waddnstr(stdscr, shown.c_str(), static_cast<int>(shown.size()));
        taken += columns_of_it;
        at += point.size;
    }
    wattr_set(stdscr, A_NORMAL, 0, nullptr);
    return taken;
}

void Screen::show(std::size_t row, std::size_t column) {
    wmove(stdscr, static_cast<int>(std::min(row, rows() - 1)),
          static_cast<int>(std::min(column, columns() - 1)));
    wrefresh(stdscr);
}

void Screen::copy(std::string_view text) { write_all(file_, "\x1b]52;c;" + base64(text) + "\x07"); }

}  // namespace assay::cli
