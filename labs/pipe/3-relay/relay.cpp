// relay: passes standard input on to standard output through a child and a pipe, and says how many lines it was.
#include "copy.hpp"
#include <cstdio>
#include <sys/wait.h>
#include <unistd.h>

namespace {

int trouble(const char* with) {
  std::perror(with);
  return 1;
}

// The child: standard input into the pipe.
int feed(const int ends[2]) {
  const bool copied = copy(STDIN_FILENO, ends[1]) >= 0;
  ::close(ends[1]);
  ::close(ends[0]);
  return copied ? 0 : 1;
}

// The parent: the pipe to standard output, and the count.
int pass_on(const int ends[2]) {
  const long lines = copy(ends[0], STDOUT_FILENO);
  int result = 0;
  if (lines < 0) result = trouble("relay: copying");
  else if (::dprintf(STDOUT_FILENO, "%ld lines\n", lines) < 0) result = trouble("relay: the count");
  ::close(ends[0]);
  ::close(ends[1]);
  return result;
}

}  // namespace

int main() {
  int ends[2];
  if (::pipe(ends) != 0) return trouble("relay: pipe");
  const pid_t child = ::fork();
  if (child < 0) return trouble("relay: fork");
  if (child == 0) ::_exit(feed(ends));

  const int result = pass_on(ends);
  int status = 0;
  if (::waitpid(child, &status, 0) < 0) return trouble("relay: wait");
  return result == 0 && status == 0 ? 0 : 1;
}
