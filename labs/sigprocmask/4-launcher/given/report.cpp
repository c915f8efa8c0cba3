// report [STATUS]: a command that tells with which signals it was started. It prints those that are blocked and those
// that are ignored, reads its input to the end, and ends with STATUS (0 if there is none): by a signal if that is more
// than 128, as a shell would say it.
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <unistd.h>

namespace {

// The standard signals but for SIGKILL and SIGSTOP, which nobody can block or ignore.
struct Named {
  int number;
  const char* name;
};
constexpr Named kSignals[] = {
    {SIGHUP, "SIGHUP"},   {SIGINT, "SIGINT"},   {SIGQUIT, "SIGQUIT"},   {SIGILL, "SIGILL"},       {SIGTRAP, "SIGTRAP"},
    {SIGABRT, "SIGABRT"}, {SIGBUS, "SIGBUS"},   {SIGFPE, "SIGFPE"},     {SIGUSR1, "SIGUSR1"},     {SIGSEGV, "SIGSEGV"},
    {SIGUSR2, "SIGUSR2"}, {SIGPIPE, "SIGPIPE"}, {SIGALRM, "SIGALRM"},   {SIGTERM, "SIGTERM"},     {SIGCHLD, "SIGCHLD"},
    {SIGCONT, "SIGCONT"}, {SIGTSTP, "SIGTSTP"}, {SIGTTIN, "SIGTTIN"},   {SIGTTOU, "SIGTTOU"},     {SIGURG, "SIGURG"},
    {SIGXCPU, "SIGXCPU"}, {SIGXFSZ, "SIGXFSZ"}, {SIGVTALRM, "SIGVTALRM"}, {SIGPROF, "SIGPROF"}, {SIGWINCH, "SIGWINCH"},
    {SIGIO, "SIGIO"},     {SIGPWR, "SIGPWR"},   {SIGSYS, "SIGSYS"},
};

bool is_blocked(int number) {
  sigset_t blocked;
  return ::sigprocmask(SIG_BLOCK, nullptr, &blocked) == 0 && ::sigismember(&blocked, number) == 1;
}

bool is_ignored(int number) {
  struct sigaction now;
  return ::sigaction(number, nullptr, &now) == 0 && now.sa_handler == SIG_IGN;
}

void list(const char* what, bool (*is)(int)) {
  std::printf("%s:", what);
  bool none = true;
  for (const Named& signal : kSignals) {
    if (!is(signal.number)) continue;
    std::printf(" %s", signal.name);
    none = false;
  }
  std::puts(none ? " none" : "");
}

}  // namespace

int main(int argc, char** argv) {
  list("blocked", is_blocked);
  list("ignored", is_ignored);
  std::fflush(stdout);

  char piece[512];
  while (::read(STDIN_FILENO, piece, sizeof piece) > 0) {
  }
  const int status = argc > 1 ? std::atoi(argv[1]) : 0;
  if (status <= 128) return status;
  sigset_t all;
  ::sigfillset(&all);
  ::signal(status - 128, SIG_DFL);
  ::raise(status - 128);
  ::sigprocmask(SIG_UNBLOCK, &all, nullptr);
  return 1;  // a signal that ends nobody
}
