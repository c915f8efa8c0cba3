// Ends well, but leaves a process that nobody asked for.
#include <unistd.h>

int main() {
  if (::fork() == 0) {
    ::setsid();
    if (::fork() == 0) {
      for (int fd = 0; fd < 3; ++fd) ::close(fd);
      ::pause();
    }
    ::_exit(0);
  }
}
