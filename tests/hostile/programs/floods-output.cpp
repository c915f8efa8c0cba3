// Writes before it has read a byte, and would never stop.
#include <unistd.h>

int main() {
  char block[65536] = {'x'};
  for (long n = 0; n < 20'000; ++n)  // at most 1.3 GB
    if (::write(1, block, sizeof block) < 0) return 1;
}
