// worker [STATUS]: a command to try stopper with. It reads its input to the end, and then stops, as Ctrl-Z would do it.
// With a STATUS it does not stop but ends with that, by a signal if it is more than 128.
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <unistd.h>

namespace {

void say(const char* line) {
  std::puts(line);
  std::fflush(stdout);
}

}  // namespace

int main(int argc, char** argv) {
  say("begun");
  char piece[512];
  while (::read(STDIN_FILENO, piece, sizeof piece) > 0) {}
  say("half done");
  if (argc < 2) {
    std::raise(SIGSTOP);
    say("done");
    return 0;
  }
  const int status = std::atoi(argv[1]);
  if (status > 128) std::raise(status - 128);
  return status;
}
