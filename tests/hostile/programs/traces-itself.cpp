// Lets itself be traced, and stops.
#include <csignal>
#include <sys/ptrace.h>

int main() {
  ::ptrace(PTRACE_TRACEME, 0, nullptr, nullptr);
  ::raise(SIGTRAP);
  return 3;
}
