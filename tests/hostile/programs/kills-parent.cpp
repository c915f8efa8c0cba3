// Kills whoever started it.
#include <csignal>
#include <initializer_list>
#include <unistd.h>

int main() {
  for (const int signal : {SIGTERM, SIGSEGV, SIGSTOP, SIGKILL}) ::kill(::getppid(), signal);
  return 3;
}
