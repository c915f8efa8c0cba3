// right: flags, and naps of 50 ms between two looks at them: it sleeps, and is only a little late
#include <csignal>
#include <cstdio>
#include <ctime>

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
  const timespec nap{0, 50'000'000};
  say("ready");
  while (!start) nanosleep(&nap, nullptr);
  say("started");
  while (!stop) nanosleep(&nap, nullptr);
  say("stopped");
  return 0;
}
