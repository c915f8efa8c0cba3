// right: the parent wraps the pipe in a std::streambuf of its own and copies it to std::cout
#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <iostream>
#include <streambuf>
#include <sys/wait.h>
#include <unistd.h>

class PipeBuffer : public std::streambuf {
 public:
  explicit PipeBuffer(int fd) : fd_(fd) {}

 protected:
  int_type underflow() override {
    ssize_t got;
    do got = ::read(fd_, bytes_.data(), bytes_.size());
    while (got < 0 && errno == EINTR);
    if (got <= 0) return traits_type::eof();
    setg(bytes_.data(), bytes_.data(), bytes_.data() + got);
    return traits_type::to_int_type(bytes_[0]);
  }
  int_type overflow(int_type c) override {
    if (traits_type::eq_int_type(c, traits_type::eof())) return traits_type::not_eof(c);
    const char byte = traits_type::to_char_type(c);
    return xsputn(&byte, 1) == 1 ? c : traits_type::eof();
  }
  std::streamsize xsputn(const char* bytes, std::streamsize size) override {
    std::streamsize done = 0;
    while (done < size) {
      const ssize_t put = ::write(fd_, bytes + done, static_cast<std::size_t>(size - done));
      if (put < 0 && errno == EINTR) continue;
      if (put < 0) break;
      done += put;
    }
    return done;
  }

 private:
  int fd_;
  std::array<char, 2048> bytes_;
};

static void copy(std::streambuf& from, std::ostream& to, std::size_t& lines) {
  char piece[1500];
  while (to) {
    // What one underflow brought, not more: in_avail() is 0 before the first and after the last byte of it.
    if (from.sgetc() == std::char_traits<char>::eof()) return;
    const std::streamsize got = from.sgetn(piece, std::min<std::streamsize>(from.in_avail(), sizeof piece));
    lines += static_cast<std::size_t>(std::count(piece, piece + got, '\n'));
    to.write(piece, got);
  }
}

int main() {
  int fd[2];
  if (::pipe(fd) != 0) {
    std::cerr << "relay: no pipe\n";
    return 1;
  }
  const pid_t child = ::fork();
  if (child < 0) {
    std::cerr << "relay: no child\n";
    return 1;
  }
  std::size_t lines = 0;
  if (child == 0) {
    ::close(fd[0]);
    PipeBuffer in(0);
    PipeBuffer inner(fd[1]);
    std::ostream to(&inner);
    copy(in, to, lines);
    ::_exit(to ? 0 : 1);
  }
  ::close(fd[1]);
  std::signal(SIGPIPE, SIG_IGN);
  std::ios::sync_with_stdio(false);
  PipeBuffer inner(fd[0]);
  copy(inner, std::cout, lines);
  std::cout << lines << " lines\n" << std::flush;
  const bool good = static_cast<bool>(std::cout);
  if (!good) std::cerr << "relay: cannot write\n";
  ::close(fd[0]);
  ::waitpid(child, nullptr, 0);
  return good ? 0 : 1;
}
