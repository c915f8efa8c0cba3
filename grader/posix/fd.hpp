// One owner for each file descriptor. Everything opened by the grader is close-on-exec from the start
// (open(2) O_CLOEXEC, pipe2(2)), so that no descriptor of ours ever reaches a student's program.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace ipclab::posix {

class Fd {
 public:
  Fd() = default;
  explicit Fd(int fd) noexcept : fd_(fd) {}
  Fd(Fd&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Fd& operator=(Fd&& other) noexcept {
    if (this != &other) { reset(); fd_ = std::exchange(other.fd_, -1); }
    return *this;
  }
  ~Fd() { reset(); }

  [[nodiscard]] int get() const noexcept { return fd_; }
  [[nodiscard]] bool open() const noexcept { return fd_ >= 0; }
  [[nodiscard]] int release() noexcept { return std::exchange(fd_, -1); }
  void reset() noexcept;  // never repeated after EINTR: on Linux the descriptor is gone (close(2))

 private:
  int fd_ = -1;  // -1 when nothing is owned
};

struct Pipe { Fd read, write; };

// Close-on-exec pipe(7). Throws Error.
[[nodiscard]] Pipe make_pipe();
// Close-on-exec stream socket pair, unix(7). Throws Error.
[[nodiscard]] std::pair<Fd, Fd> make_socket_pair();
// open(2) with O_CLOEXEC added. Throws Error.
[[nodiscard]] Fd open_file(const std::string& path, int flags, unsigned mode = 0);
// The same, but nothing when it cannot be opened (errno is kept).
[[nodiscard]] std::optional<Fd> try_open(const std::string& path, int flags, unsigned mode = 0);

void set_nonblocking(int fd, bool on = true);
// Reads to the end; up to `limit` bytes.
[[nodiscard]] std::string read_all(int fd, std::size_t limit = std::string::npos);
// Writes every byte; repeats short and interrupted writes. Throws Error.
void write_all(int fd, std::string_view bytes);

// A whole file, or nothing when it cannot be read. Right for /proc, whose files have no size.
[[nodiscard]] std::optional<std::string> read_file(const std::string& path, std::size_t limit = std::string::npos);
// One write(2) to an existing file (what /proc/sys wants): 0, or the errno.
[[nodiscard]] int put(const std::string& path, std::string_view text) noexcept;
// Replaces a file's content in one step: a temporary file beside it, fsync(2), rename(2). Throws Error.
void replace_file(const std::string& path, std::string_view content, unsigned mode = 0644);
// Target of a symbolic link, or nothing.
[[nodiscard]] std::optional<std::string> read_link(const std::string& path);

}  // namespace ipclab::posix
