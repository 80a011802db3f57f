#include "cli/terminal/output_file.h"

#include <poll.h>
#include <unistd.h>

#include <cerrno>

namespace assay::cli {

OutputFile::OutputFile(int file) : file_(file) {
    setp(buffer_.data(), buffer_.data() + buffer_.size());
}

OutputFile::int_type OutputFile::overflow(int_type character) {
    if (sync() != 0) return traits_type::eof();
    if (!traits_type::eq_int_type(character, traits_type::eof()))
        sputc(traits_type::to_char_type(character));
    return traits_type::not_eof(character);
}

int OutputFile::sync() {
    const char* at = pbase();
    while (error_ == 0 && at < pptr()) {
        const ssize_t written = write(file_, at, static_cast<std::size_t>(pptr() - at));
        if (written >= 0) {
            at += written;
        } else if (errno == EAGAIN) {  // a pipe that somebody made non-blocking
            pollfd ready{file_, POLLOUT, 0};
            poll(&ready, 1, -1);
        } else if (errno != EINTR) {
            error_ = errno;
        }
    }
    setp(buffer_.data(), buffer_.data() + buffer_.size());
    return error_ == 0 ? 0 : -1;
}

}  // namespace assay::cli
