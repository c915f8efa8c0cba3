// Sleeps a little, for ever.
#include <unistd.h>

int main() {
  for (long n = 0; n < 600'000; ++n) ::usleep(1000);
}
