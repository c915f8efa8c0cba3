// wrong: being stopped and continued ends epoll_wait with EINTR, and that is taken for an error
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <string>
#include <sys/epoll.h>
#include <unistd.h>

int main() {
  const int ep = epoll_create1(0);
  epoll_event interest = {};
  interest.events = EPOLLIN;
  if (epoll_ctl(ep, EPOLL_CTL_ADD, 0, &interest) < 0) {
    perror("receiver: epoll_ctl");
    return 1;
  }
  std::string in;
  for (;;) {
    epoll_event event;
    if (epoll_wait(ep, &event, 1, -1) < 0) {
      fflush(stdout);
      perror("receiver: epoll_wait");
      return 1;
    }
    char piece[4096];
    const ssize_t got = read(0, piece, sizeof piece);
    if (got <= 0) break;
    in.append(piece, static_cast<std::size_t>(got));
    std::uint32_t length;
    while (in.size() >= 4 && (memcpy(&length, in.data(), 4), in.size() - 4 >= length) && length <= 4096) {
      fwrite(in.data() + 4, 1, length, stdout);
      putchar('\n');
      in.erase(0, 4 + length);
    }
    if (in.size() >= 4 && (memcpy(&length, in.data(), 4), length > 4096)) break;
  }
  const bool flushed = fflush(stdout) == 0;
  if (!in.empty() || !flushed) {
    fprintf(stderr, "receiver: damaged input or output\n");
    return 1;
  }
  return 0;
}
