// wrong: settings that have not gone on for two seconds count as read: the section ends before its input
#include <csignal>
#include <cstdio>
#include <poll.h>
#include <unistd.h>

static void say(const char* line) { printf("%s\n", line), fflush(stdout); }

int main() {
  sigset_t both;
  sigemptyset(&both);
  sigaddset(&both, SIGINT);
  sigaddset(&both, SIGQUIT);
  sigprocmask(SIG_BLOCK, &both, nullptr);
  say("blocked");
  for (char bytes[256];;) {
    pollfd in = {0, POLLIN, 0};
    if (poll(&in, 1, 2000) == 0) break;
    if (in.revents != 0 && read(0, bytes, sizeof bytes) <= 0) break;
  }
  say("open");
  for (int number = 0; sigwait(&both, &number) == 0;) {
    say(number == SIGINT ? "got SIGINT" : "got SIGQUIT");
    if (number == SIGQUIT) return 0;
  }
  return 1;
}
