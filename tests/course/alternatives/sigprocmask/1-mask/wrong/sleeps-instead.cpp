// wrong: gives the settings two seconds to come, reads what is there and opens
#include <csignal>
#include <fcntl.h>
#include <unistd.h>

extern "C" void told(int number) {
  if (number == SIGINT) {
    if (write(1, "got SIGINT\n", 11) < 0) _exit(1);
    return;
  }
  if (write(1, "got SIGQUIT\n", 12) < 0) _exit(1);
  _exit(0);
}

int main() {
  sigset_t both;
  sigemptyset(&both);
  sigaddset(&both, SIGINT);
  sigaddset(&both, SIGQUIT);
  sigprocmask(SIG_BLOCK, &both, nullptr);
  if (write(1, "blocked\n", 8) < 0) return 1;
  sleep(2);
  char settings[4096];
  fcntl(0, F_SETFL, O_NONBLOCK);
  while (read(0, settings, sizeof settings) > 0) continue;
  struct sigaction action = {};
  action.sa_handler = told;
  action.sa_mask = both;
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGQUIT, &action, nullptr);
  if (write(1, "open\n", 5) < 0) return 1;
  sigprocmask(SIG_UNBLOCK, &both, nullptr);
  for (;;) pause();
}
