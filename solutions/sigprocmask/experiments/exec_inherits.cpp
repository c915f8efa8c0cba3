// Has a handler for SIGUSR1, ignores SIGUSR2, blocks SIGINT, and then
// executes itself again. What does the new program find?
#include <csignal>
#include <cstdio>
#include <unistd.h>

void handler(int) {}

const char* action_of(int number) {
  struct sigaction action;
  sigaction(number, nullptr, &action);
  if (action.sa_handler == SIG_DFL) return "default";
  return action.sa_handler == SIG_IGN ? "ignored" : "a handler";
}

int main(int argc, char** argv) {
  sigset_t set;
  if (argc == 1) {
    signal(SIGUSR1, handler);
    signal(SIGUSR2, SIG_IGN);
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigprocmask(SIG_BLOCK, &set, nullptr);
    execl("/proc/self/exe", argv[0], "again", nullptr);
  }
  sigprocmask(SIG_BLOCK, nullptr, &set);
  dprintf(1, "SIGUSR1 had a handler, now: %s\n", action_of(SIGUSR1));
  dprintf(1, "SIGUSR2 was ignored, now: %s\n", action_of(SIGUSR2));
  dprintf(1, "SIGINT was blocked, now: %s\n",
          sigismember(&set, SIGINT) ? "blocked" : "not blocked");
}
