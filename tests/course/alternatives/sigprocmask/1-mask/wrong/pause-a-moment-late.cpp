// wrong: unblocks and then pauses: a signal between the look at the flag and pause(2) waits for the next one
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
  sigprocmask(SIG_BLOCK, &both, &before);

  struct sigaction action {};
  action.sa_handler = on_signal;
  sigemptyset(&action.sa_mask);
  action.sa_flags = SA_RESTART;
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGQUIT, &action, nullptr);

  say("blocked");
  char piece[512];
  ssize_t got;
  while ((got = read(STDIN_FILENO, piece, sizeof piece)) > 0 || (got < 0 && errno == EINTR)) continue;
  say("open");

  sigprocmask(SIG_SETMASK, &before, nullptr);
  for (;;) {
    if (interrupted) {
      interrupted = 0;
      say("got SIGINT");
    }
    if (quit) break;
    pause();
  }
  say("got SIGQUIT");
  return 0;
}
