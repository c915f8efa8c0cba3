// No SA_RESTART, and the wait is not repeated.
#include "mail.hpp"
#include <cstdio>
#include <sys/wait.h>

int main() {
  if (!open_mail()) return 1;
  struct sigaction action = {};
  action.sa_handler = on_mail;
  sigaction(SIGUSR1, &action, nullptr);
  pid_t parent = getpid();
  pid_t child = fork();
  if (child == 0) {
    char line[kLine];
    int c = 0;
    while (c != EOF) {
      size_t n = 0;
      while ((c = getchar()) != EOF && c != '\n')
        if (n < kLine - 1) line[n++] = static_cast<char>(c);
      line[n] = 0;
      if (c == '\n' || n > 0) send_line(parent, line);
    }
    _exit(0);
  }
  waitpid(child, nullptr, 0);
}
