#include "posix/fd.hpp"

#include "posix/error.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

namespace ipclab::posix {

void Fd::reset() noexcept {
  if (fd_ >= 0) {
    const int kept = errno;
    ::close(fd_);
    errno = kept;
    fd_ = -1;
  }
}

Pipe make_pipe() {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw Error("pipe2");
  return {Fd(ends[0]), Fd(ends[1])};
}

std::pair<Fd, Fd> make_socket_pair() {
  std::array<int, 2> ends{};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) throw Error("socketpair");
  return {Fd(ends[0]), Fd(ends[1])};
}

std::optional<Fd> try_open(const std::string& path, int flags, unsigned mode) {
  const int fd = ::open(path.c_str(), flags | O_CLOEXEC, mode);
  if (fd < 0) return std::nullopt;
  return Fd(fd);
}

Fd open_file(const std::string& path, int flags, unsigned mode) {
  auto fd = try_open(path, flags, mode);
  if (!fd) throw Error("open", path);
  return std::move(*fd);
}

void set_nonblocking(int fd, bool on) {
  const int flags = ::fcntl(fd, F_GETFL);
  if (flags < 0 || ::fcntl(fd, F_SETFL, on ? flags | O_NONBLOCK : flags & ~O_NONBLOCK) < 0) throw Error("fcntl");
}

std::string read_all(int fd, std::size_t limit) {
  std::string text;
  std::array<char, 65536> buffer;
  while (text.size() < limit) {
    const ssize_t n = ::read(fd, buffer.data(), std::min(buffer.size(), limit - text.size()));
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) throw Error("read");
    if (n == 0) break;
    text.append(buffer.data(), static_cast<std::size_t>(n));
  }
  return text;
}

void write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t n = ::write(fd, bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) throw Error("write");
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
}

std::optional<std::string> read_file(const std::string& path, std::size_t limit) {
  const auto fd = try_open(path, O_RDONLY);
  if (!fd) return std::nullopt;
  try {
    return read_all(fd->get(), limit);
  } catch (const Error&) {
    return std::nullopt;  // a directory, or a process of /proc that has just gone
  }
}

int put(const std::string& path, std::string_view text) noexcept {
  const int fd = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
  if (fd < 0) return errno;
  const int result = ::write(fd, text.data(), text.size()) < 0 ? errno : 0;
  ::close(fd);
  return result;
}

void replace_file(const std::string& path, std::string_view content, unsigned mode) {
  std::string temporary = path + ".XXXXXX";
  const Fd fd(::mkostemp(temporary.data(), O_CLOEXEC));
  if (!fd.open()) throw Error("mkostemp", temporary);
  try {
    write_all(fd.get(), content);
    if (::fchmod(fd.get(), mode) != 0) throw Error("fchmod", temporary);
    if (::fsync(fd.get()) != 0) throw Error("fsync", temporary);
    if (::rename(temporary.c_str(), path.c_str()) != 0) throw Error("rename", path);
  } catch (...) {
    ::unlink(temporary.c_str());
    throw;
  }
}

std::optional<std::string> read_link(const std::string& path) {
  std::string target(256, '\0');
  for (;;) {
    const ssize_t n = ::readlink(path.c_str(), target.data(), target.size());
    if (n < 0) return std::nullopt;
    if (static_cast<std::size_t>(n) < target.size()) {
      target.resize(static_cast<std::size_t>(n));
      return target;
    }
    target.resize(target.size() * 2);
  }
}

}  // namespace ipclab::posix
