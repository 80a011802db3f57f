// A terminal that is drawn on and read key by key. The only user of ncurses.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "query/values/search_result.h"

namespace assay::cli {

enum class Key : std::uint8_t {
    none,  // nothing was pressed in time
    text,
    enter,
    leave,
    up,
    down,
    page_up,
    page_down,
    left,
    right,
    home,
    end,
    backspace,
    erase,
    erase_line,
    erase_word,
    copy,
    tag,  // Alt and a digit
    resize,
};

struct KeyPress {
    Key key = Key::none;
    char32_t value = 0;  // of text: the character; of tag: 1 to 9
};

/// How a piece of a line looks.
struct Look {
    bool strong = false, faint = false, chosen = false;
};

class Screen {
public:
    /// Takes over the terminal `file`. Throws Failure(usage) if it cannot be drawn on.
    Screen(int file, bool color);

    /// Gives the terminal back as it was.
    ~Screen();
    Screen(const Screen&) = delete;
    Screen& operator=(const Screen&) = delete;

    std::size_t rows() const;
    std::size_t columns() const;

    /// The next key, for which it waits at most `milliseconds`. Line ends in pasted text are
    /// blanks.
    KeyPress next(int milliseconds);

    /// Empties the screen, for a new drawing.
    void begin();

    /// Writes `text`, without what no terminal may see, at most `width` columns wide. `marks` are
    /// ranges of `text`. Returns the columns that it takes.
    std::size_t write(std::size_t row, std::size_t column, std::size_t width, std::string_view text,
                      Look look = {}, const std::vector<query::TextRange>& marks = {});

    /// Shows what was written since begin(), with the cursor at this place.
    void show(std::size_t row, std::size_t column);

    /// Puts `text` into the clipboard of the terminal (OSC 52), which also works over ssh.
    void copy(std::string_view text);

private:
    int file_;
    bool color_, pasting_ = false;
};

}  // namespace assay::cli
