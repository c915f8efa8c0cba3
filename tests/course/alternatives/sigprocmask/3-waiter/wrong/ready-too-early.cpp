// wrong: prints `ready` before its handlers are there: a SIGUSR1 right after that line ends it
#include <csignal>
#include <unistd.h>

static volatile sig_atomic_t start = 0;
static volatile sig_atomic_t stop = 0;

extern "C" void on_signal(int number) {
  if (number == SIGUSR1) start = 1;
  if (number == SIGUSR2) stop = 1;
}

static void line(const char* text, size_t size) {
  if (write(STDOUT_FILENO, text, size) < 0) _exit(1);
}

int main() {
  line("ready\n", 6);
  sigset_t block, before;
  sigemptyset(&block);
  sigaddset(&block, SIGUSR1);
  sigaddset(&block, SIGUSR2);
  sigprocmask(SIG_BLOCK, &block, &before);
  struct sigaction action = {};
  action.sa_handler = on_signal;
  action.sa_mask = block;
  sigaction(SIGUSR1, &action, nullptr);
  sigaction(SIGUSR2, &action, nullptr);
  while (!start) sigsuspend(&before);
  line("started\n", 8);
  while (!stop) sigsuspend(&before);
  line("stopped\n", 8);
  return 0;
}
