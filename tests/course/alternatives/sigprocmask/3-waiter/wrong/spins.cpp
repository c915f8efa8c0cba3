// wrong: looks at the flags all the time without sleeping
#include <csignal>
#include <cstdio>

static volatile sig_atomic_t start = 0;
static volatile sig_atomic_t stop = 0;

extern "C" void on_usr1(int) { start = 1; }
extern "C" void on_usr2(int) { stop = 1; }

static void say(const char* what) { printf("%s\n", what), fflush(stdout); }

int main() {
  struct sigaction action = {};
  action.sa_flags = SA_RESTART;
  action.sa_handler = on_usr1;
  sigaction(SIGUSR1, &action, nullptr);
  action.sa_handler = on_usr2;
  sigaction(SIGUSR2, &action, nullptr);
  say("ready");
  while (!start) continue;
  say("started");
  while (!stop) continue;
  say("stopped");
  return 0;
}
