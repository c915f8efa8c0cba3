// notify: the child reads lines and lays them into a ring; for each it sends its parent SIGUSR1. The parent prints them.
#include "ring.hpp"

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <sys/wait.h>
#include <unistd.h>

namespace {

Ring* ring = nullptr;

int trouble(const char* with) {
  std::fprintf(stderr, "notify: ");
  std::perror(with);
  return 1;
}

// In the parent: there is something in the ring.
void on_news(int) {
  const int kept = errno;
  char line[kLine];
  //[fix coalescing]
  //| if (take_line(ring, line)) print_line(line);
  // Signals do not queue: this one may stand for several. It says "look", not "one".
  while (take_line(ring, line)) print_line(line);
  //[end]
  errno = kept;
}

// The child.
int read_lines(pid_t parent) {
  char line[kLine];
  //[fix eof-flood]
  //| for (;;) {
  //|   next_line(line);
  while (next_line(line)) {
  //[end]
    //[fix overwrite]
    //|
    // The parent takes when it gets to it. Until then the places are full, and what lies there is not ours.
    wait_for_place(ring);
    //[end]
    put_line(ring, line);
    if (::kill(parent, SIGUSR1) != 0) return 1;  // nobody is there any more
  }
  return 0;
}

}  // namespace

int main() {
  ring = make_ring();
  if (ring == nullptr) return trouble("the ring");
  struct sigaction action = {};
  action.sa_handler = on_news;
  if (::sigaction(SIGUSR1, &action, nullptr) != 0) return trouble("SIGUSR1");

  const pid_t parent = ::getpid();
  const pid_t child = ::fork();
  if (child < 0) return trouble("fork");
  if (child == 0) ::_exit(read_lines(parent));

  int status = 0;
  //[fix wait-interrupted]
  //| ::waitpid(child, &status, 0);
  // signal(7): after a handler, waitpid fails with EINTR. The child has not ended by that; wait on.
  while (::waitpid(child, &status, 0) < 0)
    if (errno != EINTR) return trouble("wait");
  //[end]
  return status == 0 ? 0 : 1;
}
