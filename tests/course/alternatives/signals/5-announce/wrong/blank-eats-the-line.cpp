// A blank before the conversion skips newlines, and with them empty lines and leading blanks.
#include "mail.hpp"
#include <cstdio>
#include <sys/wait.h>

int main() {
  if (!open_mail()) return 1;
  struct sigaction action = {};
  action.sa_handler = on_mail;
  action.sa_flags = SA_RESTART;
  sigaction(SIGUSR1, &action, nullptr);
  pid_t parent = getpid();
  pid_t child = fork();
  if (child == 0) {
    char line[kLine];
    while (scanf(" %79[^\n]%*[^\n]", line) == 1) send_line(parent, line);
    _exit(0);
  }
  waitpid(child, nullptr, 0);
}
