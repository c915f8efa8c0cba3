// wrong: unblocks before the handlers are there: what came during the section ends it
#include <cerrno>
#include <csignal>
#include <unistd.h>

static void print(const char* text, size_t size) {
  while (write(STDOUT_FILENO, text, size) < 0 && errno == EINTR) continue;
}

static void on_interrupt(int) {
  const int saved = errno;
  print("got SIGINT\n", 11);
  errno = saved;
}

static void on_quit(int) {
  print("got SIGQUIT\n", 12);
  _exit(0);
}

int main() {
  sigset_t both;
  sigemptyset(&both);
  sigaddset(&both, SIGINT);
  sigaddset(&both, SIGQUIT);
  sigprocmask(SIG_BLOCK, &both, nullptr);
  print("blocked\n", 8);

  char bytes[1024];
  while (read(STDIN_FILENO, bytes, sizeof bytes) > 0) continue;

  print("open\n", 5);
  sigprocmask(SIG_UNBLOCK, &both, nullptr);
  struct sigaction action = {};
  action.sa_mask = both;
  action.sa_handler = on_interrupt;
  sigaction(SIGINT, &action, nullptr);
  action.sa_handler = on_quit;
  sigaction(SIGQUIT, &action, nullptr);
  for (;;) pause();
}
