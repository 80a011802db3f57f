#include "cli/mcp/frame_reader.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <string_view>

namespace assay::cli {
namespace {

void append(InputFrame& frame, std::string_view piece) {
    if (frame.too_long) return;
    if (frame.text.size() + piece.size() > max_frame_bytes) {
        frame = {"", true};
        return;
    }
    frame.text += piece;
}

bool is_blank(const InputFrame& frame) {
    return !frame.too_long && frame.text.find_first_not_of(" \t\r") == std::string::npos;
}

}  // namespace

std::optional<InputFrame> FrameReader::next() {
    InputFrame frame;
    for (;;) {
        const char* const begin = chunk_.data() + begin_;
        const char* const end = chunk_.data() + end_;
        const char* const line_end = std::find(begin, end, '\n');
        append(frame, {begin, line_end});
        if (line_end != end) {
            begin_ += static_cast<std::size_t>(line_end - begin) + 1;
            if (!is_blank(frame)) return frame;
            frame = {};
            continue;
        }
        ssize_t count = 0;
        do {
            count = read(file_, chunk_.data(), chunk_.size());
        } while (count < 0 && errno == EINTR);
        begin_ = 0;
        end_ = count > 0 ? static_cast<std::size_t>(count) : 0;
        if (count > 0) continue;
        return is_blank(frame) ? std::nullopt : std::optional(std::move(frame));
    }
}

}  // namespace assay::cli
