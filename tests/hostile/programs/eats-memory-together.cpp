// Twenty processes, each below its own limit.
#include <cstdlib>
#include <cstring>
#include <unistd.h>

int main() {
  for (int n = 0; n < 20 && ::fork() != 0; ++n) {}
  for (int n = 0; n < 300; ++n)
    if (void* block = std::malloc(1 << 20)) std::memset(block, 1, 1 << 20);
  for (;;) ::pause();
}
