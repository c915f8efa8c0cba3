// wrong: reads a non-blocking standard input in a loop until enough is there: waiting costs CPU time
#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <sched.h>
#include <fcntl.h>
#include <unistd.h>

static std::size_t read_exactly(void* to, std::size_t size) {
  std::size_t have = 0;
  while (have < size) {
    const ssize_t got = read(0, static_cast<char*>(to) + have, size - have);
    if (got > 0) have += static_cast<std::size_t>(got);
    else if (got < 0 && (errno == EAGAIN || errno == EINTR)) sched_yield();
    else break;
  }
  return have;
}

int main() {
  fcntl(0, F_SETFL, fcntl(0, F_GETFL) | O_NONBLOCK);
  char text[4096];
  std::uint32_t length;
  for (;;) {
    const std::size_t got = read_exactly(&length, 4);
    if (got == 0) break;
    if (got < 4 || length > 4096 || read_exactly(text, length) != length) {
      fflush(stdout);
      fprintf(stderr, "receiver: damaged input\n");
      return 1;
    }
    fwrite(text, 1, length, stdout);
    putchar('\n');
  }
  if (fflush(stdout) != 0) {
    perror("receiver");
    return 1;
  }
  return 0;
}
