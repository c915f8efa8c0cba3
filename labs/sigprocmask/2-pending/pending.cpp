// pending: keeps SIGINT and SIGQUIT back while its work lasts, and then says which of them have come.
#include <csignal>
#include <cstdio>
#include <unistd.h>

namespace {

int trouble(const char* with) {
  std::fprintf(stderr, "pending: ");
  std::perror(with);
  return 1;
}

// Prints a line at once.
void say(const char* line) {
  std::puts(line);
  std::fflush(stdout);
}

// The protected section: it lasts as long as standard input.
bool work() {
  ::sleep(5);  // five seconds are enough for everybody
  return true;
}

}  // namespace

int main() {
  sigset_t kept_back;
  ::sigemptyset(&kept_back);
  ::sigaddset(&kept_back, SIGINT);
  ::sigaddset(&kept_back, SIGQUIT);
  if (::sigprocmask(SIG_BLOCK, &kept_back, nullptr) != 0) return trouble("blocking");
  say("blocked");
  if (!work()) return trouble("standard input");

  const bool interrupt = ::sigismember(&kept_back, SIGINT) == 1;
  const bool quit = ::sigismember(&kept_back, SIGQUIT) == 1;
  if (interrupt) say("pending SIGINT");
  if (quit) say("pending SIGQUIT");
  if (!interrupt && !quit) say("pending nothing");
  return 0;  // still blocked: they do not end it
}
