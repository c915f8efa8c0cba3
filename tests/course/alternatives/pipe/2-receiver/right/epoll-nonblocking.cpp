// right: non-blocking reading with epoll(7), where epoll_wait may end with EINTR after a stop; blocking write loop
#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <fcntl.h>
#include <sys/epoll.h>
#include <unistd.h>

namespace {

int old_flags = 0;

[[noreturn]] void leave(int status) {
  fcntl(0, F_SETFL, old_flags);
  std::exit(status);
}

[[noreturn]] void fail(const std::string& what) {
  std::fprintf(stderr, "receiver: %s\n", what.c_str());
  leave(1);
}

void write_all(const std::string& bytes) {
  std::size_t at = 0;
  while (at < bytes.size()) {
    const ssize_t put = write(1, bytes.data() + at, bytes.size() - at);
    if (put >= 0) at += static_cast<std::size_t>(put);
    else if (errno != EINTR) fail(std::string("write: ") + std::strerror(errno));
  }
}

// Takes what is complete out of `in` and returns the texts with their newlines. False in `good`: a length above 4096.
std::string unpack(std::string& in, bool& good) {
  std::string out;
  std::size_t at = 0;
  while (in.size() - at >= 4) {
    std::uint32_t length;
    std::memcpy(&length, in.data() + at, 4);
    if (length > 4096) {
      good = false;
      break;
    }
    if (in.size() - at - 4 < length) break;
    out.append(in, at + 4, length);
    out += '\n';
    at += 4 + length;
  }
  in.erase(0, at);
  return out;
}

}  // namespace

int main() {
  old_flags = fcntl(0, F_GETFL);
  fcntl(0, F_SETFL, old_flags | O_NONBLOCK);
  const int ep = epoll_create1(0);
  epoll_event interest = {};
  interest.events = EPOLLIN;
  // A regular file cannot be waited for (EPERM) and is always ready.
  const bool waitable = epoll_ctl(ep, EPOLL_CTL_ADD, 0, &interest) == 0;

  std::string in;
  for (;;) {
    if (waitable) {
      epoll_event event;
      if (epoll_wait(ep, &event, 1, -1) < 0) {
        if (errno == EINTR) continue;
        fail(std::string("epoll_wait: ") + std::strerror(errno));
      }
    }
    char piece[3000];
    const ssize_t got = read(0, piece, sizeof piece);
    if (got < 0 && (errno == EAGAIN || errno == EINTR)) continue;
    if (got < 0) fail(std::string("read: ") + std::strerror(errno));
    if (got == 0) break;
    in.append(piece, static_cast<std::size_t>(got));
    bool good = true;
    write_all(unpack(in, good));
    if (!good) fail("a length above 4096");
  }
  if (!in.empty()) fail("the input ends inside a message");
  leave(0);
}
