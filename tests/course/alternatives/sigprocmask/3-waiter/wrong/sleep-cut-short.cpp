// wrong: a handler cuts a long sleep(3) short; if nothing comes for an hour, it goes on all the same
#include <csignal>
#include <cstdio>
#include <ctime>

static volatile sig_atomic_t came[65];

extern "C" void note(int number) { came[number] = 1; }

static void say(const char* what) { printf("%s\n", what), fflush(stdout); }

static void wait_for(int number) {
  timespec left{3600, 0};
  while (!came[number] && nanosleep(&left, &left) != 0) continue;
}

int main() {
  struct sigaction action = {};
  action.sa_handler = note;
  sigaction(SIGUSR1, &action, nullptr);
  sigaction(SIGUSR2, &action, nullptr);
  say("ready");
  wait_for(SIGUSR1);
  say("started");
  wait_for(SIGUSR2);
  say("stopped");
  return 0;
}
