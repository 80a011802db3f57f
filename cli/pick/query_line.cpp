#include "cli/pick/query_line.h"

#include "indexer/text/limits.h"
#include "indexer/text/unicode.h"

namespace assay::cli {

std::size_t QueryLine::before(std::size_t at) const {
    if (at == 0) return 0;
    do --at;
    while (at > 0 && unicode::is_continuation(text_[at]));
    return at;
}

bool QueryLine::take(const KeyPress& pressed) {
    const auto erase_from = [this](std::size_t begin) {
        text_.erase(begin, at_ - begin);
        at_ = begin;
    };
    switch (pressed.key) {
        case Key::text: {
            std::string character;
            unicode::append(character, pressed.value);
            if (text_.size() + character.size() > text::max_query_bytes) return true;
            text_.insert(at_, character);
            at_ += character.size();
            return true;
        }
        case Key::left: at_ = before(at_); return true;
        case Key::right:
            if (at_ < text_.size()) at_ += unicode::decode(text_, at_).size;
            return true;
        case Key::home: at_ = 0; return true;
        case Key::end: at_ = text_.size(); return true;
        case Key::backspace: erase_from(before(at_)); return true;
        case Key::erase:
            if (at_ < text_.size()) text_.erase(at_, unicode::decode(text_, at_).size);
            return true;
        case Key::erase_line: erase_from(0); return true;
        case Key::erase_word: {
            std::size_t begin = at_;
            while (begin > 0 && text_[begin - 1] == ' ') --begin;
            while (begin > 0 && text_[begin - 1] != ' ') --begin;
            erase_from(begin);
            return true;
        }
        default: return false;
    }
}

}  // namespace assay::cli
