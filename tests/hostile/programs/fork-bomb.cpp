// Reads its input; then every process makes more of them.
#include <unistd.h>

int main() {
  char byte;
  while (::read(0, &byte, 1) == 1) {}
  ::alarm(60);  // a fork does not inherit it: each has its own
  for (long n = 0; n < 100'000; ++n)
    if (::fork() == 0) ::alarm(60);
}
