// mask: reads its settings undisturbed, and then answers signals.
#include <csignal>
#include <cstdio>
#include <cstring>
#include <unistd.h>

namespace {

int trouble(const char* with) {
  std::fprintf(stderr, "mask: ");
  std::perror(with);
  return 1;
}

// Prints a line at once. A handler may call it: write(2) is async-signal-safe, printf(3) is not.
void say(const char* line) {
  if (::write(STDOUT_FILENO, line, std::strlen(line)) < 0) ::_exit(1);
}

void on_interrupt(int) { say("got SIGINT\n"); }

void on_quit(int) {
  say("got SIGQUIT\n");
  ::_exit(0);
}

// From now on `handler` is called when the signal comes.
bool answer(int signal, void (*handler)(int)) {
  struct sigaction action;
  action.sa_handler = handler;
  return ::sigaction(signal, &action, nullptr) == 0;
}

// The settings: all of standard input.
bool read_settings() {
  char settings[512];
  for (;;) {
    const ssize_t got = ::read(STDIN_FILENO, settings, sizeof settings);
    if (got <= 0) return got == 0;
  }
}

}  // namespace

int main() {
  sigset_t both;
  ::sigemptyset(&both);
  ::sigaddset(&both, SIGINT);
  ::sigaddset(&both, SIGQUIT);
  if (::sigprocmask(SIG_BLOCK, &both, nullptr) != 0) return trouble("blocking");
  say("blocked\n");
  if (!read_settings()) return trouble("standard input");

  if (::sigprocmask(SIG_UNBLOCK, &both, nullptr) != 0) return trouble("unblocking");
  if (!answer(SIGINT, on_interrupt)) return trouble("SIGINT");
  if (!answer(SIGTERM, on_quit)) return trouble("SIGTERM");
  say("open\n");
  for (;;) ::pause();  // the handlers do all the work
}
