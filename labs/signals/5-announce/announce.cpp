// announce: the child reads lines and sends them to its parent, which prints them.
#include "mail.hpp"

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <sys/wait.h>
#include <unistd.h>

namespace {

int trouble(const char* with) {
  std::fprintf(stderr, "announce: ");
  std::perror(with);
  return 1;
}

// The next line of standard input, at most kLine - 1 bytes of it; false when there is none.
bool next_line(char* line) {
  const int got = std::scanf("%[^\n]", line);
  if (got == EOF) return false;
  for (int c = 0; c != '\n' && c != EOF;) c = std::getchar();  // what is left of the line, its newline included
  return true;
}

// The child.
int read_lines(pid_t parent) {
  char line[kLine] = "";
  while (next_line(line))
    if (!send_line(parent, line)) return 1;
  return 0;
}

bool answer(int signal, void (*handler)(int)) {
  struct sigaction action = {};
  action.sa_handler = handler;
  action.sa_flags = SA_RESTART;
  return ::sigaction(signal, &action, nullptr) == 0;
}

}  // namespace

int main() {
  if (!open_mail()) return trouble("memory");
  const pid_t parent = ::getpid();
  const pid_t child = ::fork();
  if (child < 0) return trouble("fork");
  if (child == 0) ::_exit(read_lines(parent));
  if (!answer(SIGUSR1, on_mail)) return trouble("SIGUSR1");

  int status = 0;
  if (::waitpid(child, &status, 0) < 0) return trouble("wait");
  return status == 0 ? 0 : 1;
}
