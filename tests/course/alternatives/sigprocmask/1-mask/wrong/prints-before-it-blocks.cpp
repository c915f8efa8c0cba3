// wrong: prints `blocked` before it blocks: a signal that comes right after that line ends it
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <unistd.h>

static volatile sig_atomic_t interrupted = 0;
static volatile sig_atomic_t quit = 0;

extern "C" void on_signal(int number) {
  if (number == SIGINT) interrupted = 1;
  else quit = 1;
}

static void say(const char* line) {
  puts(line);
  fflush(stdout);
}

int main() {
  sigset_t both, before;
  sigemptyset(&both);
  sigaddset(&both, SIGINT);
  sigaddset(&both, SIGQUIT);
  say("blocked");
  sigprocmask(SIG_BLOCK, &both, &before);

  struct sigaction action {};
  action.sa_handler = on_signal;
  sigemptyset(&action.sa_mask);
  action.sa_flags = SA_RESTART;
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGQUIT, &action, nullptr);

  char piece[512];
  ssize_t got;
  while ((got = read(STDIN_FILENO, piece, sizeof piece)) > 0 || (got < 0 && errno == EINTR)) continue;
  say("open");

  while (!quit) {
    sigsuspend(&before);
    if (interrupted) {
      interrupted = 0;
      say("got SIGINT");
    }
  }
  say("got SIGQUIT");
  return 0;
}
