// wrong: sa_mask is empty and SIGQUIT's handler returns: if both came, it runs first, on top of the other one
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

static volatile sig_atomic_t quit = 0;

static void on_quit(int) {
  print("got SIGQUIT\n", 12);
  quit = 1;
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

  struct sigaction action = {};
  sigemptyset(&action.sa_mask);
  action.sa_handler = on_interrupt;
  sigaction(SIGINT, &action, nullptr);
  action.sa_handler = on_quit;
  sigaction(SIGQUIT, &action, nullptr);
  print("open\n", 5);
  sigprocmask(SIG_UNBLOCK, &both, nullptr);
  sigset_t now;
  sigprocmask(SIG_BLOCK, &both, &now);
  while (!quit) sigsuspend(&now);
}
