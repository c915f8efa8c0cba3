// Waits for ever, and has forgotten to run the command.
#include <csignal>
#include <cstdio>
#include <unistd.h>

int main(int argc, char**) {
  if (argc == 1) {
    std::fputs("stopper: which command?\n", stderr);
    return 2;
  }
  for (;;) pause();
}
