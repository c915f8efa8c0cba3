// Kills everything it may kill.
#include <csignal>
#include <unistd.h>

int main() {
  // Not where that would be more than its world: there init is our parent, or asking is refused already.
  if (::getppid() != 1 && ::kill(-1, 0) == 0) return 77;
  ::kill(-1, SIGKILL);
}
