// The same on standard error.
#include <unistd.h>

int main() {
  char block[65536] = {'e'};
  for (long n = 0; n < 20'000; ++n)
    if (::write(2, block, sizeof block) < 0) return 1;
}
