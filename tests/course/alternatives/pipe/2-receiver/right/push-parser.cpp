// right: a small state machine fed with pieces of seven bytes, SIGPIPE ignored, output collected and flushed at 64 KiB
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <unistd.h>

class Output {
 public:
  void add(char c) {
    bytes_.push_back(c);
    if (bytes_.size() >= 65536) flush();
  }
  void flush() {
    std::size_t at = 0;
    while (at < bytes_.size()) {
      const ssize_t n = ::write(STDOUT_FILENO, &bytes_[at], bytes_.size() - at);
      if (n == -1) {
        if (errno == EINTR) continue;
        std::perror("receiver: standard output");
        std::exit(1);
      }
      at += static_cast<std::size_t>(n);
    }
    bytes_.clear();
  }

 private:
  std::string bytes_;
};

class Parser {
 public:
  explicit Parser(Output& out) : out_(out) {}

  // False: the length is too large.
  bool feed(char c) {
    if (head_size_ < 4) {
      head_[head_size_++] = c;
      if (head_size_ < 4) return true;
      std::memcpy(&left_, head_, 4);
      if (left_ > 4096) return false;
    } else {
      out_.add(c);
      --left_;
    }
    if (left_ == 0) {
      out_.add('\n');
      head_size_ = 0;
    }
    return true;
  }
  bool between_messages() const { return head_size_ == 0; }

 private:
  Output& out_;
  char head_[4] = {};
  int head_size_ = 0;
  std::uint32_t left_ = 0;
};

int main() {
  std::signal(SIGPIPE, SIG_IGN);
  Output out;
  Parser parser(out);
  for (;;) {
    char piece[7];
    const ssize_t n = ::read(STDIN_FILENO, piece, sizeof piece);
    if (n == -1 && errno == EINTR) continue;
    if (n == -1) {
      std::perror("receiver: standard input");
      return 1;
    }
    if (n == 0) break;
    for (ssize_t i = 0; i < n; ++i) {
      if (parser.feed(piece[i])) continue;
      out.flush();
      std::fprintf(stderr, "receiver: a length above 4096\n");
      return 1;
    }
  }
  out.flush();
  if (!parser.between_messages()) {
    std::fprintf(stderr, "receiver: the input ends inside a message\n");
    return 1;
  }
  return 0;
}
