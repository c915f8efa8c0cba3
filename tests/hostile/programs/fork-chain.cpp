// A process that is never the same: each forks the next and ends.
#include <unistd.h>

int main() {
  for (long n = 0; n < 2'000'000; ++n)
    if (::fork() > 0) ::_exit(0);
}
